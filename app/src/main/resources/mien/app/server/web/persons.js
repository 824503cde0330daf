// The list of people beside the live picture: name, emotion, and the last half minute of each.
import { h } from './dom.js';
import { words } from './overlay.js';
import { drawHistory, History } from './timeline.js';

const AWAY = 700; // ms without being seen, up to the last picture
const KEPT = 30_000; // ms after a person was last seen

export class Persons {
  #cards = new Map(); // by number
  #latest = 0; // time of the last picture

  constructor(list) {
    this.list = list;
    this.clear();
  }

  clear() {
    this.#cards.clear();
    this.list.replaceChildren(h('li.note', {}, 'Nobody yet.'));
  }

  /** Takes what was seen; numbers the names. Returns the people with their names. */
  see(people, time) {
    this.#latest = time;
    return people.map((person) => {
      if (!person.number) return { ...person, name: '' };
      const card = this.#card(person.number);
      card.history.add(person.values, time);
      card.seen = time;
      card.person = person;
      return { ...person, name: card.name.value.trim() || `Person ${person.number}` };
    });
  }

  #card(number) {
    if (!this.#cards.has(number)) {
      if (this.#cards.size === 0) this.list.replaceChildren();
      const card = made(number);
      this.#cards.set(number, card);
      this.list.prepend(card.element);
    }
    return this.#cards.get(number);
  }

  /** Shows all that there is; who was not seen for long leaves the list. */
  show(labels, time) {
    for (const [number, card] of this.#cards) {
      if (time - card.seen > KEPT) {
        card.element.remove();
        this.#cards.delete(number);
      } else {
        update(card, labels, time, this.#latest - card.seen < AWAY);
      }
    }
    if (this.#cards.size === 0) this.clear();
  }
}

function made(number) {
  const name = h('input', { type: 'text', value: `Person ${number}`, 'aria-label': `Name of person ${number}`, maxlength: 40 });
  const emotion = h('span.emotion');
  const swatch = h('i.swatch');
  const uncovered = h('small');
  const canvas = h('canvas', { role: 'img' });
  const element = h('li.person', {}, h('div.who', {}, name, h('span.label', {}, swatch, emotion)), uncovered, canvas,
    h('div.ends', {}, h('span', {}, '30 s ago'), h('span', {}, 'now')));
  return { element, name, emotion, swatch, uncovered, canvas, history: new History(), seen: 0, person: null };
}

function update(card, labels, time, here) {
  const { verdict, face } = card.person;
  card.element.classList.toggle('away', !here);
  card.emotion.textContent = here ? words(verdict) : 'not in the picture';
  card.swatch.style.setProperty('--c', here ? verdict.colour : 'transparent');
  card.uncovered.textContent = here && face.uncovered ? `Without the mask: ${face.uncovered}` : '';
  drawHistory(card.canvas, card.history.columns(time), labels);
  const mean = card.history.mean();
  if (mean) {
    card.canvas.setAttribute('aria-label', `In the last 30 seconds: ${labels
      .map(({ name }, i) => [name, mean[i]]).filter(([, share]) => share >= 0.05).sort((a, b) => b[1] - a[1])
      .map(([name, share]) => `${name} ${Math.round(100 * share)} %`).join(', ')}`);
  }
}
