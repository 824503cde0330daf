// One photo of the view Try: picture with boxes, list of faces, what can be done with it.
import { analyze, annotated } from './analyze.js';
import { onTop } from './colour.js';
import { count, h, save } from './dom.js';
import { heat } from './heat.js';
import { Refused } from './server.js';

const TRIES = 6; // while the server has too much to do

/** Asks until the server has time. */
async function patiently(question, signal) {
  for (let i = 1; ; i++) {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 429 || i === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000 * (error.after ?? 1)));
      signal.throwIfAborted();
    }
  }
}

/** What the server says of a picture, without the name that it has there. */
const sentence = (text) => {
  const rest = text.replace(/^(body|picture): /, '');
  return rest[0].toUpperCase() + rest.slice(1);
};

/** Whether asking again may help. */
const passing = ({ status }) => [0, 408, 429, 500, 503].includes(status);

const words = (face) => (face.outcome === 'not_human' ? 'not human'
  : `${face.emotion}${face.outcome === 'uncertain' ? '?' : ''} ${Math.round(100 * face.probabilities[face.emotion])} %`);

export class PhotoView {
  /** What the server said: as `mien analyze --format json`, with an error if it refused; null before. */
  answer = null;

  #options = null;
  #abort = new AbortController();
  #explained = null; // the answer with maps, once one was asked for

