// Fault rules: a switch each, a form for another, and bad days that are ready.
import { call } from './api.js';
import { el, field, select } from './dom.js';
import { texts } from './texts.js';

const path = '/_emulator/faults';

// What each kind wants to know, and what it is if nobody says.
const kinds = {
  delay: ['ms', 1000], status: ['status', 503], drop: null, truncate: null, slow: ['ms', 100], html: ['status', 200],
  'wrong-length': ['by', 16], 'invalid-utf8': null, redirect: ['location', 'http://127.0.0.1:1/'], 'rate-limit': ['limit', 5],
};

// As docs/emulator.md has them, under "Bad days".
export const days = {
  'slow-api': [{ kind: 'delay', ms: 1500 }],
  'flaky-api': [{ kind: 'drop', when: 'after', probability: 0.3 }],
  'rate-limited': [{ kind: 'rate-limit', limit: 5, window: 10 }],
  'html-proxy': [{ kind: 'html', status: 502, probability: 0.5 }],
  down: [{ kind: 'status', status: 503, retry_after: 30 }],
};

export class Faults {
  #rows = el('tbody'); #known = new Map(); #error = el('p', { class: 'error', role: 'alert' });

  constructor() {
    const kind = select(Object.fromEntries(Object.keys(kinds).map(name => [name, name])), { on: { change: () => ask() } });
    const where = el('input', { placeholder: '/configs/*', size: 14, autocomplete: 'off' });
    const method = select({ '': texts.all, GET: 'GET', POST: 'POST', DELETE: 'DELETE' });
    const value = el('input', { size: 16, autocomplete: 'off' });
    const valueField = field('', value);
    const times = el('input', { inputMode: 'numeric', size: 4, autocomplete: 'off' });
    const day = select({ '': '–', ...texts.days });
    const ask = () => {
      const [name, usual] = kinds[kind.value] ?? [];
      valueField.hidden = !name;
      valueField.firstChild.data = name ?? '';
      value.value = usual ?? '';
    };
    const add = e => {
      e.preventDefault();
      const rule = { kind: kind.value };
      if (where.value) rule.path = where.value;
      if (method.value) rule.method = method.value;
      if (times.value) rule.times = Number(times.value);
      const [name] = kinds[kind.value] ?? [];
      if (name && value.value) rule[name] = name === 'location' ? value.value : Number(value.value);
      if (kind.value === 'rate-limit') rule.window = 10;
      this.#change(() => call('POST', path, rule));
    };
    this.element = el('div', {}, el('h2', {}, texts.faults),
      el('form', { class: 'bar', on: { submit: add } }, field(texts.faultKind, kind), field(texts.faultPath, where), field(texts.faultMethod, method), valueField, field(texts.faultTimes, times), el('button', {}, texts.addFault)),
      el('form', { class: 'bar', on: { submit: e => { e.preventDefault(); if (day.value) this.#change(() => call('POST', path, days[day.value])); } } }, field(texts.badDay, day), el('button', {}, texts.add),
        el('button', { type: 'button', on: { click: () => this.#change(() => call('DELETE', path)) } }, texts.clear)),
      this.#error,
      el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, [texts.enabled, texts.rule, texts.seen, texts.fired, texts.remove].map(head => el('th', { scope: 'col' }, head)))), this.#rows)));
    ask();
    this.refresh();
  }

  refresh() { return this.#change(() => call('GET', path)); }

  async #change(work) {
    try {
      await work();
      const rules = await call('GET', path);
      this.#error.textContent = '';
      this.#show(rules.data);
    } catch (problem) {
      this.#error.textContent = problem.message;
    }
  }

  /** Rows stay where they are while their numbers change, so that nobody clicks on what has just gone. */
  #show(rules) {
    for (const [id, row] of this.#known) {
      if (!rules.some(rule => rule.id === id)) { row.remove(); this.#known.delete(id); }
    }
    this.#rows.querySelector('.none')?.remove();
    for (const rule of rules) {
      let row = this.#known.get(rule.id);
      if (!row) {
        this.#known.set(rule.id, row = this.#row(rule));
        this.#rows.append(row);
      }
      row.querySelector('input').checked = rule.enabled;
      row.children[2].textContent = rule.seen;
      row.children[3].textContent = rule.fired;
    }
    if (!rules.length) this.#rows.append(el('tr', { class: 'none' }, el('td', { colSpan: 5, class: 'note' }, texts.noRules)));
  }

  #row(rule) {
    const { id, resource, enabled, seen, fired, ...given } = rule;
    const text = Object.entries(given).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');
    return el('tr', {},
      el('td', {}, el('input', { type: 'checkbox', role: 'switch', checked: enabled, 'aria-label': `${texts.rule} ${id}: ${text}`, on: { change: e => this.#change(() => call('POST', `${path}/${id}`, { enabled: e.target.checked })) } })),
      el('td', {}, `${id}: ${text}`), el('td', { class: 'end' }, seen), el('td', { class: 'end' }, fired),
      el('td', {}, el('button', { type: 'button', 'aria-label': `${texts.remove}: ${texts.rule} ${id}`, on: { click: () => this.#change(() => call('DELETE', `${path}/${id}`)) } }, texts.remove)));
  }
}
