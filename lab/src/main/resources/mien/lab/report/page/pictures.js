"use strict";
/* Pictures: thumbnails out of sheets, cards, walls. Pictures are numbered as in data.pictures. */
Mien.pictures = (() => {
  const {data, h, label, number} = Mien;
  const all = data.pictures, thumbs = data.thumbnails || {sizes: [], sheets: []};
  const known = thumbs.sizes.length / 2;
  const rules = new CSSStyleSheet();
  const ready = new Set();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];

  /** The class of a sheet; the sheet is made a picture when first asked for. */
  function sheet(i) {
    if (!ready.has(i)) {
      const text = thumbs.sheets[i];
      const bytes = Uint8Array.from(atob(text.slice(text.indexOf(",") + 1)), c => c.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], {type: text.slice(5, text.indexOf(";"))}));
      rules.insertRule(`.sheet-${i} { background-image: url("${url}"); }`);
      thumbs.sheets[i] = "";
      ready.add(i);
    }
    return "sheet-" + i;
  }

  /** The thumbnail of a picture. */
  const thumb = i => small(all.thumbnail[i], (all.label[i] < 0 ? "" : data.labels[all.label[i]].name + ", ") + all.file[i]);

  /** A thumbnail that fills a square frame as far as its shape allows, at any size. */
  function small(at, name) {
    const w = thumbs.sizes[2 * at], height = thumbs.sizes[2 * at + 1];
    if (!w) return h("span.frame", {role: "img", "aria-label": name});
    const on = Math.floor(at / thumbs.perSheet), place = at % thumbs.perSheet;
    const count = Math.min(thumbs.perSheet, known - on * thumbs.perSheet);
    const across = Math.min(thumbs.columns, count) * thumbs.cell, down = Math.ceil(count / thumbs.columns) * thumbs.cell;
    const x = place % thumbs.columns * thumbs.cell, y = Math.floor(place / thumbs.columns) * thumbs.cell;
    const element = h("span.thumb." + sheet(on), {role: "img", "aria-label": name});
    const share = (part, whole, own) => whole === own ? 0 : 100 * part / (whole - own);
    Object.assign(element.style, {
      aspectRatio: `${w} / ${height}`, [w >= height ? "width" : "height"]: "100%",
      backgroundSize: `${100 * across / w}% ${100 * down / height}%`,
      backgroundPosition: `${share(x, across, w)}% ${share(y, down, height)}%`});
    return h("span.frame", {}, element);
  }

  /** A picture that opens itself, with lines below. `list` is what it is stepped through with. */
  function card(i, lines, list, extra) {
    return h("button.card", {type: "button", title: all.file[i], "data-picture": i,
      onclick: () => Mien.viewer.picture(i, list())}, thumb(i), extra || null, lines.map(line => h("span", {}, line)));
  }

  const base = file => file.slice(file.lastIndexOf("/") + 1);

  /** The name of a picture's split; empty if the data has none. */
  const split = i => data.splits[all.split[i]] === "none" ? "" : data.splits[all.split[i]];

  /** What is known of a picture, as [term, description]. */
  function facts(i) {
    const rows = [["File", all.file[i]], ["Label", label(all.label[i])]];
    if (split(i)) rows.push(["Split", split(i)]);
    rows.push(["Picture", `${all.width[i]} × ${all.height[i]}, ${all.colour[i] ? "colour" : "grey"}, ${data.formats[all.format[i]]}, ${number(all.bytes[i])} bytes`]);
    rows.push(["Light", `mean ${all.grey[i]}, spread ${all.spread[i]}, sharpness ${all.sharpness[i] / 100}`]);
    const votes = all.votes[i];
    if (votes) {
      const names = data.taggers ? data.taggers.labels : [];
      rows.push(["Votes", names.map((name, k) => [name, parseInt(votes[k], 36)]).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1])
        .map(([name, n]) => `${name} ${n}`).join(", ")]);
    }
    return rows;
  }

  return {thumb, small, card, base, split, facts};
})();
