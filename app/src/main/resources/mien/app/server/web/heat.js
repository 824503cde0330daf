// A map of the places that speak for an answer, orange, and against it, blue: the colours of `mien explain`.

const FOR = [213, 94, 0];
const AGAINST = [0, 114, 178];
const STRONGEST = 0.8; // opacity

/** A canvas with a pixel for each cell, for a style that enlarges it. */
export function heat({ grid, width, height }) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const reach = Math.max(1e-9, ...grid.flat().map(Math.abs));
  grid.flat().forEach((value, i) => {
    image.data.set([...(value > 0 ? FOR : AGAINST), 255 * STRONGEST * (Math.abs(value) / reach)], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return canvas;
}
