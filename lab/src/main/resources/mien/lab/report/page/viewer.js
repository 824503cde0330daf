"use strict";
/* The viewer: all pictures of one kind of finding, over the whole window. Only the rows in sight exist, so it can hold any
   number. It is reached by the address "#view/KIND?filter=value"; the browser's way back leaves it.
   A kind is registered as Mien.kinds.set("flawed", {title, home, items, total, filters, min, height, draw, pictures, reasons,
   rest}); title, items and total may depend on the filters' values; rest names the file that has what the page leaves out. */
Mien.viewer = (() => {
  const {data, h, number, kinds} = Mien;
  let opened = false; // by this page, so that going back stays in it
  let current = null;

  const title = h("h2"), count = h("span.count", {role: "status"}), filters = h("div.filters"), pane = h("div.window", {tabindex: 0, autofocus: true});
  const dialog = h("dialog.viewer", {"aria-label": "Pictures"},
    h("header", {}, title, count, filters, h("button.close", {type: "button", "aria-label": "Close", onclick: () => dialog.close()}, "×")), pane);
  dialog.addEventListener("close", () => {
    current = null;
    pane.replaceChildren();
    if (!location.hash.startsWith("#view/")) return;
    if (opened) history.back(); else location.hash = kinds.get(kindOf(location.hash))?.home || "";
    opened = false;
  });
  document.body.append(dialog);

  const kindOf = hash => hash.slice("#view/".length).split("?")[0];
  const wanted = hash => new URLSearchParams(hash.split("?")[1] || "");

  function route() {
    const kind = location.hash.startsWith("#view/") ? kinds.get(kindOf(location.hash)) : null;
    if (!kind) { if (dialog.open) dialog.close(); return; }
    show(kind, wanted(location.hash));
  }

  window.addEventListener("hashchange", event => {
    if (location.hash.startsWith("#view/") && !dialog.open) opened = new URL(event.oldURL).pathname === location.pathname;
    route();
  });

  function show(kind, values) {
    title.textContent = typeof kind.title === "string" ? kind.title : kind.title(values);
    filters.replaceChildren(...kind.filters().map(filter => select(filter, values)));
    const known = kind.items(values), rest = kind.rest || "findings.csv";
    const items = known.filter(item => kind.filters().every(filter => {
      const value = values.get(filter.key);
      return value === null || String(filter.of(item)) === value;
    }));
    const all = values.size === 0 ? kind.total(values) : known.length === kind.total(values) ? items.length : null;
    count.textContent = all === items.length || all === null
      ? `${number(items.length)} ${items.length === 1 ? kind.one : kind.many}` + (all === null ? `, and more in ${rest}` : "")
      : `${number(items.length)} of ${number(all)} ${kind.many}; the others are in ${rest}`;
    if (!dialog.open) dialog.showModal();
    current = {kind, items};
    layout(true);
  }

  function select(filter, values) {
    const control = h("select", {onchange: () => {
      const next = new URLSearchParams(values);
      if (control.value === "") next.delete(filter.key); else next.set(filter.key, control.value);
      history.replaceState(null, "", `#view/${kindOf(location.hash)}${next.size ? "?" + next : ""}`);
      route();
    }}, filter.always ? null : h("option", {value: ""}, "all"), filter.options().map(([value, text]) =>
      h("option", {value, selected: (values.get(filter.key) ?? String(filter.always)) === String(value)}, text)));
    return h("label", {}, filter.title, control);
  }

  /** Changes what is in `place`; the focus stays at the picture that has it. */
  function keepingFocus(place, change) {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.picture : undefined;
    change();
    if (focused !== undefined) place.querySelector(`[data-picture="${focused}"]`)?.focus({preventScroll: true});
  }

  const size = () => `${pane.clientWidth} x ${pane.clientHeight}`;
  let laidOut = ""; // at this size

  /** Rows of equal height; those in sight and a few around are drawn. */
  function layout(top) {
    const {kind, items} = current;
    laidOut = size();
    if (items.length === 0) { pane.replaceChildren(h("p.empty", {}, "No such pictures.")); return; }
    const style = getComputedStyle(pane);
    const width = pane.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), gap = 12;
    const columns = Math.max(1, Math.floor((width + gap) / (Math.min(kind.min, width) + gap)));
    const row = kind.height((width - gap * (columns - 1)) / columns) + gap;
    const rows = Math.ceil(items.length / columns);
    const strip = h("div", {style: `grid-template-columns:repeat(${columns},minmax(0,1fr));grid-auto-rows:${row - gap}px;gap:${gap}px`});
    pane.replaceChildren(h("div.runway", {style: `height:${rows * row}px`}, strip));
    let from = -1, to = -1;
    const draw = () => {
      const first = Math.max(0, Math.floor(pane.scrollTop / row) - 3);
      const last = Math.min(rows, Math.ceil((pane.scrollTop + pane.clientHeight) / row) + 3);
      if (first === from && last === to) return;
      from = first; to = last;
      strip.style.transform = `translateY(${first * row}px)`;
      const cards = items.slice(first * columns, last * columns).map(item => kind.draw(item, () => pictures(kind, items)));
      keepingFocus(strip, () => strip.replaceChildren(...cards));
    };
    pane.onscroll = draw;
    if (top) pane.scrollTop = 0;
    draw();
  }

  new ResizeObserver(() => { if (current && laidOut !== size()) keepingFocus(pane, () => layout(false)); }).observe(pane);

  const pictures = (kind, items) => [...new Set(items.flatMap(kind.pictures))];

  /* One picture, large, with all that was found out about it. */
  const look = h("dialog.picture", {"aria-label": "Picture"});
  document.body.append(look);
  let steps = [], at = 0;
  look.addEventListener("keydown", event => {
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  });
  look.addEventListener("click", event => { if (event.target === look) look.close(); });

  function picture(i, list) {
    steps = list.length ? list : [i];
    at = Math.max(0, steps.indexOf(i));
    fill();
    if (!look.open) look.showModal();
  }

  function step(by) {
    if (at + by < 0 || at + by >= steps.length) return;
    at += by;
    const was = look.contains(document.activeElement) ? document.activeElement.dataset.step : null;
    fill();
    if (was) look.querySelector(`[data-step="${was}"]`)?.focus();
  }

  function fill() {
    const i = steps[at];
    const reasons = [...kinds.values()].flatMap(kind => kind.reasons ? kind.reasons(i) : []);
    look.replaceChildren(h("div", {},
      h("div.look", {}, Mien.pictures.about.over(i, Mien.pictures.thumb(i)), steps.length < 2 ? null : h("div.steps", {},
        h("button.button", {type: "button", "data-step": "-1", "aria-label": "Previous picture", onclick: () => step(-1)}, "←"),
        h("span", {}, `${number(at + 1)} of ${number(steps.length)}`),
        h("button.button", {type: "button", "data-step": "1", "aria-label": "Next picture", onclick: () => step(1)}, "→"))),
      h("div", {}, h("h2", {}, Mien.pictures.base(data.pictures.file[i])),
        h("dl", {}, Mien.pictures.about.facts(i).map(([term, text]) => [h("dt", {}, term), h("dd", {style: "overflow-wrap:anywhere"}, text)])),
        Mien.pictures.about.more(i), reasons.length ? h("ul.reasons", {}, reasons.map(reason => h("li", {}, reason))) : null)),
      h("button.close", {type: "button", "aria-label": "Close", onclick: () => look.close()}, "×"));
  }

  /** The first pictures of a kind, and the way to all of them. */
  function preview(name, most, items = kinds.get(name).items(), query = "") {
    const kind = kinds.get(name), shown = items.slice(0, most);
    const all = () => pictures(kind, items);
    return [h(kind.grid || "div.wall", {}, shown.map(item => kind.draw(item, all))),
      h("div.more", {}, items.length > shown.length
        ? h("a.button", {href: `#view/${name}${query}`}, `See all ${number(items.length)} ${kind.many}`) : null,
      query ? null : Mien.andMore({total: kind.total(), items}, items.length))];
  }

  /** The height of a card with so many lines, by its width. */
  const captioned = lines => side => side + 8 + 18 * lines;

  return {route, picture, preview, captioned};
})();
