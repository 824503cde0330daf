"use strict";
/* The sections of an audit. The forms of the lists are described where they are written: FindingsData, NumbersData. */
{
  const {data, h, number, count, percent, label, tile, table, andMore, section, kinds, charts, pictures} = Mien;
  const {preview, captioned} = Mien.viewer;
  const name = i => data.labels[i].name;
  const GRAVE = new Set(["Leaks between splits", "Conflicting copies", "Suspected labels"]);
  const all = data.pictures;

  /** The name of a picture's split; empty if the data has none. */
  const split = i => data.splits[all.split[i]] === "none" ? "" : data.splits[all.split[i]];

  pictures.about.facts = i => {
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
  };

  data.copies.items.sort((a, b) => (b[1] + b[2]) - (a[1] + a[2]) || b[2] - a[2]); // the gravest first

  const options = (list, of) => [...new Set(list.map(of))].sort((a, b) => a - b);

  kinds.set("suspects", {
    title: "Suspected labels", one: "picture", many: "pictures", home: "suspects", min: 108, height: captioned(3), grid: "div.wall",
    items: () => data.suspects.items, total: () => data.suspects.total, pictures: item => [item[0]],
    filters: () => [
      {key: "given", title: "given", of: item => item[1], options: () => options(data.suspects.items, item => item[1]).map(i => [i, name(i)])},
      {key: "suggested", title: "looks like", of: item => item[2], options: () => options(data.suspects.items, item => item[2]).map(i => [i, name(i)])}],
    draw: ([i, given, suggested, confidence, reason], list) => pictures.card(i,
      [label(given), h("b", {}, h("span.hidden", {}, "looks like "), h("i.arrow", {"aria-hidden": "true"}, "→ "), label(suggested))], list,
      h("div.meter", {title: reason}, h("i", {style: `width:${Math.round(100 * Math.max(.03, (confidence + 1) / 2))}%`}))),
    reasons: i => data.suspects.items.filter(item => item[0] === i).map(item => `Labelled ${name(item[1])}, looks like ${name(item[2])}: ${item[4]}`),
  });

  const yes = [["1", "only"], ["0", "none"]];
  kinds.set("copies", {
    title: "Copies", one: "group", many: "groups", home: "copies", min: 276, height: () => 174, grid: "div.groups",
    items: () => data.copies.items, total: () => data.copies.total, pictures: item => item[4],
    filters: () => [
      {key: "exact", title: "kind", of: item => item[0], options: () => [["1", "exact"], ["0", "near"]]},
      {key: "leak", title: "leaks", of: item => item[1], options: () => yes},
      {key: "conflict", title: "conflicts", of: item => item[2], options: () => yes}],
    draw: ([exact, leak, conflict, size, members], list) => h("section.group", {},
      h("h3", {}, `${number(size)} ${exact ? "exact" : "near"} copies`,
        leak ? h("span.badge", {}, "leak") : null, conflict ? h("span.badge", {}, "conflict") : null),
      h("div.strip", {}, members.map(i => pictures.card(i, [label(data.pictures.label[i]),
        h("span.soft", {}, split(i) || `${data.pictures.width[i]} × ${data.pictures.height[i]}`)], list)),
      size > members.length ? h("span.note", {}, `and ${number(size - members.length)} more`) : null)),
    reasons: i => data.copies.items.filter(item => item[4].includes(i)).map(([exact, leak, conflict, size]) =>
      `One of ${size} ${exact ? "exact" : "near"} copies` + (conflict ? ", under different labels" : "") + (leak ? ", in different splits" : "")),
  });

  for (const [kind, title] of [["flawed", "Flawed pictures"], ["faces", "Faces"]]) {
    kinds.set(kind, {
      title, one: "picture", many: "pictures", home: kind, min: 108, height: captioned(2), grid: "div.wall",
      items: () => data[kind].items, total: () => data[kind].total, pictures: item => [item[0]],
      filters: () => [{key: "kind", title: "kind", of: item => item[1],
        options: () => Object.keys(data[kind].totals).map(word => [word, kindName(kind, word)])}],
      draw: ([i, word], list) => pictures.card(i, [label(data.pictures.label[i]), h("span.soft", {}, kindName(kind, word))], list),
      reasons: i => data[kind].items.filter(item => item[0] === i).map(item => capital(item[2])),
    });
    section(kind, body => {
      body.append(h("div.chips", {}, Object.entries(data[kind].totals).map(([word, n]) =>
        h("a.chip", {href: `#view/${kind}?kind=${encodeURIComponent(word)}`}, `${capital(kindName(kind, word))} `, h("b", {}, number(n))))));
      const seen = {}, few = Math.max(4, Math.floor(24 / Object.keys(data[kind].totals).length));
      const some = data[kind].items.filter(item => (seen[item[1]] = (seen[item[1]] || 0) + 1) <= few);
      const [wall] = preview(kind, 24, some);
      const all = data[kind].items.length;
      body.append(wall, h("div.more", {}, all > some.length ? h("a.button", {href: `#view/${kind}`}, `See all ${number(all)} pictures`) : null, andMore(data[kind])));
    });
  }

  const FACES = {none: "no face", several: "several faces", "cut off": "face cut off", tiny: "tiny face"};
  const FLAWS = {small: "too small", dark: "too dark", bright: "too bright"};
  const kindName = (kind, word) => (kind === "faces" ? FACES : FLAWS)[word] || word;
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

  kinds.set("gallery", {
    title: "Examples", one: "picture", many: "pictures", home: "gallery", min: 108, height: captioned(1), grid: "div.wall",
    items: () => data.gallery.flatMap(([i, , some]) => some.map(picture => [picture, i])), pictures: item => [item[0]],
    total: () => d3.sum(data.gallery, ([, , some]) => some.length),
    filters: () => [{key: "label", title: "label", of: item => item[1], options: () => data.gallery.map(([i]) => [i, name(i)])}],
    draw: ([i, of], list) => pictures.card(i, [label(of)], list),
  });

  section("findings", body => {
    const found = data.tiles.filter(({count}) => count > 0);
    body.append(found.length
      ? h("div.tiles", {}, found.map(one => tile({...one, grave: GRAVE.has(one.name)})))
      : h("p", {}, "Nothing was found."));
    const words = list => list.map(({name}) => name.toLowerCase()).join(", ");
    const none = data.tiles.filter(({count}) => count === 0), unasked = data.tiles.filter(({count}) => count < 0);
    if (none.length && found.length) body.append(h("p.note", {}, `Looked for and not found: ${words(none)}.`));
    if (unasked.length) body.append(h("p.note", {}, `Not looked for: ${words(unasked)}.`));
  });

  const rowsOf = counts => counts.rows.map(([i, ...values]) => ({name: name(i), colour: data.labels[i].colour, values}));

  section("classes", body => {
    const {counts} = data, rows = rowsOf(counts);
    const all = h("div.charts", {}, charts.stacked("Pictures", counts.splits.length > 1 ? "by split" : "", counts.splits, rows));
    if (counts.splits.length > 1) all.append(charts.shares("Share of each split", "far apart: the splits differ", counts.splits, rows));
    body.append(all);
    if (counts.imbalance > 1.05) {
      body.append(h("p.note", {}, `For each picture of the rarest class there are ${counts.imbalance < 10 ? counts.imbalance.toFixed(1) : number(Math.round(counts.imbalance))} of the commonest.`
        + (counts.sources.length > 1 ? ` Labels come from: ${counts.sources.map(([source, n]) => `${source} (${number(n)})`).join(", ")}.` : "")));
    }
    body.append(h("details", {}, h("summary", {}, "As a table"), table(
      [{title: "Class"}, ...counts.splits.map(title => ({title, numeric: true})), {title: "All", numeric: true}],
      counts.rows.map(([i, ...values]) => [label(i), ...values.map(number), number(d3.sum(values))]), "Pictures by class and split")));
  });

  section("before", body => {
    const then = new Map(data.before.counts.rows.map(([i, ...values]) => [i, d3.sum(values)]));
    const now = new Map(data.counts.rows.map(([i, ...values]) => [i, d3.sum(values)]));
    const change = (a, b) => a < 0 || b < 0 ? "" : b === a ? "±0" : (b > a ? "+" : "−") + number(Math.abs(b - a));
    const told = n => n < 0 ? "not checked" : number(n);
    const line = (title, a, b) => [title, told(a), told(b), change(a, b)];
    const columns = title => [{title}, {title: "Before", numeric: true}, {title: "After", numeric: true}, {title: "Change", numeric: true}];
    const labels = [...new Set([...then.keys(), ...now.keys()])];
    const was = new Map(data.before.tiles.map(({name, count}) => [name, count]));
    const found = data.tiles.filter(({name, count}) => count > 0 || was.get(name) > 0).filter(({count}) => count >= 0);
    const rows = labels.map(i => ({name: name(i), colour: data.labels[i].colour, before: then.get(i) || 0, after: now.get(i) || 0}));
    body.append(h("div.charts", {},
      h("div", {}, charts.paired("Pictures", "pale: before", rows), h("details", {}, h("summary", {}, "As a table"), table(columns("Class"),
        [...labels.map(i => line(label(i), then.get(i) || 0, now.get(i) || 0)), line("All", d3.sum(then.values()), d3.sum(now.values()))], "Pictures before and after"))),
      h("figure", {}, h("figcaption", {}, "Findings"), table(columns("Kind"),
        found.map(({name, count}) => line(name, was.get(name) ?? 0, count)), "Findings before and after"))));
  });

  section("gallery", body => body.append(h("div.gallery", {}, data.gallery.map(([i, total, some]) => h("section", {},
    h("h3", {}, label(i), h("small", {}, count(total, "picture"))),
    h("div.faces", {}, some.slice(0, 16).map(picture => pictures.card(picture, [], () => some))))))));

  section("suspects", body => {
    const items = data.suspects.items, pairs = d3.rollup(items, list => list.length, item => item[1], item => item[2]);
    const given = [...new Set(items.map(item => item[1]))].sort((a, b) => a - b), looks = [...new Set(items.map(item => item[2]))].sort((a, b) => a - b);
    const most = d3.max(pairs.values(), row => d3.max(row.values()));
    body.append(...preview("suspects", 24));
    if (given.length * looks.length > 1) {
      body.append(h("figure", {style: "margin-top:1.75rem"}, h("figcaption", {}, "Which labels are taken for which", h("small", {}, "each count opens its pictures")),
        charts.matrix("Suspects by given label and what they look like", "given ↓ looks like →", given.map(label), looks.map(name), (r, c) => {
          const n = pairs.get(given[r])?.get(looks[c]);
          return n ? {text: number(n), share: n / most, href: `#view/suspects?given=${given[r]}&suggested=${looks[c]}`,
            title: `${name(given[r])} that look like ${name(looks[c])}: ${number(n)}`} : null;
        })));
    }
  });

  section("copies", body => {
    const items = data.copies.items, number_of = test => items.filter(test).length;
    const chips = [["Exact", "exact=1", data.copies.totals.exact], ["Near", "exact=0", data.copies.totals.near],
      ["Leaks", "leak=1", data.tiles[0].count], ["Conflicts", "conflict=1", data.tiles[1].count]];
    body.append(h("div.chips", {}, chips.filter(([, , n]) => n > 0).map(([title, query, n]) =>
      h("a.chip", {href: "#view/copies?" + query}, title + " ", h("b", {}, number(n))))), ...preview("copies", 12));
  });

  section("shortcuts", body => body.append(h("div.charts", {}, data.shortcuts.map(found => {
    const title = capital(found.property), unit = `alone it tells classes apart: ${percent(found.strength)} %`;
    const rows = (found.quantiles || found.shares || []).map(([i, ...at]) => ({name: name(i), colour: data.labels[i].colour, at, share: at[0]}));
    const drawn = found.quantiles ? charts.ranges(title, found.measure, rows) : found.shares ? charts.fractions(title, found.measure, rows)
      : h("figure", {}, h("figcaption", {}, title));
    drawn.append(h("p.note", {}, `${capital(found.reason)}. Strength ${found.strength.toFixed(2)} of 1.`.replace("..", ".")));
    return drawn;
  }))));

  section("unreadable", body => {
    const {items} = data.unreadable;
    const list = some => table([{title: "File", file: true}, {title: "Why"}], some, "Unreadable pictures");
    body.append(list(items.slice(0, 12)), rest(items.slice(12), list), h("div.more", {}, andMore(data.unreadable)));
  });

  /** What a list would make the page too long with, unfolded on request. */
  function rest(items, list) {
    if (!items.length) return "";
    const details = h("details", {}, h("summary", {}, `${number(items.length)} more`));
    details.addEventListener("toggle", () => { if (details.children.length === 1) details.append(list(items)); });
    return details;
  }

  section("entries", body => {
    for (const [kind, total] of Object.entries(data.entries.totals)) {
      const items = data.entries.items.filter(item => item[0] === kind).map(([, where, what]) => [where, what]);
      const list = some => table([{title: "Where", file: true}, {title: "What"}], some, capital(kind));
      body.append(h("section", {style: "margin-bottom:1.5rem"}, h("h3", {}, `${capital(kind)} `, h("small.count", {style: "font-weight:400;color:var(--soft)"}, number(total))),
        list(items.slice(0, 6)), rest(items.slice(6), list), h("div.more", {style: "margin-top:.4rem"}, andMore({total, items}))));
    }
  });

  section("forms", body => {
    const {forms} = data, [w, height] = forms.ranges;
    const share = n => n === forms.pictures ? "all" : percent(n / forms.pictures) + " %";
    const facts = [forms.shapes === 1 ? `All pictures are ${forms.sizes[0][0].replace("x", "×")} pixels.`
      : `Widths from ${w[0]} to ${w[2]} pixels (median ${w[1]}), heights from ${height[0]} to ${height[2]} (median ${height[1]}); ${count(forms.shapes, "different size")}, the commonest ${forms.sizes.slice(0, 3).map(([size, n]) => `${size.replace("x", "×")} (${share(n)})`).join(", ")}.`,
    `Formats: ${forms.formats.map(([format, n]) => `${format} (${share(n)})`).join(", ")}.`,
    forms.coloured === 0 ? "All are grey." : forms.coloured === forms.pictures ? "All are in colour." : `In colour: ${share(forms.coloured)}, ${number(forms.coloured)} pictures.`];
    body.append(h("p", {style: "max-width:44rem;margin-bottom:1.5rem"}, facts.join(" ")),
      h("div.charts.small", {}, forms.histograms.filter(({counts}) => counts.length).map(({title, unit, edges, counts, marks}) => charts.histogram(title, unit, edges, counts, marks))));
  });

  section("taggers", body => {
    const {labels, shares, pictures: voted} = data.taggers;
    body.append(charts.matrix("Confusion of taggers", "one says ↓ others say →", labels, labels, (a, b) => shares[a][b] < .005 ? null
      : {text: percent(shares[a][b]), share: shares[a][b], title: `Where one says ${labels[a]}, ${(100 * shares[a][b]).toFixed(1)} % of the others say ${labels[b]}`}),
    h("p.note", {}, `In per cent of the votes of the others, over ${count(voted, "picture")} with votes.`));
  });

  document.querySelectorAll("body > nav a").forEach(a => {
    const list = data[a.hash.slice(1)];
    if (list && list.total) a.append(h("span", {style: "color:var(--soft)"}, " " + number(list.total)));
  });
}
