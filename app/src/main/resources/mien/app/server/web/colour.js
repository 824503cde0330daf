// Colours of labels, as the server writes them: #010203 or rgb(1, 2, 3).

/** Black or white, whichever is read better on a colour. */
export function onTop(colour) {
  const parts = colour.startsWith('#') ? colour.match(/\w\w/g).map((part) => parseInt(part, 16))
    : colour.match(/\d+/g).map(Number);
  const [red, green, blue] = parts.map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? '#000' : '#fff';
}
