// What a session was, as CSV or JSON lines. Pure: no page, no clock. It stays in the browser until it is saved.

import { line } from './csv.js';

const short = (value) => Number(value.toFixed(6));

export class Recording {
  #rows = [];

  /** @param begun in ms since 1970 */
  constructor(head, begun) {
    this.labels = head.labels.map(({ name }) => name);
    this.head = head.name;
    this.begun = begun;
  }

  /** How many pictures there are. */
  pictures = 0;

  /**
   * Adds a picture; one that shows nobody is a row, too.
   *
   * @param time when it was taken, in ms since 1970
   * @param people as People.see gives them, with the name that the person was given
   * @param mask what was hidden, or ''
   */
  add(time, people, mask) {
    this.pictures++;
    const at = { time: new Date(time).toISOString(), seconds: short((time - this.begun) / 1000), picture: this.pictures,
      mask };
    if (people.length === 0) this.#rows.push(at);
    for (const { number, name, face, raw, values, verdict } of people) {
      this.#rows.push({ ...at, person: number, name, ...face.box, score: face.score, outcome: face.outcome,
        emotion: face.emotion, smoothed: verdict.emotion, uncovered: face.uncovered,
        probabilities: raw.map(short), averages: values.map(short) });
    }
  }

  /** uncovered is the emotion of the same face without the mask. A line has the server's probabilities of a label under its name, and the average under `smoothed_` and its name. */
  csv() {
    const columns = ['time', 'seconds', 'picture', 'mask', 'person', 'name', 'x', 'y', 'width', 'height', 'score', 'outcome',
      'emotion', 'smoothed', 'uncovered'];
    const blank = this.labels.map(() => '');
    return line([...columns, ...this.labels, ...this.labels.map((label) => `smoothed_${label}`)])
      + this.#rows.map((row) => line([...columns.map((column) => row[column]),
        ...(row.probabilities ?? blank), ...(row.averages ?? blank)])).join('');
  }

  jsonl() {
    const named = (values) => values && Object.fromEntries(this.labels.map((label, i) => [label, values[i]]));
    return this.#rows.map((row) => `${JSON.stringify({ ...row, head: this.head,
      probabilities: named(row.probabilities), averages: named(row.averages) })}\n`).join('');
  }
}
