"use strict";
/* The curves of an evaluation: ranking, calibration, robustness, groups, training. */
(() => {
  const {data, h, number, table, charts} = Mien;
  const {lines} = Mien.lines;
  const {share, plain, between, signed, labelled, perModel, figure, capital} = Mien.evaluation;
  const tick = value => Math.round(100 * value) + " %";
  const percents = {format: tick, domain: [0, 1]};
  const bare = (body, model) => model.sure ? false : (body.append(h("p", {}, "This model gives labels without probabilities; there is nothing to rank or to calibrate.")), true);

  perModel("ranking", (body, model) => {
    if (bare(body, model)) return;
    const curves = list => list.map((curve, i) => labelled(i, {points: curve.x.map((x, k) => [x, curve.y[k]]), note: curve.area === null ? "" : curve.area.toFixed(3)}));
    body.append(h("div.charts", {},
      lines("ROC", `mean area ${plain(model.rocAuc)}`, curves(model.roc), {x: {...percents, title: "others let through"}, y: percents, diagonal: true, tall: 320}),
      lines("Precision and recall", `mean average precision ${plain(model.averagePrecision)}`, curves(model.precisionRecall), {x: {...percents, title: "recall"}, y: percents, tall: 320}),
      lines("Top-k accuracy", "the right label is among the first k", [{name: "top-k", colour: "var(--bar)", dots: true, points: model.topK.map((y, k) => [k + 1, y])}],
        {x: {title: "k", whole: true, format: String}, y: {format: tick, domain: [Math.min(.5, model.topK[0] || 0), 1]}})));
  });

  const FEW = 20;

  /** Bars of how often the answers of each confidence are right, against the line where both are the same; below, how many there are. */
  function reliability(title, {bins, ece}) {
    return charts.figure(title, `calibration error ${plain(ece)}`, (svg, width) => {
      const left = 44, right = width - 12, top = 6, bottom = Math.min(300, width * .8), foot = bottom + 26, base = foot + 44;
      const x = d3.scaleLinear([0, 1], [left, right]), y = d3.scaleLinear([0, 1], [bottom, top]);
      const g = svg.append("g").attr("class", "grid soft").attr("transform", `translate(${left},0)`)
        .call(d3.axisLeft(y).ticks(5).tickFormat(tick).tickSize(left - right).tickPadding(8));
      g.selectAll("text").attr("font-family", "inherit").attr("font-size", 12);
      const some = bins.filter(bin => bin[2] > 0), most = d3.max(bins, bin => bin[2]) || 1;
      const bar = svg.append("g").selectAll("g").data(some).join("g");
      bar.append("rect").attr("class", bin => bin[2] < FEW ? "bar few" : "bar").attr("x", bin => x(bin[0]) + 1).attr("width", bin => x(bin[1]) - x(bin[0]) - 2)
        .attr("y", bin => y(bin[4])).attr("height", bin => bottom - y(bin[4]));
      bar.append("line").attr("class", "sure").attr("x1", bin => x(bin[0]) + 1).attr("x2", bin => x(bin[1]) - 1)
        .attr("y1", bin => y(bin[3])).attr("y2", bin => y(bin[3]));
      bar.append("rect").attr("class", "count").attr("x", bin => x(bin[0]) + 1).attr("width", bin => x(bin[1]) - x(bin[0]) - 2)
        .attr("y", foot).attr("height", bin => Math.max(1, 40 * bin[2] / most));
      bar.append("title").text(bin => `${number(bin[2])} answers, ${tick(bin[0])} to ${tick(bin[1])} sure: on average ${share(bin[3])} sure, ${share(bin[4])} right`);
      svg.append("path").attr("class", "diagonal").attr("d", `M${x(0)},${y(0)}L${x(1)},${y(1)}`);
      svg.append("line").attr("class", "base").attr("x1", left).attr("x2", right).attr("y1", bottom + .5).attr("y2", bottom + .5);
      [0, .25, .5, .75, 1].forEach(at => svg.append("text").attr("class", "soft").attr("x", x(at)).attr("y", bottom + 18).attr("font-size", 12)
        .attr("text-anchor", at === 1 ? "end" : "middle").text(tick(at)));
      svg.append("text").attr("class", "soft").attr("x", 0).attr("y", foot + 12).attr("font-size", 12).text("answers");
      return base;
    }, h("ul.legend", {}, h("li", {}, h("i.swatch", {"--c": "var(--bar)"}), "so many are right"), h("li", {}, h("i.dash", {}), "so sure the model is"),
      bins.some(bin => bin[2] > 0 && bin[2] < FEW) ? h("li", {}, h("i.swatch.few", {"--c": "var(--bar)"}), `fewer than ${FEW} answers`) : null));
  }

  perModel("calibration", (body, model) => {
    if (bare(body, model)) return;
    const {calibration} = model, {before, after, temperature, risk, threshold, at} = calibration, changed = temperature !== 1;
    const rows = [["Calibration error (ECE)", "ece"], ["Brier score", "brier"], ["Log loss", "logLoss"]].map(([title, key]) =>
      changed ? [title, plain(before[key]), plain(after[key])] : [title, plain(after[key])]);
    body.append(h("div.charts", {}, changed ? reliability("Before: temperature 1", before) : null,
      reliability(changed ? `After: temperature ${plain(temperature)}` : "As the model answers", after),
      h("div", {}, lines("Risk and coverage", "answering only the surest", [{name: "wrong answers", colour: "var(--alert)", points: risk.map(point => [point[0], point[1]])}],
        {x: {...percents, title: "share of the pictures that get an answer"}, y: {format: tick, floor: 0}, tall: 300,
          marks: at && threshold > 0 ? [{x: at[0], text: `threshold ${plain(threshold)}`, tone: "ink"}] : []}),
      h("p.note", {}, threshold === 0 ? "The model has no threshold: it never says that it is uncertain. mien calibrate sets one."
        : at ? `With its threshold of ${plain(threshold)} it answers ${share(at[0])} of the pictures, and ${share(at[1])} of these answers are wrong.`
          : `No answer reaches the threshold of ${plain(threshold)}.`)),
      h("figure", {}, h("figcaption", {}, "In numbers", h("small", {}, "less is better")),
        table([{title: ""}, ...(changed ? ["Before", "After"] : ["Value"]).map(title => ({title, numeric: true}))], rows, "Calibration in numbers"),
        changed ? null : h("p.note", {}, "The temperature is 1: the file is not calibrated. mien calibrate fits it."))));
  });

  perModel("robustness", (body, model, m) => {
    const {robustness, classes} = model;
    if (!robustness.length) return body.append(h("p", {}, "These answers were given by another tool: its pictures cannot be masked."));
    const whole = Mien.evaluation.of(model, "ACCURACY"), f1 = Mien.evaluation.of(model, "MACRO_F1");
    const rows = (at, key) => [{name: "as they are", colour: "var(--ink)", at}, ...robustness.map(one => ({name: one.kind, colour: "var(--bar)", at: one[key], note: one.description}))];
    const drops = robustness.map(one => one.recall.map((recall, i) => recall === null ? null : classes[i].recall[0] - recall));
    const most = Math.max(.1, d3.max(drops.flat().filter(drop => drop !== null)) || 0);
    body.append(h("div.charts", {}, charts.intervals("Accuracy", "", rows(whole, "accuracy"), {base: {at: whole[0], text: "as they are"}}),
      charts.intervals("Macro-F1", "", rows(f1, "macroF1"), {base: {at: f1[0], text: "as they are"}})),
    h("figure", {style: "margin-top:2rem"}, h("figcaption", {}, "What each emotion needs", h("small", {}, "points of recall that are lost")),
      charts.matrix("Loss of recall by kind and label", "hidden ↓ label →", robustness.map(one => h("span", {title: one.description}, one.kind)), data.labels.map(one => one.name), (r, c) => {
        const drop = drops[r][c];
        return drop === null ? null : {text: (drop > 0 ? "−" : drop < 0 ? "+" : "") + Math.abs(Math.round(100 * drop)), share: Math.max(0, drop / most),
          title: `${data.labels[c].name}, ${robustness[r].description}: recall ${share(robustness[r].recall[c])} in place of ${share(classes[c].recall[0])}`};
      })),
    data.examples ? crops(robustness) : "",
    h("details", {}, h("summary", {}, "As a table"), table([{title: "Pictures"}, ...["Accuracy", "Interval", "Macro-F1", "Interval"].map(title => ({title, numeric: true}))],
      [["as they are", whole, f1], ...robustness.map(one => [`${one.kind}: ${one.description}`, one.accuracy, one.macroF1])].map(([title, a, f]) =>
        [title, share(a[0]), between(figure.ACCURACY, a), share(f[0]), between(figure.MACRO_F1, f)]), "Robustness")));
  });

  function crops(robustness) {
    const n = data.examples;
    const strip = (title, row) => h("div", {}, h("h4", {}, title), h("div.crops", {}, d3.range(n).map(i => Mien.pictures.small(row * n + i, title, data.crops))));
    return h("figure", {style: "margin-top:2rem"}, h("figcaption", {}, "What that looks like"),
      h("div.kinds", {"--columns": n}, strip("as they are", 0), robustness.map((one, k) => strip(one.kind, k + 1))));
  }

  perModel("groups", (body, {groups}) => {
    const {column, rows, gap} = groups;
    const named = key => rows.map(row => ({name: row.value, colour: "var(--bar)", at: row[key], note: `${number(row.n)} pictures`}));
    if (gap) body.append(h(gap.accuracy[1] > 0 ? "p.callout.grave" : "p.callout", {style: "margin:0 0 1.25rem"}, h("b", {}, `The gap is ${(100 * gap.accuracy[0]).toFixed(1)} points. `),
      `Of ${column}, “${gap.best}” has the highest accuracy and “${gap.worst}” the lowest; interval ${signed(gap.accuracy[1])} to ${signed(gap.accuracy[2])} points` + (gap.accuracy[1] > 0 ? "." : "; that may be chance.")));
    body.append(h("div.charts", {}, charts.intervals("Accuracy", `by ${column}`, named("accuracy")), charts.intervals("Macro-F1", `by ${column}`, named("macroF1"))),
      h("details", {}, h("summary", {}, "As a table"), table([{title: capital(column), file: true}, ...["Pictures", "Accuracy", "Interval", "Macro-F1", "Interval"].map(title => ({title, numeric: true}))],
        rows.map(row => [row.value, number(row.n), share(row.accuracy[0]), between(figure.ACCURACY, row.accuracy), share(row.macroF1[0]), between(figure.MACRO_F1, row.macroF1)]), "Groups")));
  });

  perModel("course", (body, {course}) => {
    if (!course) return body.append(h("p", {}, "Nobody kept the history of this model's training."));
    const known = [["training", course.train, "var(--train)"], ["validation", course.validation, "var(--validation)"], ["here", course.test, "var(--alert)"]].filter(([, value]) => value !== null);
    const x = {title: "Epoch", whole: true, format: String};
    const both = (a, b) => [{name: "training", colour: "var(--train)", dash: "6 3", points: course.epochs.map(e => [e[0], e[a]])},
      {name: "validation", colour: "var(--validation)", wide: 2.5, points: course.epochs.map(e => [e[0], e[b]])}];
    const spans = course.overfitting ? [{from: course.overfitting.since, text: `overfitting since epoch ${course.overfitting.since}`}] : [];
    const marks = [{x: course.epoch, text: `this model: epoch ${course.epoch}`}];
    body.append(h("p.callout" + (course.overfitting ? ".grave" : ""), {style: "margin:0 0 1.25rem"}, course.overfitting ? course.overfitting.sentence : "No overfitting seen in the history of the training."),
      h("div.narrow", {}, charts.fractions("Accuracy", "training on changed pictures", known.map(([name, value, colour]) => ({name, share: value, colour})))),
      h("div.charts", {}, lines("Loss", "nats", both(1, 2), {x, y: {floor: 0}, spans, marks}), lines("Accuracy by epoch", "", both(3, 4), {x, y: {format: tick, floor: 0}, spans, marks})));
  });
})();
