// The wall: all pictures of an order in rows of equal height, of which only those in sight exist. One place has the focus,
// several may be selected.
import { h, number } from './dom.js';
import { BLOCK, Sheets } from './review-sheets.js';

const EDGE = 96; // pixels of a thumbnail
const GAP = 10;
const NARROWEST = 92; // pixels of a picture on the wall
const TEXT = 50; // pixels of a meter and two lines below it
const AROUND = 2; // rows drawn beyond those in sight

const MARKS = { keep: '✓', drop: '✕', relabel: '→' };

export class Wall {
  /** @param moved is told when the focus or the selection has changed; @param failed is told why pictures cannot be shown */
  constructor(pane, runway, store, moved, failed) {
    Object.assign(this, { pane, runway, store, moved, order: [], at: 0, anchor: 0, cards: new Map(), spare: [] });
    this.placeOf = new Map(); // by picture
    this.sheets = new Sheets(store.material, EDGE, (block) => this.showBlock(block), failed);
    this.resizing = new ResizeObserver(() => this.measure());
    this.resizing.observe(pane);
    this.scrolled = () => this.soon();
    pane.addEventListener('scroll', this.scrolled, { passive: true });
    this.clicked = (event) => this.click(event);
    runway.addEventListener('click', this.clicked);
  }

  /** Leaves the elements to another wall. */
  end() {
    this.resizing.disconnect();
    this.pane.removeEventListener('scroll', this.scrolled);
    this.runway.removeEventListener('click', this.clicked);
    this.sheets.reset([]);
    this.runway.replaceChildren();
  }

  /** Shows other pictures; the focus goes to a picture if it is among them, else to the first. */
  show(order, picture) {
    this.order = order;
    this.placeOf = new Map(order.map((one, place) => [one, place]));
    this.at = this.placeOf.get(picture) ?? 0;
    this.anchor = this.at;
    this.sheets.reset(order);
    this.cards.forEach((card) => card.remove());
    this.cards.clear();
    this.columns = 0;
    this.pane.scrollTop = 0;
    this.measure();
    if (this.at > 0) this.reveal();
    this.moved();
  }

  /** The picture that has the focus; undefined if there is none. */
  get picture() { return this.order[this.at]; }

  /** The selected pictures; the one that has the focus at least. */
  get selected() {
    return this.order.slice(Math.min(this.at, this.anchor), Math.max(this.at, this.anchor) + 1);
  }

  measure() {
    const style = getComputedStyle(this.pane);
    const width = this.pane.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (width <= 0) return;
    this.columns = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
    this.side = (width - GAP * (this.columns - 1)) / this.columns;
    this.row = this.side + TEXT + GAP;
    this.runway.style.height = `${Math.ceil(this.order.length / this.columns) * this.row}px`;
    this.cards.forEach((card, place) => this.put(card, place));
    this.draw();
  }

