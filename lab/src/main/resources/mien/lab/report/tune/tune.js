"use strict";
/* The sections of a search's page: data.parameters {name, numeric, importance, ticks: [{place, text}]}, data.trials, best first:
   {number, verdict, seconds, values, places, scores: [[epoch, score]]}. */
(() => {
  const {h} = Mien;
  const {figure} = Mien.charts;
  const most = 20;
  const last = trial => trial.scores.length ? trial.scores.at(-1)[1] : null;

  Mien.section("best", (body, {trials, parameters}) => {
    const columns = [{title: "Trial"}, {title: "Score", numeric: true}, {title: "Verdict"}, {title: "Epochs", numeric: true},
      {title: "Seconds", numeric: true}, ...parameters.map(p => ({title: p.name, numeric: p.numeric}))];
    body.append(Mien.table(columns, trials.slice(0, most).map(t => [String(t.number),
      last(t) === null ? "–" : last(t).toFixed(4), t.verdict, String(t.scores.length), t.seconds.toFixed(0), ...t.values]),
      "Best trials"));
    if (trials.length > most) body.append(h("p.note", {}, `${trials.length - most} more in trials.csv`));
  });

  Mien.section("curves", (body, {trials}) => body.append(figure("Score by epoch", null, (svg, width) => {
    const height = 320, left = 44, bottom = height - 28;
    const points = trials.flatMap(t => t.scores);
    const x = d3.scaleLinear([1, Math.max(2, d3.max(points, p => p[0]) || 2)], [left, width - 12]);
    const y = d3.scaleLinear(points.length ? d3.extent(points, p => p[1]) : [0, 1], [bottom, 12]).nice();
    axes(svg, x, y, left, bottom);
    const line = d3.line(p => x(p[0]), p => y(p[1]));
    svg.append("g").attr("fill", "none").selectAll("path").data([...trials].reverse()).join("path")
      .attr("d", t => line(t.scores)).style("stroke", t => t === trials[0] ? "var(--accent)" : "var(--soft)")
      .attr("stroke-width", t => t === trials[0] ? 3 : 1.2).attr("stroke-linecap", "round")
      .attr("stroke-opacity", t => t === trials[0] ? 1 : .55).append("title").text(about);
    svg.append("g").selectAll("circle").data(trials.filter(t => t.scores.length)).join("circle")
      .attr("cx", t => x(t.scores.at(-1)[0])).attr("cy", t => y(last(t))).attr("r", 3)
      .style("fill", t => t === trials[0] ? "var(--accent)" : "var(--soft)").append("title").text(about);
    return height;
  })));

  const about = t => `Trial ${t.number}, ${t.verdict}` + (last(t) === null ? "" : `, ${last(t).toFixed(4)}`);

  function axes(svg, x, y, left, bottom) {
    const text = g => g.selectAll("text").attr("font-family", "inherit").attr("font-size", 12);
    const whole = x.ticks().filter(Number.isInteger);
    svg.append("g").attr("class", "grid soft").attr("transform", `translate(0,${bottom})`)
      .call(d3.axisBottom(x).tickValues(whole).tickFormat(d3.format("d")).tickSize(4)).call(text);
    svg.append("g").attr("class", "grid soft").attr("transform", `translate(${left},0)`)
      .call(d3.axisLeft(y).ticks(6).tickSize(4)).call(text);
  }

  /** Keeps text readable on lines. */
  const halo = text => text.style("paint-order", "stroke").style("stroke", "var(--ground)").style("stroke-width", 4);

  Mien.section("parallel", (body, {trials, parameters}) => body.append(figure("Values of all trials", null, (svg, width) => {
    const step = 74, height = parameters.length * step + 20;
    const x = d3.scaleLinear([0, 1], [16, width - 16]);
    const y = i => 34 + i * step;
    const heat = rank => trials.length < 2 ? 1 : 1 - rank / (trials.length - 1);
    svg.append("g").attr("fill", "none").selectAll("path").data(trials.map((t, rank) => ({t, rank})).reverse()).join("path")
      .attr("d", ({t}) => parameters.length > 1 ? d3.line((p, i) => x(p), (p, i) => y(i)).curve(d3.curveMonotoneY)(t.places)
        : `M${x(t.places[0])},${y(0) - 8}v16`)
      .style("stroke", "var(--heat)").attr("stroke-width", ({rank}) => rank ? 1.4 : 3)
      .attr("stroke-opacity", ({rank}) => .12 + .88 * heat(rank) ** 2).append("title").text(({t}) => about(t));
    const g = svg.append("g").selectAll("g").data(parameters).join("g").attr("transform", (_, i) => `translate(0,${y(i)})`);
    g.append("line").attr("x1", x(0)).attr("x2", x(1)).style("stroke", "var(--ink)");
    g.append("text").attr("x", x(0) - 8).attr("y", -14).attr("font-weight", 600).attr("font-size", 13).text(p => p.name)
      .call(halo);
    g.each(function (p) {
      d3.select(this).selectAll("text.tick").data(p.ticks).join("text").attr("class", "tick").attr("x", t => x(t.place)).attr("y", 16)
        .attr("font-size", 12).attr("text-anchor", t => t.place === 0 ? "start" : t.place === 1 ? "end" : "middle")
        .style("fill", "var(--soft)").call(halo)
        .text(t => /^-?[\d.eE+-]+$/.test(t.text) ? String(+(+t.text).toPrecision(3)) : t.text);
    });
    return height;
  })));

  Mien.section("importance", (body, {parameters}) => body.append(figure("Share of the variance of ranks", "percent", (svg, width) => {
    const sorted = [...parameters].sort((a, b) => b.importance - a.importance);
    const height = 30 * sorted.length, left = Math.min(width * .5, 16 + 7.2 * d3.max(sorted, p => p.name.length));
    const x = d3.scaleLinear([0, Math.max(.01, sorted[0].importance)], [left, width - 58]);
    const y = d3.scaleBand(d3.range(sorted.length), [0, height]).padding(.3);
    const g = svg.append("g").selectAll("g").data(sorted).join("g").attr("transform", (_, i) => `translate(0,${y(i)})`);
    const middle = y.bandwidth() / 2;
    g.append("text").attr("y", middle).attr("dy", ".35em").text(p => p.name);
    g.append("rect").attr("x", left).attr("height", y.bandwidth()).attr("width", p => x(p.importance) - left).style("fill", "var(--bar)");
    g.append("text").attr("x", p => x(p.importance) + 7).attr("y", middle).attr("dy", ".35em")
      .text(p => Math.round(100 * p.importance));
    return height;
  })));
})();
