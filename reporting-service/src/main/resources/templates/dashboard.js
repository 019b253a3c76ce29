// Draws each picture and the table below it, and draws anew when figures change.

import { about, at, ask, begin, day, figure, money, month, name, number, open, page, parts, signIn, state, texts } from './reader.js';

const language = page.lang;
const drawn = new Map();

const figures = (code, question = '') => ask('/indicators/' + code + question);

// --- what is seen ---

/** The first day of a month, so many before the one that it is in Jerusalem. */
const monthsBack = months => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jerusalem' }).format(new Date());
  const first = new Date(today.slice(0, 7) + '-01');
  first.setUTCMonth(first.getUTCMonth() - months);
  return first.toISOString().slice(0, 10);
};

const shown = item =>
  item.note ? texts['note.' + item.note]
    : about(item)
      + (item.amount !== null && item.amount !== undefined ? money.format(item.amount) : number.format(item.value));
const size = item => (item.amount !== null && item.amount !== undefined ? Number(item.amount) : item.value ?? 0);
const label = item =>
  (language === 'he' ? item.nameHe : item.nameEn ?? item.nameHe) ?? texts['code.' + item.key] ?? item.key;

/** A picture, and its rows below it: a name, and an item in each of its series. */
function draw(id, series, rows, option) {
  const section = document.getElementById(id);
  at('thead tr', section).replaceChildren(...['', ...series].map(text => {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    return cell;
  }));
  at('tbody', section).replaceChildren(...rows.map(row => line([row.name, ...row.items.map(shown)])));
  const chart = drawn.get(id) ?? echarts.init(at('.picture', section), null, { renderer: 'canvas' });
  drawn.set(id, chart);
  chart.setOption({ animation: false, color: ['#0b5a55', '#b3541e', '#4b5763'], ...option }, true);
}

function line([first, ...others]) {
  const row = document.createElement('tr');
  const head = row.appendChild(document.createElement('th'));
  head.scope = 'row';
  head.textContent = first;
  for (const text of others) {
    const cell = row.appendChild(document.createElement('td'));
    cell.className = 'number';
    cell.textContent = text;
  }
  return row;
}

/** From right to left a bar grows from the right, and time runs that way. */
function bars(series, rows, kind) {
  const mirrored = page.dir === 'rtl';
  const lying = kind === 'bar';
  const names = {
    type: 'category',
    data: rows.map(row => row.name),
    inverse: lying || mirrored,
    axisLabel: lying ? { width: 110, overflow: 'break', lineHeight: 15 } : {},
  };
  const values = { type: 'value', minInterval: 1, inverse: lying && mirrored, position: !lying && mirrored ? 'right' : undefined };
  if (lying) names.position = mirrored ? 'right' : 'left';
  return {
    legend: series.length > 1 ? { data: series } : undefined,
    grid: { containLabel: true, left: 8, right: 8, top: series.length > 1 ? 32 : 8, bottom: 8 },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: series.map((title, i) => ({ name: title, type: kind, data: rows.map(row => size(row.items[i])) })),
  };
}

/** From top to bottom, in every language: what comes together, goes on, and stays behind. */
function river(links) {
  const running = links.filter(link => size(link.item) > 0);
  if (running.length === 0) return {};
  return {
    series: {
      type: 'sankey',
      orient: 'vertical',
      nodeAlign: 'left',
      emphasis: { disabled: true },
      left: 8, right: 8, top: 24, bottom: 24,
      label: { position: 'top', width: 88, overflow: 'truncate', fontSize: 11 },
      labelLayout: { hideOverlap: true }, // the table names them all
      lineStyle: { color: 'source', opacity: 0.35 },
      data: [...new Set(running.flatMap(link => [link.from, link.to]))].map(name => ({ name })),
      links: running.map(link => ({ source: link.from, target: link.to, value: size(link.item) })),
    },
  };
}

async function headline() {
  const answer = await ask('/reports/headline');
  if (!answer) return;
  at('#as-of').textContent = day.format(new Date(answer.asOf));
  at('#headline tbody').replaceChildren(
    ...answer.items.map(item => line([item[name], figure(item), parts(item)])));
}

/** One indicator, broken down. */
async function broken(id, code, by) {
  const answer = await figures(code, `?by=${by}`);
  if (!answer) return;
  const rows = answer.items.map(item => ({ name: label(item), items: [item] }));
  const series = [answer.indicator[name]];
  draw(id, series, rows, bars(series, rows, 'bar'));
}

