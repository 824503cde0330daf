// Thumbnails by blocks: pictures that stand side by side on the wall come on one sheet. Few sheets are kept, few asked for at
// once, those in sight first.
import { ask } from './server.js';

export const BLOCK = 48; // pictures
const COLUMNS = 16; // of a sheet, as the server makes them
const KEPT = 40; // sheets
const AT_ONCE = 2;

export class Sheets {
  /** @param ready is told the number of a block whose pictures can be shown; @param failed is told why others cannot */
  constructor(material, edge, ready, failed) {
    Object.assign(this, { material, edge, ready, failed, order: [], blocks: new Map(), wanted: [], loading: 0, round: 0 });
  }

  /** Other pictures in another order: nothing of the old ones is of use. */
  reset(order) {
    this.round++;
    this.blocks.forEach((block) => block.url && URL.revokeObjectURL(block.url));
    this.blocks.clear();
    this.wanted = [];
    this.order = order;
  }

  /** The blocks in sight, the most wanted first. */
  want(numbers) {
    numbers.forEach((number) => { // those used last are kept longest
      const block = this.blocks.get(number);
      if (block) { this.blocks.delete(number); this.blocks.set(number, block); }
    });
    this.wanted = numbers.filter((number) => !this.blocks.has(number));
    this.next();
  }

  next() {
    while (this.loading < AT_ONCE && this.wanted.length) this.load(this.wanted.shift());
  }

  async load(number) {
    const { round } = this;
    const pictures = this.order.slice(number * BLOCK, (number + 1) * BLOCK);
    const block = { url: '', sizes: [] };
    this.blocks.set(number, block);
    this.loading++;
    try {
      Object.assign(block, await sheet(this.material, pictures, this.edge));
    } catch (error) {
      if (this.round === round) this.blocks.delete(number); // asked for again when in sight again
      this.failed(error);
    }
    this.loading--;
    if (this.round !== round) return this.next();
    this.forget();
    this.ready(number);
    return this.next();
  }

  forget() {
    for (const [number, block] of this.blocks) {
      if (this.blocks.size <= KEPT) return;
      if (!block.url) continue;
      URL.revokeObjectURL(block.url);
      this.blocks.delete(number);
    }
  }

  /** Shows the picture at a place of the order in an element; says whether it could. */
  show(element, place) {
    const block = this.blocks.get(Math.floor(place / BLOCK));
    if (!block?.url) { element.style.backgroundImage = 'none'; return false; }
    paint(element, block, place % BLOCK, this.edge);
    return true;
  }
}

/** One sheet of pictures as {url, sizes: [[width, height]]}. */
export async function sheet(material, pictures, edge) {
  const query = { data: material.id, pictures: pictures.join(','), edge, key: material.key };
  const response = await ask('/v1/review/sheet', { query });
  const sizes = response.headers.get('Picture-Sizes').split(',').map((size) => size.split('x').map(Number));
  return { url: URL.createObjectURL(await response.blob()), sizes };
}

/** A picture of a sheet as the background of an element, as large as its square frame allows. */
export function paint(element, { url, sizes }, at, cell) {
  const [width, height] = sizes[at];
  if (!width) { element.style.backgroundImage = 'none'; return; }
  const across = Math.min(COLUMNS, sizes.length) * cell;
  const down = Math.ceil(sizes.length / COLUMNS) * cell;
  const share = (part, whole, own) => (whole === own ? 0 : (100 * part) / (whole - own));
  Object.assign(element.style, {
    aspectRatio: `${width} / ${height}`,
    width: width >= height ? '100%' : 'auto',
    height: width >= height ? 'auto' : '100%',
    backgroundImage: `url("${url}")`,
    backgroundSize: `${(100 * across) / width}% ${(100 * down) / height}%`,
    backgroundPosition: `${share((at % COLUMNS) * cell, across, width)}% ${share(Math.floor(at / COLUMNS) * cell, down, height)}%` });
}
