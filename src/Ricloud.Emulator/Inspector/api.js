// Requests to the emulator, with the token that came in the address's fragment once. It is kept for the tab, and nowhere else.
const place = 'ricloud-token';

/** Takes the token from the address, or gets it for the code that stands there, and cleans the address. */
export async function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname);
  if (given.get('token')) sessionStorage.setItem(place, given.get('token'));
  if (given.get('code')) {
    const answer = await fetch('/_emulator/inspector/token', { method: 'POST', body: JSON.stringify({ code: given.get('code') }), credentials: 'omit' });
    if (answer.ok) sessionStorage.setItem(place, (await answer.json()).token);
  }
  return Boolean(sessionStorage.getItem(place));
}

export function keepToken(token) { sessionStorage.setItem(place, token); }

export function forgetToken() { sessionStorage.removeItem(place); }

export class Refused extends Error {
  constructor(status, body) {
    super([body?.message ?? `HTTP ${status}`, ...Object.entries(body?.params ?? {}).map(([name, text]) => `${name}: ${text}`)].join(' '));
    this.status = status;
  }
}

export function send(path, options = {}) {
  return fetch(path, {
    ...options,
    cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer',
    headers: { ...options.headers, Authorization: `Token ${sessionStorage.getItem(place)}`, 'Ricloud-Inspector': '1' },
  });
}

export async function call(method, path, body, headers) {
  const answer = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  let json = null;
  try { json = JSON.parse(text); } catch { /* A fault's answer need not be JSON. */ }
  if (!answer.ok || json === null) throw new Refused(answer.status, json);
  return json;
}

/** The newest items of a list, so many at most: the API gives no more than 1000 in a page. How many there are is its `total`. */
export async function list(path, most = 1000) {
  const page = await call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${most}`);
  page.data.total = page.total_count;
  return page.data;
}
