"use strict";
/* What all pages share: the data, elements, numbers, sections. A page's own script calls Mien.section for each of its
   sections, and the page calls Mien.start at its end. */
const Mien = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const sections = new Map();
  const kinds = new Map();
  const format = new Intl.NumberFormat("en-US");

  /** An element: h("p.note", {title: "x"}, "text", child). Text is always text, never markup. */
  function h(tag, attributes = {}, ...children) {
    const [name, ...classes] = tag.split(".");
    const element = document.createElement(name);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (key.startsWith("--")) element.style.setProperty(key, value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
    return element;
  }

  const number = n => format.format(n);
  const count = (n, one, many = one + "s") => `${number(n)} ${n === 1 ? one : many}`;
  const percent = share => share === 0 ? "0" : share < .005 ? "<1" : String(Math.round(100 * share));

  /** A label's name behind a swatch of its colour. */
  function label(i) {
    if (i < 0) return h("span.label", {}, "no label");
    return h("span.label", {}, h("i.swatch", {"--c": data.labels[i].colour}), data.labels[i].name);
  }

  /** A figure that stands for itself: a count, or a value as text, and where it leads. */
  function tile({name, count: n, value, note, link, grave, range: within}) {
    return h(grave ? "a.tile.grave" : "a.tile", {href: "#" + link},
      h("b", {}, value ?? number(n)), h("span", {}, name), within ? range(within) : null, h("small", {}, note));
  }

  /** A value in [0, 1] on a line with its interval, and what it is to be compared with. */
  function range({at: [value, low, high], base}) {
    const place = share => `${(100 * share).toFixed(2)}%`;
    return h("span.range", {"aria-hidden": "true"}, h("i.between", {"--from": place(low), "--to": place(high)}),
      base === undefined || base === null ? null : h("i.base", {"--at": place(base)}), h("i.dot", {"--at": place(value)}));
  }

  /** One of several choices, as buttons. */
  function choice(title, names, chosen, choose) {
    const buttons = names.map((name, i) => h("button.option", {type: "button", "aria-pressed": String(i === chosen), onclick: () => {
      buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(k === i)));
      choose(i);
    }}, name));
    return h("div.choice", {role: "group", "aria-label": title}, buttons);
  }

  /** A table; columns are {title, numeric, file}; cells are texts or elements. */
  function table(columns, rows, caption) {
    const cls = column => column.numeric ? ".n" : column.file ? ".file" : "";
    return h("div.scroll", {tabindex: 0, role: "region", "aria-label": caption}, h("table", {},
      h("caption.hidden", {}, caption),
      h("thead", {}, h("tr", {}, columns.map(column => h("th" + cls(column), {scope: "col"}, column.title)))),
      h("tbody", {}, rows.map(row => h("tr", {}, row.map((cell, i) =>
        i === 0 ? h("th" + cls(columns[i]), {scope: "row"}, cell) : h("td" + cls(columns[i]), {}, cell)))))));
  }

  /** Says what is left out of `list`, {total, items}. */
  const andMore = (list, shown = list.items.length) => list.total > shown
    ? h("span.note", {style: "margin:0"}, `${number(list.total - shown)} more in findings.csv`) : null;

  function section(id, draw) { sections.set(id, draw); }

  /** Draws all sections; one that fails says so and does not take the others with it. */
  function start() {
    for (const [id, draw] of sections) {
      const body = document.querySelector(`#${id} > .body`);
      if (!body) continue;
      try {
        draw(body, data);
      } catch (error) {
        console.error(error);
        body.append(h("p.callout.grave", {}, `This part of the page could not be drawn (${error.message}). Please report it.`));
      }
    }
    Mien.viewer.route();
    follow();
  }

  /** Marks the section in view in the navigation. */
  function follow() {
    const links = new Map([...document.querySelectorAll("body > nav a")].map(a => [a.hash.slice(1), a]));
    const mark = id => links.forEach((a, key) => {
      if (key !== id) return a.removeAttribute("aria-current");
      a.setAttribute("aria-current", "true");
      const list = a.closest("ul");
      if (a.offsetLeft < list.scrollLeft || a.offsetLeft + a.offsetWidth > list.scrollLeft + list.clientWidth) {
        list.scrollLeft = a.offsetLeft - 24;
      }
    });
    const observer = new IntersectionObserver(entries => entries.forEach(entry => {
      if (entry.isIntersecting) mark(entry.target.id);
    }), {rootMargin: "-15% 0px -75% 0px"});
    document.querySelectorAll("main > section").forEach(element => observer.observe(element));
  }

  return {data, kinds, h, number, count, percent, label, tile, choice, table, andMore, section, start};
})();
