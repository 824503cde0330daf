"use strict";
/* Charts: SVG by d3, drawn anew when their width changes; text keeps its size. Colours are variables of the style sheet,
   so that they follow dark mode and print. */
Mien.charts = (() => {
  const {data, h, number, percent} = Mien;

  /** A figure whose drawing is `draw(svg, width)`, which returns the height. */
  function figure(title, unit, draw, ...before) {
    const place = h("div.plot");
    const element = h("figure", {}, h("figcaption", {}, title, unit ? h("small", {}, unit) : null), ...before, place);
    let drawn = 0;
    const redraw = width => {
      if (!width || Math.abs(width - drawn) < 1) return;
      drawn = width;
      const svg = d3.create("svg").attr("role", "img").attr("aria-label", title);
      const height = draw(svg, width);
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("preserveAspectRatio", "xMinYMin");
      place.replaceChildren(svg.node());
    };
    new ResizeObserver(entries => requestAnimationFrame(() => redraw(Math.floor(entries[0].contentRect.width)))).observe(place);
    return element;
  }

  const shade = (k, n) => n < 2 ? 100 : Math.round(100 - 78 * k / (n - 1));
  const mixed = (colour, k, n) => `color-mix(in srgb, ${colour} ${shade(k, n)}%, var(--card))`;
  const room = (names, width) => Math.min(width * .34, 16 + 7.1 * Math.max(4, ...names.map(name => name.length)));
  const short = (name, pixels) => name.length * 7.1 > pixels ? name.slice(0, Math.max(3, Math.floor(pixels / 7.1) - 1)) + "…" : name;

  function labelled(svg, rows, y, left) {
    svg.append("g").selectAll("text").data(rows).join("text").attr("x", 0).attr("dy", ".35em")
      .attr("y", (_, i) => y(i) + y.bandwidth() / 2).text(row => short(row.name, left - 6))
      .append("title").text(row => row.name);
  }

  function axis(svg, scale, top, bottom, ticks, format) {
    const g = svg.append("g").attr("class", "grid soft").attr("transform", `translate(0,${bottom})`)
      .call(d3.axisBottom(scale).ticks(ticks).tickFormat(format || null).tickSize(top - bottom).tickPadding(6));
    g.selectAll("text").attr("font-family", "inherit").attr("font-size", 12);
    g.lower();
  }

  /** Keys of splits: tints of grey as bars use them of their colours. */
  function tints(names) {
    return h("ul.legend", {}, names.map((name, k) =>
      h("li", {}, h("i.swatch", {"--c": mixed("var(--soft)", k, names.length)}), name)));
  }

  /** Horizontal bars, one a class, stacked by parts. rows: [{name, colour, values}] */
  function stacked(title, unit, parts, rows) {
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), right = 58, height = 30 * rows.length;
      const most = d3.max(rows, row => d3.sum(row.values));
      const x = d3.scaleLinear([0, most || 1], [left, width - right]);
      const y = d3.scaleBand(d3.range(rows.length), [0, height]).padding(.3);
      labelled(svg, rows, y, left);
      const row = svg.append("g").selectAll("g").data(rows).join("g").attr("transform", (_, i) => `translate(0,${y(i)})`)
        .style("--c", row => row.colour);
      row.each(function (d) {
        let from = 0;
        d.values.forEach((value, k) => {
          d3.select(this).append("rect").attr("class", "fill").attr("x", x(from)).attr("height", y.bandwidth())
            .attr("width", Math.max(value ? 1 : 0, x(from + value) - x(from))).style("fill", mixed("var(--c)", k, parts.length))
            .append("title").text(`${d.name}, ${parts[k]}: ${number(value)}`);
          from += value;
        });
        d3.select(this).append("text").attr("x", x(from) + 7).attr("y", y.bandwidth() / 2)
          .attr("dy", ".35em").text(number(from));
      });
      return height;
    }, parts.length > 1 ? tints(parts) : null);
  }

  /** Two bars a class, one above the other. rows: [{name, colour, before, after}] */
  function paired(title, unit, rows) {
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), right = 118, height = 34 * rows.length;
      const x = d3.scaleLinear([0, d3.max(rows, row => Math.max(row.before, row.after)) || 1], [left, width - right]);
      const y = d3.scaleBand(d3.range(rows.length), [0, height]).padding(.28);
      labelled(svg, rows, y, left);
      const g = svg.append("g").selectAll("g").data(rows).join("g").attr("transform", (_, i) => `translate(0,${y(i)})`)
        .style("--c", row => row.colour);
      const bar = (key, from, fill) => g.append("rect").attr("class", "fill").attr("x", left).attr("y", from * y.bandwidth())
        .attr("width", row => x(row[key]) - left).attr("height", y.bandwidth() / 2).style("fill", fill);
      bar("before", 0, mixed("var(--c)", 1, 2));
      bar("after", .5, "var(--c)");
      g.append("text").attr("x", row => x(Math.max(row.before, row.after)) + 7).attr("y", y.bandwidth() / 2).attr("dy", ".35em")
        .text(row => row.before === row.after ? number(row.after) : `${number(row.before)} → ${number(row.after)}`);
      return height;
    });
  }

  const shapes = [d3.symbolCircle, d3.symbolSquare, d3.symbolTriangle, d3.symbolDiamond];

  /** The share of each class in each part: a mark a part, told apart by shape. */
  function shares(title, unit, parts, rows) {
    const sums = parts.map((_, k) => d3.sum(rows, row => row.values[k]) || 1);
    const symbol = k => d3.symbol(shapes[k % shapes.length], 58)();
    const mark = k => { const svg = d3.create("svg").attr("viewBox", "-6 -6 12 12");
      svg.append("path").attr("d", symbol(k)).attr("fill", k ? "var(--card)" : "var(--soft)").attr("stroke", "var(--soft)").attr("stroke-width", 1.5);
      return svg.node(); };
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), height = 30 * rows.length;
      const y = d3.scaleBand(d3.range(rows.length), [0, height]).padding(.3);
      const most = d3.max(rows, row => d3.max(row.values, (value, k) => value / sums[k]));
      const x = d3.scaleLinear([0, most], [left, width - 16]).nice();
      labelled(svg, rows, y, left);
      axis(svg, x, 0, height, Math.max(3, width / 110), share => percent(share) + " %");
      rows.forEach((row, i) => {
        const at = row.values.map((value, k) => x(value / sums[k])), middle = y(i) + y.bandwidth() / 2;
        svg.append("line").attr("x1", d3.min(at)).attr("x2", d3.max(at)).attr("y1", middle).attr("y2", middle)
          .attr("stroke", "var(--soft)");
        d3.range(parts.length).reverse().forEach(k => svg.append("path").attr("d", symbol(k))
          .attr("transform", `translate(${at[k]},${middle})`).style("--c", k ? "var(--card)" : row.colour).attr("fill", "var(--c)")
          .attr("stroke", k ? "var(--ink)" : `color-mix(in srgb, ${row.colour}, var(--edge) 42%)`).attr("stroke-width", 1.5)
          .append("title").text(`${row.name}, ${parts[k]}: ${(100 * row.values[k] / sums[k]).toFixed(1)} %`));
      });
      return height + 28;
    }, h("ul.legend", {}, parts.map((name, k) => h("li", {}, mark(k), name))));
  }

  /** marks: [[value, text]] */
  function histogram(title, unit, edges, counts, marks = []) {
    return figure(title, unit, (svg, width) => {
      const height = 150, top = marks.length ? 20 : 6, last = edges.length - 1;
      const grows = last > 1 && edges[last] - edges[last - 1] > 1.6 * (edges[1] - edges[0]);
      const x = (grows ? d3.scaleLog : d3.scaleLinear)([edges[0], edges[last]], [4, width - 10]);
      const y = d3.scaleLinear([0, d3.max(counts) || 1], [height, top]);
      svg.append("g").selectAll("rect").data(counts).join("rect").attr("class", "bar")
        .attr("x", (_, i) => x(edges[i]) + .5).attr("width", (_, i) => Math.max(1, x(edges[i + 1]) - x(edges[i]) - 1))
        .attr("y", d => d ? Math.min(y(d), height - 1.5) : height).attr("height", d => d ? Math.max(1.5, height - y(d)) : 0)
        .append("title").text((d, i) => `${trim(edges[i])} to ${trim(edges[i + 1])}: ${number(d)}`);
      svg.append("line").attr("x1", 0).attr("x2", width).attr("y1", height + .5).attr("y2", height + .5).attr("stroke", "var(--soft)");
      const g = svg.append("g").attr("class", "soft").attr("transform", `translate(0,${height})`);
      const ticks = grows ? sparse(edges, Math.max(3, Math.floor(width / 62))) : x.ticks(Math.max(3, Math.floor(width / 70)));
      ticks.forEach(tick => g.append("text").attr("x", x(tick)).attr("y", 18).attr("font-size", 12)
        .attr("text-anchor", x(tick) < 12 ? "start" : x(tick) > width - 16 ? "end" : "middle").text(trim(tick)));
      marks.filter(([at]) => at >= edges[0] && at <= edges[last]).forEach(([at, text]) => {
        svg.append("line").attr("x1", x(at)).attr("x2", x(at)).attr("y1", top - 4).attr("y2", height).attr("stroke", "var(--alert)")
          .attr("stroke-width", 1.5).attr("stroke-dasharray", "4 3");
        svg.append("text").attr("x", x(at)).attr("y", top - 8).attr("font-size", 12).style("fill", "var(--alert)")
          .attr("text-anchor", x(at) > width / 2 ? "end" : "start").text(text);
      });
      return height + 24;
    });
  }

  const sparse = (edges, n) => edges.filter((_, i) => i % Math.ceil(edges.length / n) === 0);
  const trim = value => Math.abs(value) >= 100 ? number(Math.round(value)) : String(+value.toPrecision(3));

  /** For each class the middle half (thick), nine tenths (thin) and the median of a measure.
      rows: [{name, colour, at: [5 %, 25 %, 50 %, 75 %, 95 %]}] */
  function ranges(title, unit, rows) {
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), height = 26 * rows.length;
      const y = d3.scaleBand(d3.range(rows.length), [0, height]).padding(.35);
      const x = d3.scaleLinear([Math.min(0, d3.min(rows, row => row.at[0])), d3.max(rows, row => row.at[4]) || 1], [left, width - 16]).nice();
      labelled(svg, rows, y, left);
      axis(svg, x, 0, height, Math.max(3, width / 110));
      const g = svg.append("g").selectAll("g").data(rows).join("g").attr("transform", (_, i) => `translate(0,${y(i) + y.bandwidth() / 2})`)
        .style("--c", row => row.colour);
      g.append("line").attr("x1", row => x(row.at[0])).attr("x2", row => x(row.at[4])).attr("stroke", "var(--soft)");
      g.append("rect").attr("class", "fill").attr("rx", 3).attr("x", row => x(row.at[1])).attr("y", -y.bandwidth() / 2)
        .attr("width", row => Math.max(3, x(row.at[3]) - x(row.at[1]))).attr("height", y.bandwidth());
      g.append("line").attr("x1", row => x(row.at[2])).attr("x2", row => x(row.at[2])).attr("y1", -y.bandwidth() / 2 - 2)
        .attr("y2", y.bandwidth() / 2 + 2).attr("stroke", "var(--ink)").attr("stroke-width", 2);
      g.append("title").text(row => `${row.name}: median ${trim(row.at[2])}, half of them ${trim(row.at[1])} to ${trim(row.at[3])}`);
      return height + 28;
    });
  }

  /** Bars of shares in [0, 1], one a class. rows: [{name, colour, share}] */
  function fractions(title, unit, rows) {
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), height = 26 * rows.length;
      const y = d3.scaleBand(d3.range(rows.length), [0, height]).padding(.3);
      const x = d3.scaleLinear([0, 1], [left, width - 50]);
      labelled(svg, rows, y, left);
      const g = svg.append("g").selectAll("g").data(rows).join("g").attr("transform", (_, i) => `translate(0,${y(i)})`)
        .style("--c", row => row.colour);
      g.append("rect").attr("class", "fill").attr("x", left).attr("width", row => Math.max(1, x(row.share) - left)).attr("height", y.bandwidth());
      g.append("text").attr("x", row => x(row.share) + 7).attr("y", y.bandwidth() / 2).attr("dy", ".35em").text(row => percent(row.share) + " %");
      return height;
    });
  }

  /** Estimates with their intervals, one row each. rows: [{name, colour, at: [value, low, high] or null, note}];
      base: {at, text}, a line to compare with; percent: whether the values are shares. */
  function intervals(title, unit, rows, {domain, base, percent: shares = true} = {}) {
    const told = value => shares ? (100 * value).toFixed(1) : trim(value);
    return figure(title, unit, (svg, width) => {
      const left = room(rows.map(row => row.name), width), right = 52, top = base ? 20 : 4, height = top + 28 * rows.length;
      const known = rows.filter(row => row.at);
      const x = d3.scaleLinear(domain || [Math.min(base ? base.at : Infinity, d3.min(known, row => row.at[1]) ?? 0),
        d3.max(known, row => row.at[2]) ?? 1], [left + 6, width - right]);
      if (!domain) x.nice();
      const y = d3.scaleBand(d3.range(rows.length), [top, height]).padding(.35);
      labelled(svg, rows, y, left);
      axis(svg, x, top, height, Math.max(3, width / 110), value => shares ? Math.round(100 * value) + " %" : trim(value));
      if (base) {
        svg.append("line").attr("class", "mark").attr("x1", x(base.at)).attr("x2", x(base.at)).attr("y1", top - 4).attr("y2", height).style("stroke", "var(--soft)");
        svg.append("text").attr("class", "soft").attr("x", x(base.at)).attr("y", top - 8).attr("font-size", 12)
          .attr("text-anchor", x(base.at) > width * .6 ? "end" : "start").text(base.text);
      }
      const g = svg.append("g").selectAll("g").data(rows.map((row, i) => ({...row, i})).filter(row => row.at)).join("g")
        .attr("transform", row => `translate(0,${y(row.i) + y.bandwidth() / 2})`).style("--c", row => row.colour);
      g.append("line").attr("class", "whisker").attr("x1", row => x(row.at[1])).attr("x2", row => x(row.at[2]));
      for (const end of [1, 2]) g.append("line").attr("class", "whisker").attr("x1", row => x(row.at[end])).attr("x2", row => x(row.at[end])).attr("y1", -4).attr("y2", 4);
      g.append("circle").attr("class", "fill").attr("cx", row => x(row.at[0])).attr("r", 5.5);
      g.append("text").attr("x", width).attr("dy", ".35em").attr("text-anchor", "end").text(row => told(row.at[0]));
      g.append("title").text(row => `${row.name}: ${told(row.at[0])}, interval ${told(row.at[1])} to ${told(row.at[2])}` + (row.note ? `, ${row.note}` : ""));
      return height + 28;
    });
  }

  /** A heat map as a table. cell(row, column) gives {text, share, href, title} or null. */
  function matrix(caption, corner, rows, columns, cell) {
    return h("div.scroll", {tabindex: 0, role: "region", "aria-label": caption}, h("table.matrix", {},
      h("caption.hidden", {}, caption),
      h("thead", {}, h("tr", {}, h("th", {}, corner), columns.map(name => h("th", {scope: "col"}, h("span", {}, name))))),
      h("tbody", {}, rows.map((name, i) => h("tr", {}, h("th", {scope: "row"}, name), columns.map((_, j) => {
        const {text, share, href, title} = cell(i, j) || {text: "", share: 0};
        return h("td", {}, h((href ? "a" : "span") + (share > .6 ? ".strong" : ""), {href, title, "--share": share}, text));
      }))))));
  }

  return {figure, stacked, paired, shares, histogram, ranges, fractions, intervals, matrix};
})();
