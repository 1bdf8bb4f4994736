// The one way to make elements. Text is always text: there is no markup from outside.
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'on') {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (key === 'class') {
      node.className = value;
    } else if (key in node && !key.startsWith('aria') && key !== 'role' && key !== 'list') {
      node[key] = value;
    } else if (value !== null && value !== undefined) {
      node.setAttribute(key, value);
    }
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

export function field(label, input) {
  return el('label', { class: input.classList.contains('wide') ? 'wide' : '' }, document.createTextNode(label), input);
}

export function facts(pairs) {
  return el('dl', {}, pairs.filter(pair => pair).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value ?? '')]));
}

export function select(options, properties = {}) {
  return el('select', properties, Object.entries(options).map(([value, text]) => el('option', { value }, text)));
}

export const shownTime = iso => iso ? iso.slice(11, 23) : '';

let opener = null;

/** Opens the dialog; whoever opened it has the focus again when it closes. */
export function open(title, close, ...children) {
  const dialog = document.getElementById('dialog');
  if (!dialog.open) opener = document.activeElement;
  dialog.replaceChildren(
    el('button', { class: 'close', type: 'button', on: { click: () => dialog.close() } }, close),
    el('h2', { id: 'dialog-title' }, title),
    ...children.flat().filter(Boolean));
  dialog.onclose = () => {
    // It is told late, and may be open again by then.
    if (dialog.open) return;
    dialog.replaceChildren();
    if (opener?.isConnected) opener.focus();
  };
  if (!dialog.open) dialog.showModal();
  return dialog;
}

/** Copies a text, and shows it, for browsers that don't let a page copy. */
export function copyButton(label, done, text, place) {
  const button = el('button', { type: 'button', on: { click: async () => {
    place.replaceChildren(el('pre', { tabIndex: 0 }, text()));
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = done;
    } catch { /* It stands there to be copied by hand. */ }
  } } }, label);
  return button;
}

export function tell(text) {
  document.getElementById('news').textContent = text;
}
