// A list that shows thousands of rows with the elements of some dozens: only what is in sight is there.
import { el } from './dom.js';
import { texts } from './texts.js';

const spare = 8;
const mostKept = 10_000;

export class Table {
  #rows = []; #shown = []; #elements = new Map(); #selected = -1; #frame = 0; #filter = () => true;

  constructor({ label, name, heads, cells, onOpen }) {
    this.cells = cells;
    this.onOpen = onOpen;
    this.dropped = 0;
    this.space = el('div', { class: 'space', role: 'presentation' });
    this.view = el('div', { class: 'rows', role: 'rowgroup', tabIndex: 0, 'aria-label': label, on: { scroll: () => this.#later(), keydown: e => this.#key(e), focus: () => this.#later() } }, this.space);
    this.element = el('div', { class: `list ${name}`, role: 'grid', 'aria-label': label, 'aria-readonly': 'true' },
      el('div', { role: 'rowgroup' }, el('div', { class: 'heads', role: 'row' }, heads.map(head => el('span', { role: 'columnheader' }, head)))), this.view);
    this.count = el('p', { class: 'note' });
    this.name = name;
    new ResizeObserver(() => this.#later()).observe(this.view);
  }

  /** Adds rows that came, the oldest first; they are shown the newest first. */
  add(items) {
    const atTop = this.view.scrollTop < 4;
    this.#rows.push(...items);
    const fitting = items.filter(this.#filter);
    this.#shown.push(...fitting);
    if (this.#rows.length > mostKept) {
      const gone = new Set(this.#rows.splice(0, this.#rows.length - mostKept));
      this.dropped += gone.size;
      this.#shown = this.#shown.filter(item => !gone.has(item));
    }
    if (this.#selected >= 0) this.#selected = Math.min(this.#selected + fitting.length, this.#shown.length - 1);
    if (!atTop && fitting.length) this.view.scrollTop += fitting.length * this.#height();
    this.#later();
  }

  filter(fits) {
    this.#filter = fits;
    this.#shown = this.#rows.filter(fits);
    this.#selected = -1;
    this.view.scrollTop = 0;
    this.#later();
  }

  drop(count) { this.dropped += count; }

  #height() { return this.rowHeight ??= parseFloat(getComputedStyle(document.documentElement).fontSize) * (matchMedia('(max-width: 50rem)').matches ? 3.75 : 2.25); }

  #later() { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.rowHeight = undefined; this.#draw(); }); }

  #draw() {
    if (!this.view.isConnected) return;
    const height = this.#height();
    this.space.style.height = `${Math.max(this.#shown.length * height, 1)}px`;
    const first = Math.max(0, Math.floor(this.view.scrollTop / height) - spare);
    const end = Math.min(this.#shown.length, Math.ceil((this.view.scrollTop + this.view.clientHeight) / height) + spare);
    const wanted = new Map();
    for (let i = first; i < end; i++) wanted.set(this.#shown[this.#shown.length - 1 - i], i);
    for (const [item, node] of this.#elements) {
      if (!wanted.has(item)) { node.remove(); this.#elements.delete(item); }
    }
    for (const [item, i] of wanted) {
      let node = this.#elements.get(item);
      if (!node) {
        node = el('div', { class: 'row', role: 'row', id: `${this.name}-${item.number}`, on: { click: () => { this.#select(i); this.onOpen(item); } } },
          this.cells(item).map(([text, style]) => el('span', { role: 'gridcell', class: style?.startsWith('tag') ? '' : style ?? '', title: String(text ?? '') }, style?.startsWith('tag') ? el('span', { class: style }, String(text ?? '')) : String(text ?? ''))));
        this.#elements.set(item, node);
        this.space.append(node);
      }
      node.style.top = `${i * height}px`;
      node.setAttribute('aria-rowindex', i + 2);
      node.setAttribute('aria-selected', String(i === this.#selected));
    }
    this.element.setAttribute('aria-rowcount', this.#shown.length + 1);
    const active = this.#selected >= 0 ? this.#shown[this.#shown.length - 1 - this.#selected] : null;
    if (active && this.#elements.has(active)) this.view.setAttribute('aria-activedescendant', `${this.name}-${active.number}`);
    else this.view.removeAttribute('aria-activedescendant');
    this.count.textContent = [texts.shown(this.#shown.length, this.#rows.length), this.dropped ? texts.dropped(this.dropped) : ''].join('. ');
  }

  #select(i) {
    this.#selected = Math.max(0, Math.min(i, this.#shown.length - 1));
    const height = this.#height();
    const top = this.#selected * height;
    if (top < this.view.scrollTop) this.view.scrollTop = top;
    else if (top + height > this.view.scrollTop + this.view.clientHeight) this.view.scrollTop = top + height - this.view.clientHeight;
    this.#later();
  }

  #key(e) {
    const page = Math.max(1, Math.floor(this.view.clientHeight / this.#height()) - 1);
    const to = { ArrowDown: this.#selected + 1, ArrowUp: this.#selected - 1, PageDown: this.#selected + page, PageUp: this.#selected - page, Home: 0, End: this.#shown.length - 1 }[e.key];
    if (to !== undefined && this.#shown.length) { e.preventDefault(); this.#select(to); }
    else if ((e.key === 'Enter' || e.key === ' ') && this.#selected >= 0) { e.preventDefault(); this.onOpen(this.#shown[this.#shown.length - 1 - this.#selected]); }
  }
}
