// What else the organisation has, and a poll to play, so that real events run.
import { call, list } from './api.js';
import { el } from './dom.js';
import { texts } from './texts.js';

const columns = { '/configs/storage': ['id', 'url', 'state'], '/keys': ['id', 'type', 'state', 'webhook_config', 'storage_config'], '/users': ['id', 'identifier', 'state'], '/sources': ['id', 'user', 'type', 'identifier', 'state'], '/sessions': ['id', 'user', 'state', 'error'], '/polls': ['id', 'session', 'state', 'tasks_succeeded', 'tasks_failed'], '/subscriptions': ['id', 'session', 'interval', 'state'] };
const most = 100;

export class OrganisationView {
  #place = el('div'); #error = el('p', { class: 'error', role: 'alert' }); #result = el('p', { role: 'status' });

  constructor() {
    const play = el('button', { type: 'button', on: { click: () => this.#play(play) } }, texts.play);
    this.element = el('div', {}, el('h2', {}, texts.organisation), el('div', { class: 'bar' }, play), this.#result, this.#error, this.#place);
  }

  async refresh() {
    try {
      const lists = await Promise.all(Object.keys(columns).map(path => list(path, most)));
      this.#error.textContent = '';
      this.#place.replaceChildren(...Object.keys(columns).flatMap((path, i) => [el('h3', {}, texts.lists[path]), this.#table(columns[path], lists[i]), lists[i].length < lists[i].total ? el('p', { class: 'note' }, texts.shown(lists[i].length, lists[i].total)) : null].filter(Boolean)));
    } catch (problem) {
      this.#error.textContent = problem.message;
    }
  }

  #table(names, items) {
    if (!items.length) return el('p', { class: 'note' }, texts.nothing);
    const shown = value => value === null || value === undefined ? '' : typeof value === 'object' ? (Array.isArray(value) ? value.join(', ') : String(value.id ?? '')) : String(value);
    return el('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': names.join(', ') }, el('table', {},
      el('thead', {}, el('tr', {}, names.map(name => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, items.map(item => el('tr', {}, names.map(name => el('td', {}, shown(item[name]))))))));
  }

  /** A storage config where there is none, a user, a session and a poll of it, as a customer's system would. */
  async #play(button) {
    button.disabled = true;
    this.#result.textContent = texts.playing;
    try {
      const wait = { 'Ricloud-Await': '10' };
      if (!(await list('/configs/storage', 1)).length) {
        const made = await call('POST', '/configs/storage', { url: 'gs://inspector/results', credentials: { client_email: 'inspector@example.com' } });
        await call('POST', `/configs/storage/${made.id}/test`, undefined, wait);
      }
      const user = await call('POST', '/users', { identifier: 'inspector' });
      const task = await call('POST', '/sessions', { source: { user: user.id, type: 'mocks.mock', identifier: 'inspector' }, payload: { password: 'any' } }, wait);
      const session = task.resource === 'session' ? task.id : task.session;
      const poll = await call('POST', '/polls', { session, payload: { info_types: ['*'], files: ['file-1', 'missing'] } });
      for (let i = 0; i < 100 && (await call('GET', `/polls/${poll.id}`)).state !== 'completed'; i++) await new Promise(resolve => setTimeout(resolve, 200));
      this.#result.textContent = texts.played(poll.id);
      await this.refresh();
    } catch (problem) {
      this.#result.textContent = '';
      this.#error.textContent = problem.message;
    } finally {
      button.disabled = false;
    }
  }
}