async function plan() {
  const rows = [];
  for (const code of ['active_families_noshmim', 'active_families_mapa']) {
    const [families, share] = await Promise.all([figures(code), figures(code + '_share_of_plan')]);
    if (!families || !share) return;
    const planned = { value: share.total.denominator, note: share.total.note };
    rows.push({ name: families.indicator[name], items: [families.total, planned] });
  }
  const series = [texts['actual'], texts['planned']];
  draw('plan', series, rows, bars(series, rows, 'bar'));
}

/** This year's money: from each source through the budget, baskets and orders to what was paid. */
async function flow() {
  const sources = await figures('money_budgeted_by_source', '?by=source');
  if (!sources) return;
  const year = '?from=' + sources.to.slice(0, 4) + '-01-01';
  const [funds, ...steps] = await Promise.all([
    figures('money_budgeted_by_source', '?by=fund'),
    ...['money_in_baskets', 'money_ordered', 'money_paid'].map(code => figures(code, year)),
  ]);
  if (!funds || !steps.every(Boolean)) return;
  const budget = texts['budget'];
  const fund = key => funds.items.filter(item => item.key === key);
  const links = [
    ...sources.items.map(item => ({ from: label(item), to: budget, item })),
    ...fund('ENVELOPE').map(item => ({ from: budget, to: label(item), item })),
  ];
  let from = budget;
  let [before] = fund('BASKETS');
  for (const { indicator, total } of steps) {
    links.push({ from, to: indicator[name], item: total }, ...rest(from, before, total));
    from = indicator[name];
    before = total;
  }
  draw('money', [texts['amount']], links.map(link => ({ name: way(link), items: [link.item] })), river(links));
}

const way = ({ from, to }) => [from, page.dir === 'rtl' ? '\u2190' : '\u2192', to].join(' ');

/** What of an amount did not go on, if both are shown. */
function rest(from, before, after) {
  const left = Math.round((Number(before?.amount) - Number(after.amount)) * 100) / 100;
  return before?.note || after.note || !(left > 0) ? []
    : [{ from, to: texts['left-of'].replace('{0}', from), item: { amount: left } }];
}

async function rights() {
  const rows = [];
  for (const code of ['rights_taken_up', 'rights_in_process', 'rights_not_begun']) {
    const answer = await figures(code);
    if (!answer) return;
    rows.push({ name: answer.indicator[name], items: [answer.total] });
  }
  const series = [texts['percent']];
  draw('rights', series, rows, bars(series, rows, 'bar'));
}

/** A district is measured against its own plan, the country against the country's. */
async function trainings() {
  const question = '?by=month&from=' + monthsBack(11);
  const held = await figures('sessions_held', question);
  if (!held) return;
  const districts = held.unit.includes('.') ? '_in_districts' : '';
  const planned = await figures('sessions_planned' + districts, question);
  if (!planned) return;
  const rows = held.items.map((item, i) => ({
    name: month.format(new Date(item.key + '-01')),
    items: [item, planned.items[i]],
  }));
  const series = [texts['actual'], texts['planned']];
  draw('trainings', series, rows, bars(series, rows, 'line'));
}

const all = () => Promise.all([
  headline(),
  broken('districts', 'active_families_noshmim', 'district'),
  plan(),
  flow(),
  broken('categories', 'money_paid', 'category'),
  broken('receipts', 'receipts_answered', 'answer'),
  rights(),
  trainings(),
]);

// --- live: the stream tells at once, and whenever figures have changed; not which ---

let drawing = Promise.resolve();
let again = false;

/** However often figures change meanwhile, they are asked for once more. */
function redraw() {
  if (again) return;
  again = true;
  drawing = drawing.then(() => {
    again = false;
    return all();
  }).then(() => state('live'), () => state('broken'));
}

async function listen() {
  for (;;) {
    try {
      const stream = await open('/dashboards/changes', 'text/event-stream');
      if (stream.status === 401) return signIn();
      if (stream.status === 403) {
        at('#figures').hidden = true;
        return state('refused');
      }
      if (!stream.ok) throw new Error(stream.statusText);
      const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        if (part.value.includes('folded')) redraw();
      }
    } catch {
      state('broken');
    }
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
}

addEventListener('resize', () => drawn.forEach(chart => chart.resize()));
await begin(listen);
