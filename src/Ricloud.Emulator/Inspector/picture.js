// Deliveries a minute by outcome over the last hour, and how long receivers took: drawn by the page.
import { call } from './api.js';
import { el, svg } from './dom.js';
import { texts } from './texts.js';

const outcomes = ['accepted', 'refused', 'failed'];
const [width, height, left, bottom] = [960, 240, 56, 24];

export class Picture {
  #place = el('div'); #error = el('p', { class: 'error', role: 'alert' });

  constructor() {
    this.element = el('div', {}, el('h2', {}, texts.picture), this.#error, this.#place);
    setInterval(() => this.element.isConnected && document.visibilityState === 'visible' && this.refresh(), 5000);
  }

  async refresh() {
    try {
      const picture = await call('GET', '/_emulator/picture');
      const now = Math.floor(Date.parse(picture.now) / 60_000);
      const minutes = Array.from({ length: 60 }, (_, i) => picture.minutes.find(m => Math.floor(Date.parse(m.begins) / 60_000) === now - 59 + i) ?? { durations: [] });
      this.#error.textContent = '';
      this.#place.replaceChildren(
        el('h3', {}, texts.perMinute), legend(outcomes.map(name => [name === 'accepted' ? 'good' : name === 'refused' ? 'warn' : 'bad', texts.outcomes[name]])), bars(minutes),
        el('h3', {}, texts.percentiles), legend([['good', texts.p(50)], ['', texts.p(95)], ['bad', texts.p(99)]]), lines(minutes, picture.bounds_ms),
        table(minutes, picture.bounds_ms, now));
    } catch (problem) {
      this.#error.textContent = problem.message;
    }
  }
}

const legend = items => el('p', { class: 'note' }, items.flatMap(([look, text]) => [el('span', { class: `tag ${look}` }, text), ' ']));
const x = i => left + (width - left) * i / 60;

function frame(label, top) {
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  for (const part of [0, 0.5, 1]) {
    const y = (height - bottom) * (1 - part) + 10 * part;
    drawing.append(svg('line', { class: 'axis', x1: left, x2: width, y1: y, y2: y }), svg('text', { x: left - 6, y: y + 4, 'text-anchor': 'end' }, String(Math.round(top * part * 10) / 10)));
  }
  for (const [i, text] of [[0, '-60'], [30, '-30'], [59, '0']]) drawing.append(svg('text', { x: x(i), y: height - 6 }, text));
  return drawing;
}

function bars(minutes) {
  const top = Math.max(4, ...minutes.map(m => outcomes.reduce((sum, name) => sum + (m[name] ?? 0), 0)));
  const drawing = frame(texts.perMinute, top);
  const scale = (height - bottom - 10) / top;
  minutes.forEach((m, i) => {
    let y = height - bottom;
    for (const name of outcomes) {
      const h = (m[name] ?? 0) * scale;
      y -= h;
      if (h > 0) drawing.append(svg('rect', { class: name, x: x(i) + 1, y, width: (width - left) / 60 - 2, height: h }));
    }
  });
  return drawing;
}

/** Within a bucket the values are taken to be spread evenly. */
export function percentile(counts, bounds, part) {
  const all = counts.reduce((sum, n) => sum + n, 0);
  if (!all) return null;
  let below = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] && below + counts[i] >= part * all) {
      const from = i ? bounds[i - 1] : 0;
      return from + ((bounds[i] ?? from) - from) * (part * all - below) / counts[i];
    }
    below += counts[i];
  }
  return bounds.at(-1);
}

function lines(minutes, bounds) {
  const parts = [50, 95, 99];
  const values = parts.map(part => minutes.map(m => percentile(m.durations, bounds, part / 100)));
  const top = Math.max(10, ...values.flat().map(v => v ?? 0));
  const drawing = frame(texts.percentiles, top);
  values.forEach((line, n) => {
    const points = line.map((v, i) => v === null ? null : `${x(i + 0.5)},${height - bottom - v * (height - bottom - 10) / top}`).filter(Boolean);
    if (points.length === 1) points.push(points[0].replace(/^[^,]+/, value => String(Number(value) + 4)));
    if (points.length) drawing.append(svg('polyline', { class: `p${parts[n]}`, points: points.join(' ') }));
  });
  return drawing;
}

function table(minutes, bounds, now) {
  const shown = value => value === null ? '' : String(Math.round(value * 10) / 10);
  const rows = minutes.map((m, i) => ({ m, at: new Date((now - 59 + i) * 60_000).toISOString().slice(11, 16) })).filter(({ m }) => m.durations.length).toReversed();
  return el('details', {}, el('summary', {}, texts.minute), el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, [texts.minute, ...outcomes.map(name => texts.outcomes[name]), 'p50', 'p95', 'p99'].map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map(({ m, at }) => el('tr', {}, [at, ...outcomes.map(name => m[name] ?? 0), ...[0.5, 0.95, 0.99].map(part => shown(percentile(m.durations, bounds, part)))].map(value => el('td', {}, String(value)))))))));
}
