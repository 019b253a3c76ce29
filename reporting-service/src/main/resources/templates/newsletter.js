// The headline of a day as a page for print: the one call of the newsletter, and nothing of its own.

import { at, ask, begin, day, figure, name, parts, state, texts } from './reader.js';

const asked = new URLSearchParams(location.search).get('asOf');

function element(kind, text, style = '') {
  const made = document.createElement(kind);
  made.textContent = text;
  made.className = style;
  return made;
}

/** A figure, what it is, what it is made of, and what others have measured. */
function entry(item) {
  const box = document.createElement('div');
  box.append(element('dt', item[name]), element('dd', figure(item), item.note ? 'figure none' : 'figure'));
  const made = parts(item);
  if (made) box.append(element('dd', made, 'parts'));
  if (item.comparison) box.append(element('dd', `${texts['comparison']} ${item.comparison.value}% (${item.comparison.source})`, 'parts'));
  return box;
}

async function show() {
  const answer = await ask('/reports/headline' + (asked ? '?asOf=' + encodeURIComponent(asked) : ''));
  if (!answer) return state('refused');
  at('#as-of').textContent = day.format(new Date(answer.asOf));
  at('#as-of').dateTime = answer.asOf;
  at('#day').value = answer.asOf;
  at('#entries').replaceChildren(...answer.items.map(entry));
  state('whole');
}

at('#print').addEventListener('click', () => print());
await begin(show);