  /** @param removed is called when the person removes the photo */
  constructor(file, removed) {
    this.file = file;
    this.url = URL.createObjectURL(file);
    this.image = h('img', { src: this.url, alt: `The photo ${file.name}` });
    this.image.addEventListener('error', () => this.#foreign());
    this.marks = h('div.marks');
    this.picture = h('div.picture-frame', {}, this.image, this.marks);
    this.state = h('p.note', { role: 'status' }, 'Waits.');
    this.faces = h('ol.found');
    this.button = h('button.button.small', { type: 'button', disabled: true, onclick: () => this.#download() }, 'Download annotated');
    const close = h('button.close', { type: 'button', 'aria-label': `Remove ${file.name}`, onclick: removed }, '×');
    this.element = h('section.photo', { 'aria-label': file.name }, h('header', {}, h('h2', {}, file.name), close),
      this.picture, h('div.said', {}, this.state, this.faces, h('div.more', {}, this.button)));
  }

  /** Asks the server anew; what it was asked before no longer counts. Never fails: what is wrong is shown. */
  async analyze(options) {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#options = { query: options.query(), colours: new Map(options.head().labels.map(({ name, colour }) => [name, colour])) };
    this.#explained = null;
    this.answer = null;
    this.state.textContent = 'Looking for faces…';
    this.element.classList.remove('failed');
    try {
      const answer = await patiently(() => analyze(this.file, this.#options.query, signal), signal);
      if (!signal.aborted) this.#show({ ...answer, file: this.file.name });
    } catch (error) {
      if (!signal.aborted) this.#fail(sentence(error.message), passing(error) && (() => this.analyze(options)));
    }
  }

  close() {
    this.#abort.abort();
    URL.revokeObjectURL(this.url);
    this.element.remove();
  }

  #fail(sentence, again) {
    this.answer = { file: this.file.name, width: null, height: null, faces: [], error: sentence, milliseconds: 0 };
    this.state.replaceChildren(sentence, ...(again ? [h('button.button.small.again', { type: 'button', onclick: again }, 'Try again')] : []));
    this.element.classList.add('failed');
    this.button.disabled = true;
    this.marks.replaceChildren();
    this.faces.replaceChildren();
  }

  #show(answer) {
    this.answer = answer;
    this.state.textContent = `${answer.faces.length ? count(answer.faces.length, 'face') : 'No face found'} · ${answer.width} × `
      + `${answer.height} · ${Math.round(answer.milliseconds)} ms`;
    this.button.disabled = false;
    this.marks.replaceChildren(...answer.faces.map((face, i) => this.#mark(face, i)));
    this.faces.replaceChildren(...answer.faces.map((face, i) => this.#face(face, i)));
  }

  #colour = (face) => (face.outcome === 'not_human' ? '#6b6b6b' : this.#options.colours.get(face.emotion));

  /** Where something lies in the picture, in percent, as variables of the style. */
  #place({ x, y, width, height }) {
    const share = (part, whole) => `${(100 * part) / whole}%`;
    return { '--x': share(x, this.answer.width), '--y': share(y, this.answer.height),
      '--w': share(width, this.answer.width), '--h': share(height, this.answer.height) };
  }

  #mark(face, i) {
    const inside = face.box.y < 0.06 * this.answer.height ? '.inside' : '';
    return h(`button.box${inside}`, { type: 'button', 'aria-label': `Face ${i + 1}: ${words(face)}`, title: words(face),
      '--c': this.#colour(face), '--on': onTop(this.#colour(face)), ...this.#place(face.box), onclick: () => this.#point(i) },
    h('span.plate', { 'aria-hidden': 'true' }, h('b', {}, i + 1), h('span', {}, ` ${words(face)}`)));
  }

  /** Leads from a box to its place in the list. */
  #point(i) {
    const item = this.faces.children[i];
    item.scrollIntoView({ block: 'nearest' });
    item.focus({ preventScroll: true });
  }

  #face(face, i) {
    const human = face.outcome !== 'not_human';
    const why = human && h('button.button.small.why', { type: 'button', 'aria-pressed': 'false',
      'aria-label': `Why face ${i + 1} is ${face.emotion}`, onclick: () => this.#why(i, why) }, 'Why?');
    return h('li.face', { tabindex: -1, '--c': this.#colour(face) },
      h('div.name', {}, h('b', {}, i + 1), h('i.swatch'), h('span.emotion', {}, words(face)), why),
      human && h('div.odds', {}, Object.entries(face.probabilities).map(([name, share]) => h('div', {},
        h('span', {}, name), h('i', { '--c': this.#options.colours.get(name), '--share': `${100 * share}%` }),
        h('span', {}, `${(100 * share).toFixed(1)} %`)))),
      h('small', {}, `${face.detector} ${face.score.toFixed(2)}${face.human === null ? '' : ` · human ${face.human.toFixed(2)}`}`
        + ` · ${face.box.width} × ${face.box.height} at ${face.box.x}, ${face.box.y}`));
  }

  /** Lays the map over a face, or takes it away again. */
  async #why(i, button) {
    const shown = this.marks.querySelector(`[data-map="${i}"]`);
    button.setAttribute('aria-pressed', String(!shown));
    if (shown) return shown.remove();
    try {
      const { signal } = this.#abort;
      this.#explained ??= patiently(() => analyze(this.file, { ...this.#options.query, explain: 'cam' }, signal), signal);
      const { explanation } = (await this.#explained).faces[i];
      const map = h('div.map', { 'data-map': i, ...this.#place(explanation.area) }, heat(explanation));
      this.marks.prepend(map);
      this.state.textContent = `Orange speaks for ${explanation.label}, blue against it.`;
    } catch (error) {
      this.#explained = null;
      button.setAttribute('aria-pressed', 'false');
      this.state.textContent = error.message;
    }
  }

  /** With the maps if any is shown. */
  async #download() {
    const maps = this.marks.querySelector('.map') ? { explain: 'cam' } : {};
    try {
      const picture = await annotated(this.file, { ...this.#options.query, ...maps });
      const ending = picture.type === 'image/jpeg' ? 'jpg' : 'png';
      save(`${this.file.name.replace(/\.\w+$/, '')}-annotated.${ending}`, picture);
    } catch (error) {
      this.state.textContent = error.message;
    }
  }

  /** A format that the browser does not show: the server makes a PNG of it. */
  async #foreign() {
    this.picture.classList.add('unseen');
    try {
      const picture = await annotated(this.file, this.#options?.query ?? {});
      this.picture.classList.replace('unseen', 'drawn');
      URL.revokeObjectURL(this.url);
      this.url = URL.createObjectURL(picture);
      if (picture.type === 'image/png') this.image.src = this.url;
    } catch {
      // what is wrong with the photo is said beside it
    }
  }
}
