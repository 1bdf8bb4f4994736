// Requests to the API, live.
import { el, facts, field, open, shownTime } from './dom.js';
import { Table } from './table.js';
import { texts } from './texts.js';

const look = item => item.fault ? 'tag warn' : item.status >= 400 || item.status === null ? 'tag bad' : 'tag good';

export class Requests {
  constructor() {
    this.table = new Table({
      label: texts.requests, name: 'requests',
      heads: [texts.time, texts.method, texts.path, texts.status, texts.outcome, texts.who, texts.duration, texts.fault],
      cells: item => [[shownTime(item.at)], [item.method], [item.path + item.query], [item.status ?? '–', look(item)], [item.outcome], [item.key ? texts.key(item.key) : ''], [`${item.ms} ms`, 'end'], [item.fault ? `${item.fault} (${item.rule})` : '']],
      onOpen: item => open(texts.request(item.number), texts.close, facts([[texts.time, item.at], [texts.method, item.method], [texts.path, item.path + item.query], [texts.status, item.status ?? texts.none], [texts.outcome, item.outcome], [texts.who, item.key ? texts.key(item.key) : texts.none], [texts.duration, `${item.ms} ms`], [texts.fault, item.fault ? `${item.fault} (${texts.rule} ${item.rule})` : texts.none]])),
    });
    this.text = el('input', { type: 'search', class: 'wide', autocomplete: 'off' });
    this.own = el('input', { type: 'checkbox' });
    this.element = el('div', {}, el('h2', {}, texts.requests),
      el('form', { class: 'bar', 'aria-label': texts.filter, on: { submit: e => e.preventDefault(), input: () => this.#apply() } }, field(texts.text, this.text), field(texts.ownRequests, this.own)),
      this.table.element, this.table.count);
    this.#apply();
  }

  add(items) { this.table.add(items); }

  #apply() {
    const [text, own] = [this.text.value.trim().toLowerCase(), this.own.checked];
    this.table.filter(item => (own || !item.own) && (!text || `${item.method} ${item.path}${item.query} ${item.status} ${item.outcome} ${item.fault ?? ''}`.toLowerCase().includes(text)));
  }
}
