// The webhook configs on a board by state, and one with its history.
import { call, list } from './api.js';
import { el, facts, field, open, tell } from './dom.js';
import { texts } from './texts.js';

const states = ['new', 'valid', 'invalid', 'deactivated'];
const look = { new: 'warn', valid: 'good', invalid: 'bad', deactivated: '' };
const path = '/configs/webhook';

export class Configs {
  #lanes = Object.fromEntries(states.map(state => [state, el('ul')]));
  #known = new Map(); #pending = 0; #rest = el('p', { class: 'note' }); #current = null; #error = el('p', { class: 'error', role: 'alert' });

  constructor() {
    const url = el('input', { type: 'url', required: true, class: 'wide', size: 40, autocomplete: 'off', placeholder: 'https://…' });
    this.element = el('div', {},
      el('h2', {}, texts.configs),
      el('form', { class: 'bar', on: { submit: e => this.#create(e, url) } }, field(texts.url, url), el('button', {}, texts.createConfig)),
      this.#error,
      el('div', { class: 'board' }, states.map(state => el('section', { class: 'lane', 'aria-label': texts.states[state] }, el('h3', {}, texts.states[state]), this.#lanes[state]))),
      this.#rest);
    this.refresh();
  }

  /** Reads them anew, once for many changes. */
  refresh() {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.#read().catch(problem => { this.#error.textContent = problem.message; }), 60);
  }

  onChange(change) {
    tell(texts.configIs(change.id, change.state && texts.states[change.state], change.reason));
    this.refresh();
    if (this.#current?.id === change.id && this.#current.state.isConnected) this.#current.refresh().catch(() => {});
  }

  async #read() {
    const [shown, off, organisation, keys] = await Promise.all([list(path), list(`${path}?state=deactivated`), call('GET', '/organisation'), list('/keys')]);
    this.#error.textContent = '';
    this.#rest.textContent = shown.length + off.length < shown.total + off.total ? texts.shown(shown.length + off.length, shown.total + off.total) : '';
    const focused = document.activeElement;
    const lanes = Object.fromEntries(states.map(state => [state, []]));
    for (const config of [...shown, ...off]) {
      const uses = keys.filter(key => key.webhook_config === config.id && key.state !== 'deactivated').map(key => key.id);
      config.uses = [config.id === organisation.webhook_config_default && texts.isDefault, uses.length && texts.keys(uses)].filter(Boolean);
      lanes[config.state]?.push(this.#card(config));
    }
    for (const state of states) {
      const cards = lanes[state].length ? lanes[state] : [el('li', { class: 'note' }, texts.emptyLane)];
      const lane = this.#lanes[state];
      if (cards.length !== lane.children.length || cards.some((card, i) => card !== lane.children[i])) lane.replaceChildren(...cards);
    }
    if (focused?.isConnected && document.activeElement !== focused) focused.focus();
    this.configs = [...shown, ...off];
  }

  /** A config's card is the same one wherever it stands, so that it can be clicked while others move. */
  #card(config) {
    let item = this.#known.get(config.id);
    if (!item) {
      item = el('li', {}, el('button', { type: 'button', class: 'card', on: { click: () => this.open(config.id) } }, el('strong', {}, texts.config(config.id)), el('span'), el('span', { class: 'note' })));
      this.#known.set(config.id, item);
    }
    const card = item.firstChild;
    if (card.dataset.state && card.dataset.state !== config.state) {
      card.classList.add('moved');
      card.addEventListener('animationend', () => card.classList.remove('moved'), { once: true });
    }
    card.dataset.state = config.state;
    card.children[1].textContent = config.url;
    card.children[2].textContent = config.uses.join(', ');
    return item;
  }

  async #create(e, url) {
    e.preventDefault();
    await this.#attempt(async () => {
      await call('POST', path, { url: url.value });
      url.value = '';
    });
  }

  async #attempt(work, error = this.#error) {
    error.textContent = '';
    try {
      await work();
      this.refresh();
    } catch (problem) {
      error.textContent = problem.message;
    }
  }

  async open(id) {
    const shown = await call('GET', `${path}/${id}`);
    const error = el('p', { class: 'error', role: 'alert' });
    const again = work => this.#attempt(async () => { await work(); await this.#current?.refresh(); }, error);
    const url = el('input', { type: 'url', required: true, class: 'wide', value: shown.url, autocomplete: 'off' });
    const secret = el('span', {}, el('button', { type: 'button', on: { click: () => secret.replaceChildren(shown.secret) } }, texts.showSecret));
    const [state, address, uses, actions, history] = [el('span'), el('span'), el('span'), el('span'), el('ol', { class: 'line' })];
    const dialog = open(texts.config(id), texts.close,
      facts([[texts.status, state], [texts.url, address], ['', uses], [texts.secret, secret]]),
      el('form', { class: 'bar', on: { submit: e => { e.preventDefault(); again(() => call('POST', `${path}/${id}`, { url: url.value })); } } }, field(texts.newUrl, url), el('button', {}, texts.changeUrl)),
      el('div', { class: 'bar' }, el('button', { type: 'button', on: { click: () => again(() => call('POST', `${path}/${id}/test`, undefined, { 'Ricloud-Await': '10' })) } }, texts.test), actions),
      error, el('h3', {}, texts.history), history);

    // What changes while somebody looks on changes here, too; what is being typed stays.
    const refresh = async () => {
      const [config, changes] = await Promise.all([call('GET', `${path}/${id}`), call('GET', `/_emulator/configs/${id}/history`)]);
      const used = this.configs?.find(one => one.id === id)?.uses ?? [];
      state.className = `tag ${look[config.state] ?? ''}`;
      state.textContent = texts.states[config.state] ?? config.state;
      address.textContent = config.url;
      uses.textContent = used.join(', ');
      if (actions.dataset.state !== config.state) {
        actions.dataset.state = config.state;
        actions.replaceChildren(config.state === 'deactivated'
          ? el('button', { type: 'button', on: { click: () => again(() => call('POST', `${path}/${id}`, { state: 'new' })) } }, texts.reactivate)
          : el('button', { type: 'button', on: { click: () => (!used.length || confirm(texts.inUse)) && again(() => call('POST', `${path}/${id}`, { state: 'deactivated' })) } }, texts.deactivate));
      }
      history.replaceChildren(...changes.data.toReversed().map(change => el('li', {},
        el('time', { dateTime: change.at }, change.at.slice(0, 19).replace('T', ' ') + 'Z'), ' ',
        el('span', { class: `tag ${look[change.state] ?? ''}` }, texts.states[change.state] ?? '×'), ' ', change.reason)));
    };
    this.#current = { id, dialog, state, refresh };
    await refresh();
  }
}
