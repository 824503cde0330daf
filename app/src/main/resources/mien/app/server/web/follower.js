// Follows faces from picture to picture, so that each keeps its number. Pure: no page, no clock.

const REACH = 0.8; // sides of the face: how far a face may have come since it was last seen
const SPREAD = 0.8; // sides a second: how much farther for each second that it was not seen
const ALIKE = 0.5; // the smaller side by the larger: what two boxes of one face have at least
const AHEAD = 300; // ms: how long a face is taken to go on as it moved

const side = (box) => Math.max(box.width, box.height);

/** How far apart two boxes are, in sides; Infinity if their sizes do not go together. */
export function apart(a, b) {
  const ratio = Math.min(side(a), side(b)) / Math.max(side(a), side(b));
  if (!(ratio >= ALIKE)) return Infinity;
  const x = a.x + a.width / 2 - b.x - b.width / 2;
  const y = a.y + a.height / 2 - b.y - b.height / 2;
  return Math.hypot(x, y) / ((side(a) + side(b)) / 2) + (1 - ratio) / 2;
}

/** Where a face would be at a time if it had gone on as it moved. */
function expected({ box, speed, seen }, time) {
  const ms = Math.min(time - seen, AHEAD);
  return { ...box, x: box.x + speed.x * ms, y: box.y + speed.y * ms };
}

/**
 * A face has a number from the second picture that shows it on, so that false alarms of one picture use up none. One
 * that is lost for longer than `patience`, in ms, is forgotten; whoever comes then has a new number. Numbers are never
 * used again.
 */
export class Follower {
  #tracks = [];
  #last = 0;

  constructor({ patience = 1500 } = {}) {
    this.patience = patience;
  }

  /**
   * The track of each box, in the order of the boxes: {number, box, seen}, the same object for the same face. number is
   * null in the first picture.
   *
   * @param boxes {x, y, width, height} in pixels
   * @param time in ms; never before that of the last call
   */
  follow(boxes, time) {
    this.#tracks = this.#tracks.filter((track) => time - track.seen <= this.patience);
    const found = new Array(boxes.length).fill(null);
    const taken = new Set();
    for (const { track, i } of this.#pairs(boxes, time)) {
      if (found[i] || taken.has(track)) continue;
      found[i] = track;
      taken.add(track);
      this.#moved(track, boxes[i], time);
    }
    return found.map((track, i) => track ?? this.#begun(boxes[i], time));
  }

  /** All that may belong together, the nearest first. */
  #pairs(boxes, time) {
    const pairs = [];
    for (const track of this.#tracks) {
      const reach = REACH + (SPREAD * (time - track.seen)) / 1000;
      boxes.forEach((box, i) => {
        const distance = apart(expected(track, time), box);
        if (distance <= reach) pairs.push({ track, i, distance });
      });
    }
    return pairs.sort((a, b) => a.distance - b.distance);
  }

  #moved(track, box, time) {
    const ms = Math.max(1, time - track.seen);
    const speed = { x: (box.x - track.box.x) / ms, y: (box.y - track.box.y) / ms };
    track.speed = { x: (track.speed.x + speed.x) / 2, y: (track.speed.y + speed.y) / 2 };
    track.box = box;
    track.seen = time;
    track.number ??= ++this.#last;
  }

  #begun(box, time) {
    const track = { number: null, box, seen: time, speed: { x: 0, y: 0 } };
    this.#tracks.push(track);
    return track;
  }
}
