// Draws people over the live picture: box, name and emotion on a plate, a bar for each label.
import { onTop } from './colour.js';
import { cover } from './mask.js';

const PANEL = 'rgb(0 0 0 / .72)';
const FONT = 'system-ui, sans-serif';

/** What a plate says: number or name, emotion, percent; a question mark where the model is not sure. */
export const words = (verdict) => `${verdict.emotion}${verdict.uncertain ? '?' : ''} ${Math.round(100 * verdict.share)} %`;

/**
 * @param canvas over the live picture, of the same size on the screen
 * @param people as People.see gives them, with their name
 * @param picture {width, height} that their boxes refer to
 * @param look {mirror, mask, labels, still}: labels are [{name, colour}], still is a canvas that hides the live picture,
 *     or null
 */
export function draw(canvas, people, picture, look) {
  const ratio = Math.min(2, devicePixelRatio);
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  if (look.still) lay(context, look.still, { width, height, mirror: look.mirror });
  const places = people.map(({ box }) => placed(box, width / picture.width, width, look.mirror));
  places.forEach((box) => cover(context, box, look.mask));
  const plates = people.map((person, i) => plate(context, person, places[i], width));
  const taken = [...places, ...plates.filter(Boolean)];
  people.forEach((person, i) => person.number && bars(context, person, places[i], taken, { width, height, ...look }));
  people.forEach((person, i) => frame(context, person, places[i], plates[i]));
}

function lay(context, still, { width, height, mirror }) {
  context.save();
  if (mirror) context.transform(-1, 0, 0, 1, width, 0);
  context.drawImage(still, 0, 0, width, height);
  context.restore();
}

/** A box of the picture on the screen; what is mirrored has it on the other side. */
function placed(box, scale, width, mirror) {
  const on = { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale };
  return mirror ? { ...on, x: width - on.x - on.width } : on;
}

function frame(context, { verdict }, box, plate) {
  context.lineWidth = 5;
  context.strokeStyle = 'rgb(0 0 0 / .55)';
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.lineWidth = 3;
  context.strokeStyle = plate ? verdict.colour : '#bbb';
  context.strokeRect(box.x, box.y, box.width, box.height);
  if (!plate) return;
  context.fillStyle = verdict.colour;
  context.fillRect(plate.x, plate.y, plate.width, plate.height);
  context.fillStyle = onTop(verdict.colour);
  context.font = plate.font;
  context.textBaseline = 'middle';
  context.fillText(plate.text, plate.x + plate.size / 2, plate.y + 0.95 * plate.size);
}

/** Where name and emotion stand: above the box, or inside at the picture's border; null for who has no number yet. */
function plate(context, { number, name, verdict }, box, most) {
  if (!number) return null;
  const size = most < 500 ? 12 : 15;
  const font = `600 ${size}px ${FONT}`;
  const text = `${name}: ${words(verdict)}`;
  context.font = font;
  const width = context.measureText(text).width + size;
  const height = 1.8 * size;
  const x = Math.max(0, Math.min(box.x - 1.5, most - width));
  return { x, y: box.y < height ? Math.max(0, box.y) : box.y - height, width, height, size, font, text };
}

/** A panel with a bar for each label, where it covers no face and no other panel; else there is none. */
function bars(context, { values }, box, taken, { width, height, labels }) {
  const row = Math.min(width < 500 ? 13 : 19, (0.95 * box.height) / labels.length);
  if (row < 8) return;
  context.font = `${Math.round(row * 0.68)}px ${FONT}`;
  const text = Math.max(...labels.map(({ name }) => context.measureText(name).width));
  const size = { width: text + 3.5 * row + 0.9 * row, height: row * labels.length + row * 0.4 };
  const panel = room(box, size, taken, { width, height });
  if (!panel) return;
  taken.push(panel);
  context.fillStyle = PANEL;
  context.fillRect(panel.x, panel.y, panel.width, panel.height);
  labels.forEach(({ name, colour }, i) => {
    const y = panel.y + row * (i + 0.2);
    context.textBaseline = 'middle';
    context.fillStyle = '#fff';
    context.fillText(name, panel.x + row * 0.3, y + row / 2);
    context.fillStyle = 'rgb(255 255 255 / .2)';
    context.fillRect(panel.x + text + row * 0.6, y + row * 0.2, 3.5 * row, row * 0.6);
    context.fillStyle = colour;
    context.fillRect(panel.x + text + row * 0.6, y + row * 0.2, 3.5 * row * values[i], row * 0.6);
  });
}

/** Where a panel fits: right of the face, left of it, at its upper or lower edge, or below. */
export function room(box, size, taken, { width, height }) {
  const gap = 4;
  const within = (value, most) => Math.max(0, Math.min(value, most));
  const edges = [box.y, box.y + box.height - size.height].map((y) => within(y, height - size.height));
  const sides = [box.x + box.width + gap, box.x - size.width - gap].flatMap((x) => edges.map((y) => ({ x, y })));
  return [...sides, { x: within(box.x, width - size.width), y: box.y + box.height + gap }]
    .map((place) => ({ ...place, ...size }))
    .find((panel) => panel.x >= 0 && panel.x + panel.width <= width && panel.y + panel.height <= height
      && !taken.some((other) => meet(panel, other)));
}

const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
