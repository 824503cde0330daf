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

  const about = t => `Trial ${t.number}, ${t.verdict}` + (last(t) === null ? "" : `, ${last(t).toFixed(4)}`);

  Mien.section("curves", (body, {trials}) => body.append(h("div.charts", {}, Mien.lines.lines("Score by epoch", null, trials.map((t, rank) =>
    ({name: `Trial ${t.number}`, about: about(t), colour: rank ? "var(--soft)" : "var(--accent)", faint: rank > 0, wide: 3, points: t.scores})),
  {x: {title: "Epoch", whole: true, format: String}, tall: 320, keyed: false}))));

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

  Mien.section("importance", (body, {parameters}) => body.append(h("div.charts", {}, Mien.charts.fractions("Share of the variance of ranks", null,
    [...parameters].sort((a, b) => b.importance - a.importance).map(({name, importance}) => ({name, share: importance, colour: "var(--bar)"}))))));
})();