  soon() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => { this.drawing = 0; this.draw(); });
  }

  /** Keeps cards for the rows in sight and a few around, and asks for their pictures. */
  draw() {
    if (!this.columns) return;
    const top = Math.floor(this.pane.scrollTop / this.row);
    const bottom = Math.ceil((this.pane.scrollTop + this.pane.clientHeight) / this.row);
    const from = Math.max(0, top - AROUND) * this.columns;
    const to = Math.min(this.order.length, (bottom + AROUND) * this.columns);
    for (const [place, card] of this.cards) {
      if (place >= from && place < to) continue;
      this.cards.delete(place);
      this.spare.push(card);
    }
    for (let place = from; place < to; place++) if (!this.cards.has(place)) this.add(place);
    this.spare.forEach((card) => { card.hidden = true; card.removeAttribute('id'); });
    this.want(from, to, top * this.columns);
  }

  want(from, to, sight) {
    const blocks = [];
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) blocks.push(block);
    const first = Math.floor(sight / BLOCK);
    this.sheets.want(blocks.sort((a, b) => Math.abs(a - first) - Math.abs(b - first)));
  }

  add(place) {
    const card = this.spare.pop() ?? this.runway.appendChild(emptyCard());
    card.hidden = false;
    this.cards.set(place, card);
    this.put(card, place);
    this.fill(card, place);
  }

  put(card, place) {
    const x = (place % this.columns) * (this.side + GAP);
    const y = Math.floor(place / this.columns) * this.row;
    card.style.left = `${x}px`;
    card.style.top = `${y}px`;
    card.style.width = `${this.side}px`;
    card.style.height = `${this.row - GAP}px`;
  }

  fill(card, place) {
    const picture = this.order[place];
    const { store } = this;
    const state = store.state(picture);
    card.id = `place-${place}`;
    card.dataset.picture = picture;
    card.setAttribute('aria-posinset', place + 1);
    card.setAttribute('aria-setsize', this.order.length);
    card.classList.toggle('waiting', store.pending.has(picture));
    card.dataset.verdict = state?.verdict ?? 'open';
    card.querySelector('.stamp').textContent = state ? MARKS[state.verdict] : '';
    card.querySelector('.sure').style.width = `${100 * store.sure(picture)}%`;
    card.querySelector('.lines').replaceChildren(...lines(store, picture, state));
    this.sheets.show(card.querySelector('.thumb'), place);
    this.mark(card, place);
  }

  mark(card, place) {
    const chosen = place >= Math.min(this.at, this.anchor) && place <= Math.max(this.at, this.anchor);
    card.setAttribute('aria-selected', String(chosen));
    card.classList.toggle('at', place === this.at);
    if (place === this.at) this.pane.setAttribute('aria-activedescendant', card.id);
  }

  showBlock(block) {
    this.cards.forEach((card, place) => {
      if (Math.floor(place / BLOCK) === block) this.sheets.show(card.querySelector('.thumb'), place);
    });
  }

  /** Draws pictures anew whose state has changed. */
  refresh(pictures) {
    pictures.forEach((picture) => {
      const place = this.placeOf.get(picture);
      const card = this.cards.get(place);
      if (card) this.fill(card, place);
    });
  }

  click(event) {
    const card = event.target.closest('[role="option"]');
    if (card) this.go(Number(card.id.slice('place-'.length)), event.shiftKey);
  }

  /** Moves the focus; `extend` keeps the start of the selection. */
  go(place, extend = false) {
    if (!this.order.length) return;
    this.at = Math.max(0, Math.min(this.order.length - 1, place));
    if (!extend) this.anchor = this.at;
    this.reveal();
    this.cards.forEach((card, one) => this.mark(card, one));
    this.moved();
  }

  /** Scrolls so that the row of the focus is in sight. */
  reveal() {
    if (!this.columns) return;
    const padding = parseFloat(getComputedStyle(this.pane).paddingTop);
    const top = Math.floor(this.at / this.columns) * this.row;
    const below = top + this.row + 2 * padding - this.pane.clientHeight;
    if (this.pane.scrollTop > top) this.pane.scrollTop = top;
    else if (this.pane.scrollTop < below) this.pane.scrollTop = below;
    this.draw();
  }

  /** Rows in sight, for paging. */
  get rows() { return Math.max(1, Math.floor(this.pane.clientHeight / this.row)); }

  /** To the next open picture after the selection; says whether there is one. */
  next() {
    const from = Math.max(this.at, this.anchor) + 1;
    const place = this.order.findIndex((picture, i) => i >= from && this.store.isOpen(picture));
    this.go(place < 0 ? Math.min(from, this.order.length - 1) : place);
    return place >= 0;
  }
}

const emptyCard = () => h('div.pic', { role: 'option' },
  h('span.frame', {}, h('span.thumb'), h('span.stamp', { 'aria-hidden': 'true' })),
  h('span.meter', { 'aria-hidden': 'true' }, h('i.sure')), h('span.lines'));

const swatch = (label) => (label ? h('i.swatch', { '--c': label.colour }) : null);

/** Two lines below a picture: its label, and what is proposed or decided. */
function lines(store, picture, state) {
  const given = store.given(picture);
  const first = h('span.line', {}, swatch(given), given?.name ?? 'no label');
  if (state) return [first, h('span.line.made', {}, ...decided(store, state))];
  const proposal = store.proposal(picture);
  if (!proposal) return [first];
  if (proposal.verdict !== 'relabel') return [first, h('span.line.soft', {}, `${proposal.verdict}?`)];
  return [first, h('span.line.soft', {}, swatch(store.label(proposal.label)), `${proposal.label}?`)];
}

export function decided(store, { verdict, label }) {
  if (verdict === 'keep') return ['kept'];
  if (verdict === 'drop') return ['dropped'];
  return [swatch(store.label(label)), label];
}

export const places = (wall) => `${number(wall.at + 1)} of ${number(wall.order.length)}`;
