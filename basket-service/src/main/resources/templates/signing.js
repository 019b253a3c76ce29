// Signs staff in, lists the vouchers that wait for a signature, and signs the one that is open.
// The token lives in this module's memory: it ends with the page, and no address ever holds it.

const page = document.documentElement;
const settings = page.dataset;
const language = page.lang;
const here = location.origin + '/sign';
const PENDING = 'sign-in'; // in the tab's session: what a sign-in that is under way must remember

let token = '';
let categories = new Map();

const money = new Intl.NumberFormat(language + '-IL-u-nu-latn', { style: 'currency', currency: 'ILS' });
const day = new Intl.DateTimeFormat(language + '-IL-u-nu-latn', { dateStyle: 'long', timeZone: 'UTC' });
const list = new Intl.ListFormat(language);
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jerusalem' }).format();

// --- what is seen ---

const at = (selector, within = document) => within.querySelector(selector);

/** Shows one screen and takes the reader to its heading. */
function show(id) {
  document.querySelectorAll('main > section').forEach(section => (section.hidden = section.id !== id));
  const heading = at(`#${id} h1`);
  document.title = heading.textContent;
  heading.focus();
}

function showProblem(title, text) {
  at('#problem h1').textContent = title;
  at('#problem p').textContent = text;
  show('problem');
}

/** A text of the page's own. */
function showOwnProblem(id) {
  const text = at('#' + id).content;
  showProblem(at('b', text).textContent, at('i', text).textContent);
}

function fill(within, voucher) {
  const values = {
    amount: money.format(voucher.amount),
    what: list.format(voucher.categories.map(code => categories.get(code) ?? code)),
    vendor: voucher.vendorName,
    'valid-until': voucher.validUntil ? day.format(new Date(voucher.validUntil)) : '—',
  };
  within.querySelectorAll('[data-field]').forEach(field => (field.textContent = values[field.dataset.field]));
}

// --- signing in: authorization code with PKCE ---

const base64url = bytes =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const secret = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const hashOf = async text =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

async function signIn() {
  show('wait');
  const verifier = secret();
  const state = secret();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, language, voucher: location.hash }));
  const question = new URLSearchParams({
    response_type: 'code',
    client_id: settings.client,
    redirect_uri: here,
    scope: 'openid',
    state,
    code_challenge: await hashOf(verifier),
    code_challenge_method: 'S256',
    prompt: 'login', // who used this device before is nobody's business
  });
  location.replace(settings.authorization + '?' + question);
}

/** Whether somebody is signed in now; the provider's answer stands in the address, once. */
async function takeAnswer(answer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? '{}');
  if (pending.language && pending.language !== language) {
    answer.set('lang', pending.language);
    location.replace('/sign?' + answer);
    return false;
  }
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', `/sign?lang=${language}${pending.voucher ?? ''}`);
  if (!answer.get('code') || answer.get('state') !== pending.state) {
    showOwnProblem('refused');
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
    showOwnProblem('refused');
    return false;
  }
  const tokens = await response.json();
  token = tokens.access_token;
  showWho(tokens.id_token);
  return true;
}

/** Phones are passed on: whoever signs sees as whom, and can end it. */
function showWho(idToken) {
  const payload = atob(idToken.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, c => c.charCodeAt(0))));
  at('#you').textContent = claims.name ?? claims.preferred_username ?? claims.sub;
  at('#end [name=id_token_hint]').value = idToken;
  at('#end [name=post_logout_redirect_uri]').value = here;
  at('#end').hidden = false;
}

// --- the API ---

/** The answer, or null where the reader was told already why there is none. */
async function call(path, method = 'GET', headers = {}) {
  const response = await fetch('/api/v1' + path, {
    method,
    headers: { Authorization: 'Bearer ' + token, 'Accept-Language': language, ...headers },
  });
  if (response.ok) return response;
  if (response.status === 401) {
    await signIn();
  } else if (response.status === 412) {
    showOwnProblem('changed');
  } else {
    const problem = await response.json();
    showProblem(problem.title, problem.detail ?? '');
  }
  return null;
}

async function showList() {
  const shown = at('#list ul').cloneNode(); // empty: a page that still comes for the old one is lost with it
  at('#list ul').replaceWith(shown);
  if (await addPage(shown, '/vouchers/unsigned?limit=20')) show('list');
}

/** Whether the list has the page now; the page after it comes when the reader asks for it. */
async function addPage(shown, path) {
  const answer = await call(path);
  if (!answer) return false;
  const { items, next } = await answer.json();
  if (!shown.isConnected) return false;
  const rows = items.map(voucher => {
    const row = at('#list template').content.cloneNode(true);
    at('a', row).href = '#' + voucher.id;
    fill(row, voucher);
    return row;
  });
  const before = shown.children.length;
  shown.append(...rows);
  at('#none').hidden = shown.children.length > 0;
  const more = at('#more');
  more.hidden = next === null;
  more.disabled = false;
  more.onclick = () => {
    more.disabled = true;
    attempt(() => addPage(shown, '/vouchers/unsigned?limit=20&cursor=' + encodeURIComponent(next)));
  };
  if (before > 0 && items.length > 0) at('a', shown.children[before]).focus();
  return true;
}

async function showVoucher(id) {
  const answer = await call('/vouchers/' + encodeURIComponent(id));
  if (!answer) return;
  const voucher = await answer.json();
  voucher.categories = [...new Set(voucher.items.map(item => item.category))].sort();
  fill(document, voucher);
  if (voucher.signedAt) return show('done');
  if (voucher.status !== 'ORDERED' || (voucher.validUntil && voucher.validUntil < today())) {
    return showOwnProblem('over');
  }
  // what is signed is the version that was shown; however often the button is pressed, once
  const headers = { 'If-Match': answer.headers.get('ETag'), 'Idempotency-Key': crypto.randomUUID() };
  const button = at('#sign');
  button.disabled = false;
  button.onclick = () => {
    button.disabled = true;
    attempt(async () => (await call(`/vouchers/${id}/signature`, 'POST', headers)) && show('done'));
  };
  show('voucher');
}

/** Whatever goes wrong, the reader is told; a network that broke is nobody's fault. */
async function attempt(step) {
  try {
    await step();
  } catch {
    showOwnProblem('failed');
  }
}

async function open() {
  show('wait');
  if (!token) return signIn();
  if (categories.size === 0) {
    const answer = await call('/categories?limit=200');
    if (!answer) return;
    const name = { he: 'nameHe', ar: 'nameAr', en: 'nameEn' }[language];
    categories = new Map((await answer.json()).items.map(category => [category.code, category[name]]));
  }
  const id = location.hash.slice(1);
  await (id ? showVoucher(id) : showList());
}

document.querySelectorAll('nav a').forEach(other => (other.onclick = () => (other.hash = location.hash)));
at('#again').onclick = () => attempt(open);
addEventListener('hashchange', () => attempt(open));
attempt(async () => {
  const answer = new URLSearchParams(location.search);
  const answered = answer.has('code') || answer.has('error');
  if (!answered || (await takeAnswer(answer))) await open();
});
