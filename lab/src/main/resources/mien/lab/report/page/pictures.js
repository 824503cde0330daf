"use strict";
/* Pictures: thumbnails out of sheets, cards, walls. Pictures are numbered as in data.pictures. */
Mien.pictures = (() => {
  const {data, h, label} = Mien;
  const all = data.pictures, main = data.thumbnails || {sizes: [], sheets: []};
  const rules = new CSSStyleSheet();
  const ready = new Set();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];

  /** The class of a sheet; the sheet is made a picture when first asked for. */
  function sheet(thumbs, i) {
    const name = `sheet-${thumbs === main ? "" : "other-"}${i}`;
    if (!ready.has(name)) {
      const text = thumbs.sheets[i];
      const bytes = Uint8Array.from(atob(text.slice(text.indexOf(",") + 1)), c => c.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], {type: text.slice(5, text.indexOf(";"))}));
      rules.insertRule(`.${name} { background-image: url("${url}"); }`);
      thumbs.sheets[i] = "";
      ready.add(name);
    }
    return name;
  }

  /** The thumbnail of a picture. */
  const thumb = i => small(all.thumbnail ? all.thumbnail[i] : i, (all.label[i] < 0 ? "" : data.labels[all.label[i]].name + ", ") + all.file[i]);

  /** A thumbnail that fills a square frame as far as its shape allows, at any size. */
  function small(at, name, thumbs = main) {
    const w = thumbs.sizes[2 * at], height = thumbs.sizes[2 * at + 1];
    if (!w) return h("span.frame", {role: "img", "aria-label": name});
    const on = Math.floor(at / thumbs.perSheet), place = at % thumbs.perSheet;
    const count = Math.min(thumbs.perSheet, thumbs.sizes.length / 2 - on * thumbs.perSheet);
    const across = Math.min(thumbs.columns, count) * thumbs.cell, down = Math.ceil(count / thumbs.columns) * thumbs.cell;
    const x = place % thumbs.columns * thumbs.cell, y = Math.floor(place / thumbs.columns) * thumbs.cell;
    const element = h("span.thumb." + sheet(thumbs, on), {role: "img", "aria-label": name});
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
      onclick: () => Mien.viewer.picture(i, list())}, about.over(i, thumb(i)), extra || null, lines.map(line => h("span", {}, line)));
  }

  const base = file => file.slice(file.lastIndexOf("/") + 1);

  /** What a picture is shown large with; a page's own script may replace each: what is known of it, as [term, description];
      more elements below; the thumbnail with something over it. */
  const about = {
    facts: i => [["File", all.file[i]], ["Label", label(all.label[i])]],
    more: () => [],
    over: (_, thumb) => thumb,
  };

  return {thumb, small, card, base, about};
})();
