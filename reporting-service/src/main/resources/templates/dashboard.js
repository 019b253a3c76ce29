// Signs the reader in, draws each picture and the table below it, and draws anew when figures change.
// The token lives in this module's memory: it ends with the page, and no address ever holds it.

const page = document.documentElement;
const settings = page.dataset;
const language = page.lang;
const here = location.origin + '/dashboard';
const PENDING = 'dashboard-sign-in';

const texts = Object.fromEntries(
  [...document.getElementById('texts').content.children].map(one => [one.dataset.key, one.textContent]));
const locale = language + '-IL-u-nu-latn';
const number = new Intl.NumberFormat(locale);
const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'ILS', maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const name = { he: 'nameHe', ar: 'nameAr', en: 'nameEn' }[language];

let token = '';
const drawn = new Map();

const at = (selector, within = document) => within.querySelector(selector);
const state = key => (at('#state').textContent = at('#state').dataset[key]);

// --- signing in: authorization code with PKCE ---

const base64url = bytes =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const secret = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const hashOf = async text =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

async function signIn() {
  const verifier = secret();
  const sent = secret();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state: sent, language }));
  location.replace(settings.authorization + '?' + new URLSearchParams({
    response_type: 'code',
    client_id: settings.client,
    redirect_uri: here,
    scope: 'openid',
    state: sent,
    code_challenge: await hashOf(verifier),
    code_challenge_method: 'S256',
    prompt: 'login', // who used this device before is nobody's business
  }));
}

/** Whether somebody is signed in now; the provider's answer stands in the address, once. */
async function takeAnswer(answer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? '{}');
  if (pending.language && pending.language !== language) {
    answer.set('lang', pending.language);
    location.replace('/dashboard?' + answer);
    return false;
  }
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', '/dashboard?lang=' + language);
  if (!answer.get('code') || answer.get('state') !== pending.state) {
    state('refused');
    return false;
  }
  const response = await fetch(settings.token, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.client,
      code: answer.get('code'),
      redirect_uri: here,
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) {
    state('refused');
    return false;
  }
  token = (await response.json()).access_token;
  return true;
}

// --- the API ---

async function ask(path) {
  const response = await fetch('/api/v1' + path, {
    headers: { Authorization: 'Bearer ' + token, 'Accept-Language': language },
  });
  if (response.status === 401) await signIn();
  return response.ok ? response.json() : null;
}

const figures = (code, question = '') => ask('/indicators/' + code + question);

// --- what is seen ---

const monthsBack = months => {
  const first = new Date();
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() - months);
  return first.toISOString().slice(0, 10);
};

const shown = item =>
  item.note ? texts['note.' + item.note]
    : item.amount !== null && item.amount !== undefined ? money.format(item.amount)
    : number.format(item.value);
const size = item => (item.amount !== null && item.amount !== undefined ? Number(item.amount) : item.value ?? 0);
const label = item =>
  (language === 'he' ? item.nameHe : item.nameEn ?? item.nameHe) ?? texts['code.' + item.key] ?? item.key;

/** A picture's rows: a name, and an item in each of its series. */
function draw(id, series, rows, kind = 'bar') {
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
  chart.setOption(option(series, rows, kind), true);
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
function option(series, rows, kind) {
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
    animation: false,
    color: ['#0b5a55', '#b3541e', '#4b5763'],
    legend: series.length > 1 ? { data: series } : undefined,
    grid: { containLabel: true, left: 8, right: 8, top: series.length > 1 ? 32 : 8, bottom: 8 },
    xAxis: lying ? values : names,
    yAxis: lying ? names : values,
    series: series.map((title, i) => ({ name: title, type: kind, data: rows.map(row => size(row.items[i])) })),
  };
}

async function headline() {
  const answer = await ask('/reports/headline');
  if (!answer) return;
  at('#as-of').textContent = day.format(new Date(answer.asOf));
  at('#headline tbody').replaceChildren(...answer.items.map(item => line([
    item[name],
    item.note ? texts['note.' + item.note] : item.unit.startsWith('percent') ? item.value + '%' : number.format(item.value),
    item.denominator === null ? '' : `${number.format(item.numerator)} / ${number.format(item.denominator)}`
      + (item.planVersion === null ? '' : ` (${texts['plan-version']} ${item.planVersion})`),
  ])));
}

/** One indicator, broken down. */
async function broken(id, code, by, question = '', kind = 'bar') {
  const answer = await figures(code, `?by=${by}${question}`);
  if (!answer) return;
  const rows = answer.items.map(item => ({
    name: by === 'month' ? month.format(new Date(item.key + '-01')) : label(item),
    items: [item],
  }));
  draw(id, [answer.indicator[name]], rows, kind);
}

async function plan() {
  const rows = [];
  for (const code of ['active_families_noshmim', 'active_families_mapa']) {
    const [families, share] = await Promise.all([figures(code), figures(code + '_share_of_plan')]);
    if (!families || !share) return;
    const planned = { value: share.total.denominator, note: share.total.note };
    rows.push({ name: families.indicator[name], items: [families.total, planned] });
  }
  draw('plan', [texts['actual'], texts['planned']], rows);
}

/** From the budget to what families received. */
async function flow() {
  const rows = [];
  for (const code of ['money_budgeted', 'money_in_baskets', 'money_ordered', 'money_paid']) {
    const answer = await figures(code);
    if (!answer) return;
    rows.push({ name: answer.indicator[name], items: [answer.total] });
  }
  draw('money', [texts['amount']], rows);
}

async function rights() {
  const rows = [];
  for (const code of ['rights_taken_up', 'rights_in_process', 'rights_not_begun']) {
    const answer = await figures(code);
    if (!answer) return;
    rows.push({ name: answer.indicator[name], items: [answer.total] });
  }
  draw('rights', [texts['percent']], rows);
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
  draw('trainings', [texts['actual'], texts['planned']], rows, 'line');
}

const all = () => Promise.all([
  headline(),
  broken('districts', 'active_families_noshmim', 'district'),
  plan(),
  flow(),
  broken('sources', 'money_budgeted_by_source', 'source'),
  broken('categories', 'money_paid', 'category'),
  broken('receipts', 'receipts_answered', 'answer'),
  rights(),
  trainings(),
]);

// --- live: the stream tells that figures have changed, not which ---

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
      const stream = await fetch('/api/v1/dashboards/changes', {
        headers: { Authorization: 'Bearer ' + token, Accept: 'text/event-stream' },
      });
      if (stream.status === 401) return signIn();
      if (!stream.ok) return state('refused');
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
const answer = new URLSearchParams(location.search);
if (!answer.has('code') && !answer.has('error')) {
  await signIn();
} else if (await takeAnswer(answer)) {
  redraw();
  listen();
}
