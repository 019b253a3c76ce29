// What every page of figures needs: its words and formats, a reader who is signed in, and the API.
// The tokens live in this module's memory: they end with the page, and no address ever holds one. Only a
// link from one of these pages to another takes them along, through the tab's storage, for that one step.

export const page = document.documentElement;
const settings = page.dataset;
const language = page.lang;
const PENDING = 'dashboard-sign-in';
const ALONG = 'dashboard-along';

export const texts = Object.fromEntries(
  [...document.getElementById('texts').content.children].map(one => [one.dataset.key, one.textContent]));
const locale = language + '-IL-u-nu-latn';
export const number = new Intl.NumberFormat(locale);
export const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'ILS', maximumFractionDigits: 0 });
export const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
export const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
export const name = { he: 'nameHe', ar: 'nameAr', en: 'nameEn' }[language];

let token = '';
let idToken = '';

export const at = (selector, within = document) => within.querySelector(selector);
export const state = key => (at('#state').textContent = at('#state').dataset[key]);

// --- signing in: authorization code with PKCE; the provider knows one address for all pages ---

const answered = location.origin + '/dashboard';
const base64url = bytes =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const secret = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const hashOf = async text =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

/** This page, in this language, of this day. */
function here() {
  const query = new URLSearchParams({ lang: language });
  const asOf = new URLSearchParams(location.search).get('asOf');
  if (asOf) query.set('asOf', asOf);
  return location.pathname + '?' + query;
}

export async function signIn() {
  const verifier = secret();
  const sent = secret();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state: sent, page: here() }));
  location.replace(settings.authorization + '?' + new URLSearchParams({
    response_type: 'code',
    client_id: settings.client,
    redirect_uri: answered,
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
  const wanted = new URL(pending.page ?? here(), location.origin);
  if (wanted.pathname !== location.pathname || wanted.searchParams.get('lang') !== language) {
    answer.forEach((value, key) => wanted.searchParams.set(key, value));
    location.replace(wanted);
    return false;
  }
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', wanted);
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
      redirect_uri: answered,
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) {
    state('refused');
    return false;
  }
  ({ access_token: token, id_token: idToken } = await response.json());
  return true;
}

/** A plain click, or Enter, on a link within this tab to another of these pages. */
function takeAlong(click) {
  const link = click.target.closest('a[href]');
  const within = link && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey);
  if (within && token && new URL(link.href).href.startsWith(answered)) {
    sessionStorage.setItem(ALONG, JSON.stringify({ token, idToken }));
  }
}
document.addEventListener('click', takeAlong);

function cameAlong() {
  ({ token = '', idToken = '' } = JSON.parse(sessionStorage.getItem(ALONG) ?? '{}'));
  sessionStorage.removeItem(ALONG);
  return token !== '';
}

/** Computers are shared: whoever reads sees as whom, and can end it. */
function showWho() {
  const payload = atob(idToken.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(payload, c => c.charCodeAt(0))));
  at('#you').textContent = claims.name ?? claims.preferred_username ?? claims.sub;
  at('#end [name=id_token_hint]').value = idToken;
  at('#end [name=post_logout_redirect_uri]').value = answered;
  at('#end').hidden = false;
}

/** Who comes back to the page by the browser's own means may be the next person. */
addEventListener('pageshow', shown => shown.persisted && location.reload());

/** Shows the page to whoever is signed in, and sends others to sign in first. */
export async function begin(show) {
  const answer = new URLSearchParams(location.search);
  const asked = answer.has('code') || answer.has('error');
  if (cameAlong() || (asked && (await takeAnswer(answer)))) {
    showWho();
    show();
  } else if (!asked) {
    await signIn();
  }
}

// --- the API ---

export const open = (path, accept) => fetch('/api/v1' + path, {
  headers: { Authorization: 'Bearer ' + token, Accept: accept, 'Accept-Language': language },
});

export async function ask(path) {
  const response = await open(path, 'application/json');
  if (response.status === 401) await signIn();
  return response.ok ? response.json() : null;
}

// --- a figure of the headline ---

export const figure = item =>
  item.note ? texts['note.' + item.note]
    : about(item) + (item.unit.startsWith('percent') ? item.value + '%' : number.format(item.value));

/** What stands before a rounded figure; what that is, the page says once. */
export function about(item) {
  if (!item.roundedTo) return '';
  at('#rounded').hidden = false;
  return '≈ ';
}

export const parts = item =>
  item.denominator === null ? ''
    : `${number.format(item.numerator)} / ${number.format(item.denominator)}`
      + (item.planVersion === null ? '' : ` (${texts['plan-version']} ${item.planVersion})`);
