// Who is before the camera, and what they show: faces that are followed, with smoothed answers. Pure: no page, no clock.
import { Follower } from './follower.js';
import { Smoothing } from './smoothing.js';

const BOX = 0.2; // the boxes' time constant, in that of the answers: they must not lag behind a head

const ofBox = ({ x, y, width, height }) => [x, y, width, height];
const toBox = ([x, y, width, height]) => ({ x, y, width, height });

/** The label of the highest probability, and whether that is below the model's threshold. */
export function verdict(values, { labels, threshold }) {
  const best = values.indexOf(Math.max(...values));
  return { emotion: labels[best].name, colour: labels[best].colour, share: values[best],
    uncertain: values[best] < threshold };
}

export class People {
  #follower = new Follower();
  #known = new Map(); // by track

  /** @param constant of the smoothing, in ms; it may be changed at any time */
  constructor(head, constant) {
    this.head = head;
    this.constant = constant;
  }

  /**
   * The people in a picture: {number, box, raw, values, verdict}, with a number for who was seen before. raw is what the
   * server said of this picture, values the smoothed probabilities, both in the order of the head's labels.
   *
   * @param faces as the server answers; those that are not human are passed over
   * @param time in ms
   */
  see(faces, time) {
    const human = faces.filter((face) => face.outcome !== 'not_human');
    const tracks = this.#follower.follow(human.map((face) => face.box), time);
    for (const track of this.#known.keys()) {
      if (time - track.seen > this.#follower.patience) this.#known.delete(track);
    }
    return human.map((face, i) => this.#person(tracks[i], face, time));
  }

  #person(track, face, time) {
    if (!this.#known.has(track)) this.#known.set(track, { box: new Smoothing(0), values: new Smoothing(0) });
    const filters = this.#known.get(track);
    filters.box.constant = BOX * this.constant;
    filters.values.constant = this.constant;
    const raw = this.head.labels.map(({ name }) => face.probabilities[name]);
    const values = filters.values.next(raw, time);
    return { number: track.number, face, raw, values, box: toBox(filters.box.next(ofBox(face.box), time)),
      verdict: verdict(values, this.head) };
  }
}
