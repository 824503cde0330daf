// Hides a part of a face, as `mien masks` does, to see what the model says then.

// From the left and the top of the box, in its sides: where the face's parts usually are in what a detector finds.
const EYES = [0.13, 0.22, 0.87, 0.51];
const MOUTH = [0.23, 0.68, 0.77, 0.95];
const NOSE = 0.55; // its middle

const TONE = '#6b6b6b';

export const MASKS = [['', 'Nothing'], ['eyes', 'Eyes'], ['mouth', 'Mouth'], ['lower-half', 'Lower half'],
  ['upper-half', 'Upper half']];

/** The edges of what a mask hides, in the box's sides; beyond 0 and 1 it reaches over the box. */
function edges(mask) {
  switch (mask) {
    case 'eyes': return EYES;
    case 'mouth': return MOUTH;
    case 'lower-half': return [-0.03, NOSE, 1.03, 1.08];
    case 'upper-half': return [-0.03, -0.12, 1.03, NOSE];
    default: throw new Error(`There is no mask '${mask}'.`);
  }
}

/** Draws a mask over the face in a box; nothing if mask is ''. */
export function cover(context, box, mask) {
  if (mask === '') return;
  const [left, top, right, bottom] = edges(mask);
  const width = (right - left) * box.width;
  const height = (bottom - top) * box.height;
  context.fillStyle = TONE;
  context.beginPath();
  context.roundRect(box.x + left * box.width, box.y + top * box.height, width, height, Math.min(width, height) * 0.25);
  context.fill();
}

/** The square around a box that the network sees. */
export function square(box, margin) {
  const length = Math.round(margin * Math.max(box.width, box.height));
  return { x: Math.round(box.x + (box.width - length) / 2), y: Math.round(box.y + (box.height - length) / 2),
    width: length, height: length };
}

/** A canvas with the square around a face, in which the mask is drawn; beyond the picture its border repeats. */
export function masked(picture, box, margin, mask) {
  const area = square(box, margin);
  const canvas = new OffscreenCanvas(area.width, area.height);
  const context = canvas.getContext('2d');
  const x = -area.x;
  const y = -area.y;
  context.drawImage(picture, x, y);
  repeat(context, canvas, x, y, x + picture.width, y + picture.height);
  cover(context, { ...box, x: box.x - area.x, y: box.y - area.y }, mask);
  return canvas;
}

/** Draws the columns and rows at the picture's border again, as far as the canvas goes. */
function repeat(context, canvas, left, top, right, bottom) {
  const { width, height } = canvas;
  if (left > 0) context.drawImage(canvas, left, 0, 1, height, 0, 0, left, height);
  if (right < width) context.drawImage(canvas, right - 1, 0, 1, height, right, 0, width - right, height);
  if (top > 0) context.drawImage(canvas, 0, top, width, 1, 0, 0, width, top);
  if (bottom < height) context.drawImage(canvas, 0, bottom - 1, width, 1, 0, bottom, width, height - bottom);
}
