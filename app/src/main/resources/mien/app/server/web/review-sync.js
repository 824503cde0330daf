// Decisions on their way to the server and from it. A decision counts as made when the server has confirmed it; until then it
// waits here and is sent again, under the same name, by which the server knows what it has done already. What other tabs decide comes by asking every so often.
import { json, post, Refused } from './server.js';

const EVERY = 1500; // milliseconds
const AGAIN = [500, 1000, 2000, 5000]; // milliseconds between attempts

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const madeUp = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The name of this tab for the server. */
export function tabName() {
  const known = sessionStorage.getItem('mien-tab');
  if (known) return known;
  const made = madeUp();
  sessionStorage.setItem('mien-tab', made);
  return made;
}

export class Sync {
  /** @param changed is told the pictures that changed; @param told is told {waiting, problem, file, trouble, undone} */
  constructor(store, changed, told) {
    Object.assign(this, { store, changed, told, tab: tabName(), queue: [], sending: false, ended: false, problem: '', refused: false });
    this.file = '';
    this.trouble = null;
  }

  get query() { return { data: this.store.material.id, since: this.store.last }; }

  /** Loads what was decided so far, and then follows. */
  async start() {
    this.take(await json('/v1/review/decisions', { query: this.query }));
    this.follow();
  }

  end() { this.ended = true; }

  async follow() {
    while (!this.ended) {
      await wait(EVERY);
      if (this.ended || this.sending || document.hidden) continue;
      try {
        this.take(await json('/v1/review/decisions', { query: this.query }));
        this.tell(this.refused ? this.problem : '');
      } catch (error) {
        this.ended = error.status === 401; // else the person would be asked for a token again and again
        this.tell(error.message);
      }
    }
  }

  /** choices: [{picture, verdict, label}], one step. */
  decide(choices) {
    choices.forEach(({ picture, verdict, label }) => this.store.pending.set(picture, { verdict, label }));
    this.enqueue({ path: '/v1/review/decide', choices });
    this.changed(choices.map((choice) => choice.picture));
  }

  undo() { this.enqueue({ path: '/v1/review/undo', choices: [] }); }

  enqueue(step) {
    this.queue.push({ ...step, name: madeUp() });
    this.refused = false;
    this.tell(this.problem);
    if (!this.sending) this.send();
  }

  async send() {
    this.sending = true;
    let failures = 0;
    while (this.queue.length) {
      try {
        await this.sendFirst();
        failures = 0;
        if (!this.refused) this.tell('');
      } catch (error) {
        this.refused = !mayWorkLater(error);
        if (this.refused) this.give(this.queue.shift());
        this.tell(error.message);
        if (!this.refused) await wait(AGAIN[Math.min(failures++, AGAIN.length - 1)]);
      }
    }
    this.sending = false;
  }

  async sendFirst() {
    const step = this.queue[0];
    const decisions = step.choices.map(({ picture, verdict, label }) => ({ file: this.store.file(picture), verdict, label }));
    const sender = { tab: this.tab, step: step.name };
    const body = step.path.endsWith('undo') ? sender : { ...sender, decisions };
    const answer = await post(step.path, body, { query: this.query });
    this.queue.shift();
    this.give(step);
    this.take(answer);
  }

  /** A step no longer waits: what the server says holds again. */
  give(step) {
    const waiting = new Map(this.queue.flatMap((one) => one.choices).map((choice) => [choice.picture, choice]));
    step.choices.forEach(({ picture }) => {
      if (waiting.has(picture)) this.store.pending.set(picture, waiting.get(picture));
      else this.store.pending.delete(picture);
    });
    this.changed(step.choices.map((choice) => choice.picture));
  }

  take({ decisions, file, trouble, undone }) {
    const touched = this.store.learn(decisions);
    Object.assign(this, { file, trouble });
    if (touched.length) this.changed(touched);
    const own = decisions.filter(({ tab }) => tab === this.tab).map(({ file: name }) => this.store.places.get(name));
    if (undone) this.told({ ...this.status(), undone, touched: own });
  }

  tell(problem) {
    this.problem = problem;
    this.told(this.status());
  }

  status() { return { waiting: this.queue.length, problem: this.problem, file: this.file, trouble: this.trouble }; }
}

/** Whether sending the same again may succeed: no answer, an overloaded or ending server. */
const mayWorkLater = (error) => error instanceof Refused && (error.status === 0 || error.status === 429 || error.status >= 500);
