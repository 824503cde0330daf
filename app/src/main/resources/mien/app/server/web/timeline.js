// What a person showed in the last half minute: the probabilities one upon the other, in the labels' colours.

const SLOT = 100; // ms
const SLOTS = 300;
const BRIDGE = 10; // slots without an answer that are drawn like the last one that had some

/** Means over tenths of a second. Pure: no page, no clock. */
export class History {
  #slots = new Map(); // number of the slot -> {count, sums}

  add(values, time) {
    const number = Math.floor(time / SLOT);
    const slot = this.#slots.get(number) ?? { count: 0, sums: values.map(() => 0) };
    slot.count++;
    slot.sums = slot.sums.map((sum, i) => sum + values[i]);
    this.#slots.set(number, slot);
    for (const old of this.#slots.keys()) {
      if (old <= number - SLOTS) this.#slots.delete(old);
      else break; // slots are in the order of time
    }
  }

  /** A list of means, or null where the person was not seen, for each tenth of a second up to `time`. */
  columns(time) {
    const last = Math.floor(time / SLOT);
    const all = [];
    let before = null;
    let since = 0;
    for (let number = last - SLOTS + 1; number <= last; number++) {
      const slot = this.#slots.get(number);
      since = slot ? 0 : since + 1;
      before = slot ? slot.sums.map((sum) => sum / slot.count) : since > BRIDGE ? null : before;
      all.push(before);
    }
    return all;
  }

  /** The mean over the tenths of a second that are kept and have answers; null if none has. */
  mean() {
    const all = [...this.#slots.values()];
    return all.length === 0 ? null
      : all[0].sums.map((_, i) => all.reduce((sum, slot) => sum + slot.sums[i] / slot.count, 0) / all.length);
  }
}

export function drawHistory(canvas, columns, labels) {
  const ratio = Math.min(2, devicePixelRatio);
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, width, height);
  const bases = columns.map(() => height);
  const edge = (i) => Math.round((i * width) / columns.length);
  labels.forEach(({ colour }, k) => {
    context.fillStyle = colour;
    context.beginPath();
    columns.forEach((column, i) => {
      if (!column) return;
      const high = column[k] * height;
      context.rect(edge(i), bases[i] - high, edge(i + 1) - edge(i), high);
      bases[i] -= high;
    });
    context.fill();
  });
}
