// An exponential average over time. Pure: no page, no clock.

/**
 * Smooths a list of numbers that come at uneven times: y += (1 - exp(-dt / constant)) * (x - y). After `constant` ms, 63 %
 * of a sudden change is seen, after three times as long 95 %. Numbers that sum to 1 still do. 0 changes nothing.
 */
export class Smoothing {
  #values = null;
  #time = 0;

  constructor(constant) {
    this.constant = constant;
  }

  /** @param time in ms; never before that of the last call */
  next(values, time) {
    const share = this.#values && this.constant > 0 ? 1 - Math.exp((this.#time - time) / this.constant) : 1;
    this.#values = values.map((value, i) => (share === 1 ? value : this.#values[i] + share * (value - this.#values[i])));
    this.#time = time;
    return this.#values;
  }
}
