"use strict";
/* Line charts: lines over two axes, with spans and marks, and what the lines are worth where one points. Lines of pale
   colours are told from the ground by an edge of their own. */
Mien.lines = (() => {
  const {h, number} = Mien;
  const {figure} = Mien.charts;
  const value = n => n === 0 ? "0" : Math.abs(n) >= 100 ? number(Math.round(n)) : String(+n.toPrecision(3));

  /** The key of lines; pointing at a name brings its line out, pressing it keeps it so. */
  function keys(series, bring) {
    let kept = null;
    const buttons = series.map(s => h("button.key", {type: "button", "aria-pressed": "false",
      onpointerenter: () => bring(s.name), onpointerleave: () => bring(kept),
      onclick: () => {
        kept = kept === s.name ? null : s.name;
        buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(series[i].name === kept)));
        bring(kept);
      }}, sample(s), s.name, s.note ? h("small", {}, s.note) : null));
    return h("ul.legend", {}, buttons.map(button => h("li", {}, button)));
  }

  function sample(s) {
    const svg = d3.create("svg").attr("viewBox", "0 0 22 10").attr("class", "sample").attr("aria-hidden", "true").style("--c", s.colour);
    stroke(svg, "M1,5H21", s);
    return svg.node();
  }

  function stroke(g, path, {dash, wide, faint}) {
    if (!faint) g.append("path").attr("class", "casing").attr("d", path).attr("stroke-dasharray", dash || null)
      .attr("stroke-width", (wide || 2) + 1.4);
    g.append("path").attr("class", faint ? "line faint" : "line").attr("d", path).attr("stroke-dasharray", dash || null)
      .attr("stroke-width", faint ? 1.2 : wide || 2);
  }

  const range = (values, room) => {
    const [low, high] = d3.extent(values);
    if (low === undefined) return [0, 1];
    return low === high ? [low - (Math.abs(low) || 1) * .05, high + (Math.abs(high) || 1) * .05] : [low - room * (high - low), high + room * (high - low)];
  };

  /** series: [{name, colour, points: [[x, y]], dash, wide, faint, note}]; a point without y makes a gap.
      x, y: {title, domain, format, whole, floor}; spans: [{from, to, text}]; marks: [{x, y, text, tone}]; diagonal: a line from
      corner to corner; keyed: false leaves the key out. */
  function lines(title, unit, series, {x = {}, y = {}, spans = [], marks = [], diagonal = false, tall = 240, keyed = true} = {}) {
    const shown = series.filter(s => s.points.some(p => p[1] !== null));
    const told = shown.filter(s => !s.faint);
    const xs = [...new Set(shown.flatMap(s => s.points.map(p => p[0])))].sort((a, b) => a - b);
    const format = {x: x.format || value, y: y.format || value};
    let brought = null;
    const bring = name => {
      brought = name;
      element.querySelectorAll("g[data-line]").forEach(g => g.classList.toggle("dim", name !== null && g.dataset.line !== name));
    };
    const element = figure(title, unit, (svg, width) => {
      const noted = marks.filter(m => m.text).length + spans.filter(s => s.text).length;
      const left = y.left || 44, right = width - 12, top = 8 + 17 * noted, bottom = top + Math.min(tall, width * .8);
      const sx = d3.scaleLinear(x.domain || range(xs, xs.length > 1 ? 0 : .05), [left, right]);
      const ys = shown.flatMap(s => s.points.map(p => p[1])).filter(v => v !== null);
      const fit = range(ys, .06);
      const sy = d3.scaleLinear(y.domain || [y.floor === undefined ? fit[0] : Math.max(y.floor, fit[0]), fit[1]], [bottom, top]);
      axes(svg, sx, sy, {left, right, top, bottom, x, y, format});
      around(svg, sx, sy, {left, right, top, bottom, spans, marks, width});
      if (diagonal) svg.append("path").attr("class", "diagonal").attr("d", `M${sx.range()[0]},${sy.range()[0]}L${sx.range()[1]},${sy.range()[1]}`);
      const path = d3.line(p => sx(p[0]), p => sy(p[1])).defined(p => p[1] !== null);
      [...shown].sort((a, b) => (b.faint || 0) - (a.faint || 0)).forEach(s => {
        const g = svg.append("g").attr("data-line", s.name).style("--c", s.colour);
        stroke(g, path(s.points), s);
        g.append("title").text(s.about || s.name);
        const alone = s.points.filter((p, i) => p[1] !== null && (s.points[i - 1]?.[1] ?? null) === null && (s.points[i + 1]?.[1] ?? null) === null);
        g.selectAll("circle").data(s.dots ? s.points.filter(p => p[1] !== null) : alone).join("circle").attr("class", "fill")
          .attr("cx", p => sx(p[0])).attr("cy", p => sy(p[1])).attr("r", 3.5);
      });
      bring(brought);
      pointing(svg, sx, sy, {left, right, top, bottom, width});
      return bottom + (x.title ? 40 : 24);
    }, keyed && told.length > 1 ? keys(told, name => bring(name)) : null);

    /** Follows the pointer with a rule and a box of the values there. */
    function pointing(svg, sx, sy, {left, right, top, bottom, width}) {
      const rule = svg.append("line").attr("class", "rule").attr("y1", top).attr("y2", bottom).attr("visibility", "hidden");
      const box = h("div.readout", {hidden: true});
      const hide = () => { rule.attr("visibility", "hidden"); box.hidden = true; };
      svg.on("pointerleave", hide).on("pointermove", event => {
        const [px] = d3.pointer(event, svg.node());
        if (px < left - 8 || px > right + 8 || !xs.length) return hide();
        const at = d3.least(xs, v => Math.abs(sx(v) - px));
        rule.attr("x1", sx(at)).attr("x2", sx(at)).attr("visibility", "visible");
        if (!box.parentNode) svg.node().parentNode.append(box);
        box.replaceChildren(h("b", {}, `${x.title || ""} ${format.x(at)}`), ...told.map(s => {
          const near = d3.least(s.points.filter(p => p[1] !== null), p => Math.abs(p[0] - at));
          return near && Math.abs(sx(near[0]) - sx(at)) < 12 ? h("span", {}, sample(s), s.name, h("i", {}, format.y(near[1]))) : null;
        }).filter(Boolean));
        box.hidden = false;
        const side = sx(at) > width / 2;
        Object.assign(box.style, {left: side ? "auto" : sx(at) + 12 + "px", right: side ? width - sx(at) + 12 + "px" : "auto", top: top + 4 + "px"});
      });
    }
    return element;
  }

  function axes(svg, sx, sy, {left, right, top, bottom, x, y, format}) {
    const text = g => g.selectAll("text").attr("font-family", "inherit").attr("font-size", 12);
    const across = Math.max(2, Math.floor((right - left) / (x.wide || 70)));
    const ticks = sx.ticks(across).filter(tick => !x.whole || Number.isInteger(tick));
    svg.append("g").attr("class", "grid soft").attr("transform", `translate(${left},0)`)
      .call(d3.axisLeft(sy).ticks(5).tickFormat(format.y).tickSize(left - right).tickPadding(8)).call(text);
    svg.append("g").attr("class", "soft").attr("transform", `translate(0,${bottom})`)
      .call(d3.axisBottom(sx).tickValues(ticks).tickFormat(format.x).tickSize(0).tickPadding(9)).call(text);
    svg.append("line").attr("class", "base").attr("x1", left).attr("x2", right).attr("y1", bottom + .5).attr("y2", bottom + .5);
    if (x.title) svg.append("text").attr("class", "soft").attr("x", (left + right) / 2).attr("y", bottom + 36).attr("font-size", 12)
      .attr("text-anchor", "middle").text(x.title);
    if (y.title) svg.append("text").attr("class", "soft").attr("x", 0).attr("y", top - 8).attr("font-size", 12).text(y.title);
  }

  /** Spans behind the lines and upright or level marks, each with its text on a row of its own above. */
  function around(svg, sx, sy, {left, right, top, bottom, spans, marks, width}) {
    let row = 0;
    const write = (at, text, tone) => {
      const end = at > width * .55;
      svg.append("text").attr("x", at + (end ? -6 : 6)).attr("y", 12 + 17 * row++).attr("font-size", 12).attr("text-anchor", end ? "end" : "start")
        .style("fill", `var(--${tone})`).text(text);
    };
    spans.forEach(({from, to, text}) => {
      const start = Math.max(left, sx(from));
      svg.append("rect").attr("class", "span").attr("x", start).attr("y", top).attr("width", Math.max(2, (to === undefined ? right : sx(to)) - start))
        .attr("height", bottom - top);
      if (text) { rail(svg, start, 4 + 17 * row, top, "alert"); write(start, text, "alert"); }
    });
    marks.forEach(({x, y, text, tone = "soft"}) => {
      const at = x === undefined ? null : sx(x);
      if (at !== null) { rail(svg, at, text ? 4 + 17 * row : top, bottom, tone); if (text) write(at, text, tone); }
      else svg.append("line").attr("class", "mark").attr("x1", left).attr("x2", right).attr("y1", sy(y)).attr("y2", sy(y)).style("stroke", `var(--${tone})`);
    });
  }

  const rail = (svg, x, from, to, tone) => svg.append("line").attr("class", "mark").attr("x1", x).attr("x2", x).attr("y1", from).attr("y2", to)
    .style("stroke", `var(--${tone})`);

  return {lines, value};
})();
