// The desk: one data set under review. Chooses pictures by kind, label and state; takes keys; says what is saved.
import { count, h, number, one } from './dom.js';
import { FINDINGS, PICTURES, Store } from './review-store.js';
import { Sync } from './review-sync.js';
import { Wall } from './review-wall.js';
import { choices, Panel } from './review-panel.js';

const MOST_AT_ONCE = 5000; // decisions of one step
const CHANGED = 409; // the data set, since this page was loaded
const GONE = 422;

export class Desk {
  constructor(material) {
    this.store = new Store(material);
    this.kinds = this.store.kinds();
    this.kind = this.kinds[0].pictures.length ? FINDINGS : PICTURES;
    this.label = '';
    this.only = 'open';
    this.sync = new Sync(this.store, (pictures) => this.changed(pictures), (status) => this.told(status));
    this.outdated = ''; // why no more pictures can be shown, in a sentence
    const failed = (error) => this.failed(error);
    this.panel = new Panel(one('#panel'), this.store, (key, label) => this.press(key, label), failed);
    this.wall = new Wall(one('#wall'), one('#runway'), this.store, () => this.panel.show(this.wall), failed);
    this.typed = (event) => this.type(event);
    document.addEventListener('keydown', this.typed);
    this.leaving = (event) => { if (this.sync.queue.length) event.preventDefault(); };
    window.addEventListener('beforeunload', this.leaving);
  }

  async start() {
    await this.sync.start();
    this.filters();
    this.choose({});
    one('#wall').focus({ preventScroll: true });
  }

  end() {
    this.sync.end();
    this.wall.end();
    document.removeEventListener('keydown', this.typed);
    window.removeEventListener('beforeunload', this.leaving);
    one('#filters').replaceChildren();
    one('#saved').textContent = '';
  }

  filters() {
    const label = select('Label', [['', 'all'], ...this.store.labels.map(({ name }) => [name, name])], this.label,
      (value) => this.choose({ label: value }));
    const state = select('Show', [['open', 'to decide'], ['decided', 'decided'], ['', 'all']], this.only,
      (value) => this.choose({ only: value }));
    one('#filters').replaceChildren(label, state,
      h('button.button.small.undo', { type: 'button', onclick: () => this.press('z') }, 'Undo', h('kbd', {}, 'Z')));
  }

  /** Shows other pictures. Those that are decided from now on stay where they are until the next choice. */
  choose(change) {
    Object.assign(this, change);
    const { store, label, only } = this;
    const { pictures } = this.kinds.find(({ kind }) => kind === this.kind);
    const order = pictures.filter((picture) => (!label || store.given(picture)?.name === label)
      && (!only || store.isOpen(picture) === (only === 'open')));
    this.wall.show(order, this.wall.picture);
    this.chips();
    this.progress();
    one('#said').textContent = count(order.length, 'picture');
  }

  chips() {
    one('#kinds').replaceChildren(...this.kinds.map(({ kind, title, pictures }) => h('button.chip', {
      type: 'button', 'aria-pressed': String(kind === this.kind), onclick: () => this.choose({ kind }) },
    title, ' ', h('b', {}, number(pictures.length)))));
  }

  progress() {
    const { title, pictures } = this.kinds.find(({ kind }) => kind === this.kind);
    const text = `${number(this.store.decided(pictures))} of ${number(pictures.length)} decided`;
    one('#progress').textContent = this.wall.order.length ? text : `${title}: ${text}; nothing is left to show`;
  }

  changed(pictures) {
    this.wall.refresh(pictures);
    if (this.wall.selected.some((picture) => pictures.includes(picture))) this.panel.show(this.wall);
    this.later ??= setTimeout(() => { this.later = null; this.progress(); }, 100);
  }

  /** A picture cannot be shown. Of a server that does not answer, or has much to do, Sync tells. */
  failed({ status, message }) {
    if (status !== CHANGED && status !== GONE) return;
    this.outdated = message;
    this.sync.tell(this.sync.problem);
  }

  told({ waiting, problem: unsent, file, trouble, undone, touched }) {
    const saved = one('#saved');
    const problem = unsent || this.outdated;
    saved.classList.toggle('grave', Boolean(problem || trouble));
    const unsaved = waiting ? `${count(waiting, 'step')} not saved yet. ` : '';
    const text = problem ? unsaved + problem : waiting ? `Saving ${waiting}…` : trouble ?? (this.store.last ? `Saved in ${file}` : '');
    if (saved.textContent !== text) saved.textContent = text;
    if (undone) this.undone(undone, touched);
  }

  undone({ restored, overtaken }, touched) {
    if (touched.length) this.wall.go(this.wall.placeOf.get(touched[0]) ?? this.wall.at);
    const left = overtaken ? ` ${count(overtaken, 'picture')} stayed: another tab has decided since.` : '';
    one('#said').textContent = restored || overtaken ? `Undone: ${count(restored, 'picture')}.${left}` : 'Nothing to undo.';
    if (overtaken) one('#saved').textContent = left.trim();
  }

  type(event) {
    const key = event.key.toLowerCase();
    const inControl = event.target.closest?.('input, select, textarea, dialog');
    const onButton = event.target.closest?.('button, a') && (key === 'enter' || key === ' ');
    const ofBrowser = event.altKey || ((event.ctrlKey || event.metaKey) && key !== 'z');
    if (inControl || onButton || ofBrowser) return;
    if (this.move(event, key) || this.press(key)) event.preventDefault();
  }

  /** Moves the focus; says whether the key is one for that. */
  move(event, key) {
    const { wall } = this;
    const by = { arrowleft: -1, arrowright: 1, arrowup: -wall.columns, arrowdown: wall.columns,
      pageup: -wall.columns * wall.rows, pagedown: wall.columns * wall.rows }[key];
    if (by !== undefined) wall.go(wall.at + by, event.shiftKey);
    else if (key === 'home') wall.go(0, event.shiftKey);
    else if (key === 'end') wall.go(wall.order.length - 1, event.shiftKey);
    else if (key === 'escape') wall.go(wall.at);
    else return false;
    return true;
  }

  /** Does what a key is for; says whether it is for anything. */
  press(key, label = '') {
    if (key === 'z') this.sync.undo();
    else if (key === 'n') { if (!this.wall.next()) one('#said').textContent = 'Nothing is open after this.'; }
    else return this.decide(key, label);
    return true;
  }

  decide(key, label) {
    const { selected } = this.wall;
    const made = label ? selected.map((picture) => ({ picture, verdict: 'relabel', label })) : choices(key, selected, this.store);
    if (!made) return false;
    for (let i = 0; i < made.length; i += MOST_AT_ONCE) this.sync.decide(made.slice(i, i + MOST_AT_ONCE));
    if (!made.length) return true;
    this.wall.next();
    one('#said').textContent = `${made[0].verdict} ${made[0].label}: ${count(made.length, 'picture')}`;
    return true;
  }
}

function select(title, options, chosen, choose) {
  const control = h('select', { onchange: () => choose(control.value) },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', {}, title, control);
}
