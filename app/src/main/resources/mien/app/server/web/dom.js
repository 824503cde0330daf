// What all views share: elements, numbers, choices, tables.
const format = new Intl.NumberFormat('en-US');

/** An element: h('p.note', {title: 'x', onclick: f, '--c': 'red'}, 'text', child). Text is always text, never markup. */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (key.startsWith('--')) element.style.setProperty(key, value);
  else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
}

export const one = (selector) => document.querySelector(selector);
export const number = (n) => format.format(n);
export const count = (n, single, many = `${single}s`) => `${number(n)} ${n === 1 ? single : many}`;
export const percent = (share) => (share === 0 ? '0' : share < 0.005 ? '<1' : String(Math.round(100 * share)));

/** A name behind a swatch of its colour; {name, colour} as in /v1/labels. */
export const label = ({ name, colour }) => h('span.label', {}, h('i.swatch', { '--c': colour }), name);

/** One of several choices, as buttons; `choose` gets the number of the one. */
export function choice(title, names, chosen, choose) {
  const press = (i) => buttons.forEach((button, k) => button.setAttribute('aria-pressed', String(k === i)));
  const buttons = names.map((name, i) => h('button.option', { type: 'button', onclick: () => { press(i); choose(i); } }, name));
  press(chosen);
  return h('div.choice', { role: 'group', 'aria-label': title }, buttons);
}

/** A table that scrolls; columns are {title, numeric, file}; cells are texts or elements. */
export function table(columns, rows, caption) {
  const kind = (column) => (column.numeric ? '.n' : column.file ? '.file' : '');
  const cell = (content, i) => (i === 0
    ? h(`th${kind(columns[i])}`, { scope: 'row' }, content)
    : h(`td${kind(columns[i])}`, {}, content));
  return h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': caption }, h('table', {},
    h('caption.hidden', {}, caption),
    h('thead', {}, h('tr', {}, columns.map((column) => h(`th${kind(column)}`, { scope: 'col' }, column.title)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map(cell))))));
}

/** Hands a file to the browser's downloads. */
export function save(name, blob) {
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
