// How many answers a second there are, and how long they take. Pure: no page, no clock.

const WINDOW = 2000; // ms

export class Rate {
  #answers = [];

  /** @param at when the answer was there, in ms; @param latency since the picture was taken; @param server of that, its own */
  add(at, latency, server) {
    this.#answers.push({ at, latency, server });
    while (at - this.#answers[0].at > WINDOW) this.#answers.shift();
  }

  clear() {
    this.#answers = [];
  }

  /** {perSecond, latency, server} over the last two seconds; null before the second answer. */
  now() {
    const all = this.#answers;
    if (all.length < 2) return null;
    const mean = (of) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
    return { perSecond: (1000 * (all.length - 1)) / (all.at(-1).at - all[0].at), latency: mean((one) => one.latency),
      server: mean((one) => one.server) };
  }
}
