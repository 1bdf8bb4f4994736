// Deliveries and what came to the emulator's own receivers, live; one with all that is known of it.
import { call } from './api.js';
import { copyButton, el, facts, field, open, select, shownTime, tell } from './dom.js';
import { Table } from './table.js';
import { texts } from './texts.js';

const outcomeLook = { accepted: 'tag good', refused: 'tag warn', failed: 'tag bad' };
const verdictLook = verdict => verdict === 'valid' ? 'tag good' : 'tag bad';
const answerOf = item => item.error ?? String(item.status ?? '');

export class Deliveries {
  #fresh = 0;

  constructor() {
    this.table = new Table({
      label: texts.deliveries, name: 'deliveries',
      heads: [texts.time, texts.direction, 'Config', texts.event, texts.receiver, texts.answer, texts.verdict, texts.tries, texts.duration],
      cells: item => [[shownTime(item.at)], [texts.arrow[item.kind]], [item.config ?? ''], [item.name ?? item.event], [item.url], [answerOf(item), outcomeLook[item.outcome]], [texts.verdicts[item.verdict] ?? item.verdict, verdictLook(item.verdict)], [item.try], [item.kind === 'delivery' ? `${item.ms} ms` : '', 'end']],
      onOpen: item => this.open(item.number),
    });
    this.config = el('input', { size: 4, inputMode: 'numeric', autocomplete: 'off' });
    this.type = el('input', { size: 12, autocomplete: 'off' });
    this.outcome = select({ '': texts.all, ...texts.outcomes });
    this.kind = select({ '': texts.all, ...texts.kind });
    this.verdict = select({ '': texts.all, ...texts.verdicts });
    this.text = el('input', { type: 'search', class: 'wide', autocomplete: 'off' });
    this.element = el('div', {},
      el('h2', {}, texts.deliveries),
      el('form', { class: 'bar', 'aria-label': texts.filter, on: { submit: e => e.preventDefault(), input: () => this.#apply() } },
        field('Config', this.config), field(texts.type, this.type), field(texts.outcome, this.outcome), field(texts.direction, this.kind), field(texts.verdict, this.verdict), field(texts.text, this.text)),
      this.table.element, this.table.count);
    setInterval(() => { if (this.#fresh && this.element.isConnected) { tell(texts.live(this.#fresh)); this.#fresh = 0; } }, 10_000);
  }

  add(items) {
    this.#fresh += items.length;
    this.table.add(items);
  }

  #apply() {
    const [config, type, outcome, kind, verdict, text] = [this.config.value.trim(), this.type.value.trim().toLowerCase(), this.outcome.value, this.kind.value, this.verdict.value, this.text.value.trim().toLowerCase()];
    this.table.filter(item => (!config || String(item.config) === config)
      && (!type || (item.name ?? '').toLowerCase().startsWith(type))
      && (!outcome || item.outcome === outcome) && (!kind || item.kind === kind) && (!verdict || item.verdict === verdict)
      && (!text || `${item.url} ${item.event} ${item.name} ${answerOf(item)}`.toLowerCase().includes(text)));
  }

  async open(number, limit) {
    let item;
    try {
      item = await call('GET', `/_emulator/deliveries/${number}${limit ? `?limit=${limit}` : ''}`);
    } catch (problem) {
      open(texts.delivery(number), texts.close, el('p', { class: 'error' }, problem.status === 404 ? texts.gone : problem.message));
      return;
    }
    open(texts.delivery(number), texts.close, whole(item, this));
  }
}

function whole(item, deliveries) {
  const shownBytes = atob(item.body_bytes);
  const isCut = shownBytes.length < item.body_length;
  const result = el('p', { role: 'status' });
  const copied = el('div');
  const url = el('input', { type: 'url', class: 'wide', autocomplete: 'off', placeholder: 'https://…' });
  const replay = async e => {
    e.preventDefault();
    try {
      const made = await call('POST', `/_emulator/deliveries/${item.number}/replay`, url.value ? { url: url.value } : {});
      result.className = '';
      result.textContent = texts.replayed(made.number, made.error ?? texts.outcomes[made.outcome]);
    } catch (problem) {
      result.className = 'error';
      result.textContent = problem.message;
    }
  };
  const base = item.url.includes('://') ? item.url.slice(0, item.url.lastIndexOf('/')) : location.origin + item.url.split('/').slice(0, 4).join('/');
  return [
    facts([
      [texts.time, item.at], [texts.direction, texts.kind[item.kind]], ['Config', item.config ?? texts.none], [texts.event, `${item.name ?? ''} ${item.event ?? ''}`], [texts.receiver, item.url],
      [texts.outcome, el('span', { class: outcomeLook[item.outcome] }, item.error ?? texts.outcomes[item.outcome])], [texts.tries, item.try + (item.replay_of ? ` (${texts.replayOf(item.replay_of)})` : '')], [texts.duration, `${item.ms} ms`],
    ]),
    el('h3', {}, texts.signature),
    facts(signature(item)),
    item.kind === 'delivery' ? el('form', { class: 'bar', on: { submit: replay } }, field(texts.replayTo, url), el('button', {}, texts.replay)) : null,
    el('div', { class: 'bar' },
      item.config ? copyButton(texts.copyPowerShell, texts.copied, () => powerShell(item, base), copied) : null,
      copyButton(texts.copyCurl, texts.copied, () => curl(item, base), copied)),
    copied,
    result,
    el('h3', {}, texts.headers), el('pre', { tabIndex: 0 }, item.headers),
    el('h3', {}, `${texts.body}: ${texts.pretty}`), el('pre', { tabIndex: 0, class: 'pretty' }, pretty(item.body)),
    isCut ? el('p', { class: 'note' }, texts.bodyCut(shownBytes.length, item.body_length), ' ', item.body_kept < item.body_length ? texts.bodyLost(item.body_kept, item.body_length) : '',
      shownBytes.length < item.body_kept ? el('button', { type: 'button', on: { click: () => deliveries.open(item.number, item.body_kept) } }, texts.more) : null) : null,
    el('h3', {}, `${texts.body}: ${texts.raw}`), el('pre', { tabIndex: 0 }, hex(shownBytes)),
    item.answer_headers || item.answer || item.kind === 'delivery' ? [el('h3', {}, texts.answer), el('pre', { tabIndex: 0 }, `${item.status ?? ''} ${item.error ?? ''}\n${item.answer_headers}\n${item.answer}`)] : null,
  ].flat();
}

function signature(item) {
  const seconds = Number(/(?:^|,)t=(\d{1,15})(?:,|$)/.exec(item.signature ?? '')?.[1] ?? NaN);
  return [
    [texts.verdict, el('span', { class: verdictLook(item.verdict) }, texts.verdicts[item.verdict] ?? item.verdict)], ['', texts.why[item.verdict]],
    ['Ricloud-Signature', item.signature ?? texts.none],
    Number.isFinite(seconds) && seconds < 8.64e12 && [texts.signedAt, new Date(seconds * 1000).toISOString()],
    Number.isFinite(seconds) && [texts.age, texts.seconds(Math.floor(Date.parse(item.at) / 1000) - seconds)],
    [texts.whichSecret, item.secret_of ? texts.secretOf(item.secret_of) : texts.noSecret],
  ];
}

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}

function hex(bytes) {
  const lines = [];
  for (let i = 0; i < Math.min(bytes.length, 4096); i += 16) {
    const part = bytes.slice(i, i + 16);
    const codes = Array.from(part, c => c.charCodeAt(0).toString(16).padStart(2, '0')).join(' ');
    lines.push(`${i.toString(16).padStart(6, '0')}  ${codes.padEnd(47)}  ${part.replace(/[^ -~]/g, '.')}`);
  }
  return lines.join('\n') + (bytes.length > 4096 ? '\n…' : '');
}

const quoted = text => `'${text.replaceAll("'", "''").replaceAll('‘', '‘‘').replaceAll('’', '’’').replaceAll('‚', '‚‚').replaceAll('‛', '‛‛')}'`;
const powerShell = (item, base) => `Get-RicloudEvent ${quoted(item.event)} | Send-RicloudEvent ${quoted(base)} -Secret (Get-RicloudWebhookConfig ${item.config})`;
const shell = text => `'${text.replaceAll("'", `'\\''`)}'`;

function curl(item, base) {
  const type = /^content-type: (.*)$/im.exec(item.headers)?.[1] ?? 'application/json';
  return [`curl -X POST ${shell(`${base}/${item.event ?? ''}`)}`, `-H ${shell(`Content-Type: ${type}`)}`, item.signature && `-H ${shell(`Ricloud-Signature: ${item.signature}`)}`, `--data-binary ${shell(item.body)}`].filter(Boolean).join(' \\\n  ');
}
