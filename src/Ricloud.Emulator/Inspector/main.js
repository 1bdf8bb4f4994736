import { forgetToken, keepToken, takeToken } from './api.js';
import { Configs } from './configs.js';
import { Deliveries } from './deliveries.js';
import { el, field } from './dom.js';
import { Faults } from './faults.js';
import { OrganisationView } from './organisation.js';
import { Picture } from './picture.js';
import { Requests } from './requests.js';
import { follow } from './stream.js';
import { texts } from './texts.js';

for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', texts[node.dataset.label]);
const place = document.getElementById('view');
const connection = document.getElementById('connection');

function askForToken(problem) {
  const token = el('input', { type: 'password', required: true, autocomplete: 'off', class: 'wide' });
  place.replaceChildren(el('form', { class: 'bar', on: { submit: e => { e.preventDefault(); keepToken(token.value.trim()); location.reload(); } } },
    el('h2', {}, texts.tokenTitle), el('p', { class: problem ? 'error' : 'note' }, problem ?? texts.tokenNeeded), field(texts.token, token), el('button', {}, texts.go)));
  token.focus();
}

function start() {
  let views = null;
  let current = null;
  let buttons = {};

  function show(name) {
    current = name;
    for (const [other, button] of Object.entries(buttons)) other === name ? button.setAttribute('aria-current', 'page') : button.removeAttribute('aria-current');
    place.replaceChildren(views[name].element);
    views[name].refresh?.();
    views[name].table?.filter && views[name].table.view.dispatchEvent(new Event('scroll'));
  }

  /** What there is to see, the emulator says first. */
  function begin(names) {
    views = make(names);
    buttons = Object.fromEntries(Object.keys(views).map(name => [name, el('button', { type: 'button', on: { click: () => show(name) } }, texts[name])]));
    document.getElementById('views').replaceChildren(...Object.values(buttons));
    show(current in views ? current : Object.keys(views)[0]);
  }

  follow({
    onItems(items) {
      views.deliveries.add(items.filter(item => item.kind === 'delivery' || item.kind === 'received'));
      views.requests?.add(items.filter(item => item.kind === 'request'));
      const dropped = items.find(item => item.kind === 'dropped')?.count ?? 0;
      if (dropped) { views.deliveries.table.drop(dropped); views.requests?.table.drop(dropped); }
      const changes = items.filter(item => item.kind === 'config');
      changes.forEach(change => views.configs?.onChange(change));
      if (current === 'faults' && items.some(item => item.fault)) views.faults.refresh();
    },
    onState(state, names) {
      if (state === 'connected' && !views) begin(names);
      connection.textContent = { connected: texts.connected, connecting: texts.connecting, lost: texts.lost }[state] ?? '';
      if (state === 'refused') { forgetToken(); askForToken(texts.tokenWrong); }
      if (state === 'restarted') views = null;
    },
  });
}

const kinds = { configs: Configs, deliveries: Deliveries, requests: Requests, faults: Faults, picture: Picture, organisation: OrganisationView };

function make(names = Object.keys(kinds)) {
  return Object.fromEntries(names.map(name => [name, new kinds[name]()]));
}

await takeToken() ? start() : askForToken();
