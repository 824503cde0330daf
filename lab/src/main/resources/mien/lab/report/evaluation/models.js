"use strict";
/* An evaluation: which model is shown, its figures, its classes, and all models side by side. The data is described where it
   is written: EvaluationPage, ModelData, ShownPictures. Estimates are [value, low, high], or null. */
Mien.evaluation = (() => {
  const {data, h, number, label, table, section, charts} = Mien;
  const {models} = data, several = models.length > 1, width = data.labels.length;
  const COLOURS = ["var(--train)", "var(--alert)", "var(--validation)", "var(--soft)"];
  const figure = Object.fromEntries(data.figures.map((about, i) => [about.key, {...about, i}]));
  const share = value => value === null ? "–" : (100 * value).toFixed(1) + " %";
  const plain = value => value === null ? "–" : value.toFixed(3);
  const told = (about, value) => about.share ? share(value) : plain(value);
  const between = (about, at) => `${about.share ? (100 * at[1]).toFixed(1) : plain(at[1])} to ${told(about, at[2])}`;
  const signed = value => (value < 0 ? "−" : "") + (100 * Math.abs(value)).toFixed(1);
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
  const of = (model, key) => model.figures[figure[key].i];
  const colour = m => COLOURS[m % COLOURS.length];
  const labelled = (i, extra) => ({name: data.labels[i].name, colour: data.labels[i].colour, ...extra});

  for (const model of models) {
    const bytes = Uint8Array.from(atob(model.probabilities), c => c.charCodeAt(0));
    model.probability = (picture, i) => { const at = 2 * (picture * width + i); return (bytes[at] * 256 + bytes[at + 1]) / 65535; };
  }

  /* The model that is shown, where there are several. */
  let now = 0;
  const redraws = [];
  function perModel(id, draw) {
    section(id, body => {
      const redraw = () => { body.replaceChildren(); draw(body, models[now], now); };
      redraws.push(redraw);
      redraw();
    });
  }
  if (several) document.querySelector("body > nav").append(h("div.switch", {}, h("span", {}, "Model"),
    Mien.choice("Model", models.map(model => model.name), 0, i => { now = i; redraws.forEach(redraw => redraw()); })));

  const MAIN = [["ACCURACY", "accuracy"], ["TOP3", "top3"], ["MACRO_F1", "macroF1"], ["BALANCED_ACCURACY", "balanced"]];

  perModel("figures", (body, model) => {
    const {baseline, without} = model;
    body.append(h("div.tiles.wide", {}, MAIN.filter(([key]) => of(model, key)).map(([key, base]) => Mien.tile({
      value: share(of(model, key)[0]), name: capital(figure[key].title), range: {at: of(model, key), base: baseline[base]}, link: "confusion",
      note: [between(figure[key], of(model, key)), h("br"), `always “${baseline.label}”: ${share(baseline[base])}`]}))));
    const accuracy = of(model, "ACCURACY");
    if (accuracy[1] <= baseline.accuracy) body.append(h("p.callout.grave", {}, h("b", {}, "No better than a constant. "),
      `Always answering “${baseline.label}” is right in ${share(baseline.accuracy)} of the pictures, which lies within or above the interval.`));
    if (without) body.append(h("p.callout.grave", {}, h("b", {}, "Copies of training pictures. "), copies(without),
      ` Without them the accuracy is ${share(without.figures[figure.ACCURACY.i][0])} (${between(figure.ACCURACY, without.figures[figure.ACCURACY.i])}) on ${number(without.n)} pictures.`));
    if (data.notes.length) body.append(h("ul.notes", {}, data.notes.map(note => h("li", {}, note))));
    const columns = [{title: "Figure"}, {title: "Value", numeric: true}, {title: "95 % interval", numeric: true}, ...(without ? [{title: "Without copies", numeric: true}] : [])];
    body.append(h("details", {}, h("summary", {}, "All figures"), table(columns, data.figures.filter(about => of(model, about.key)).map(about =>
      [capital(about.title) + (about.loss ? " (less is better)" : ""), told(about, of(model, about.key)[0]), between(about, of(model, about.key)),
        ...(without ? [without.figures[figure[about.key].i] ? told(about, without.figures[figure[about.key].i][0]) : "–"] : [])]), "All figures")));
  });

  function copies({exact, near, training}) {
    const pictures = exact + Math.max(0, near);
    return `${Mien.count(pictures, "picture")} of the test ${pictures === 1 ? "is a copy" : "are copies"} of training pictures in ${training}: ${number(exact)} exact`
      + (near < 0 ? "; nobody looked for near copies." : `, ${number(near)} near.`);
  }

  perModel("classes", (body, {classes}) => {
    const rows = key => classes.map((one, i) => labelled(i, {at: one.support + one.predicted ? one[key] : null, note: `${number(one.support)} pictures`}));
    body.append(h("div.charts.small", {}, charts.intervals("Precision", "", rows("precision"), {domain: [0, 1]}),
      charts.intervals("Recall", "", rows("recall"), {domain: [0, 1]}), charts.intervals("F1", "", rows("f1"), {domain: [0, 1]})),
    h("details", {}, h("summary", {}, "As a table"), table([{title: "Class"}, ...["Pictures", "Answers", "Precision", "Recall", "F1"].map(title => ({title, numeric: true}))],
      classes.map((one, i) => [label(i), number(one.support), number(one.predicted), ...["precision", "recall", "f1"].map(key =>
        h("span", {title: between({share: true}, one[key])}, share(one[key][0])))]), "Figures of each class")));
  });

  const bytes = n => n >= 1e6 ? (n / 1e6).toFixed(1) + " MB" : n ? (n / 1e3).toFixed(0) + " kB" : "–";
  const time = ms => ms === null ? "–" : ms >= 10 ? ms.toFixed(0) + " ms" : ms.toFixed(2) + " ms";

  section("models", body => {
    const keys = ["ACCURACY", "MACRO_F1", "LOG_LOSS", "ECE"];
    const best = key => models.map((model, m) => ({at: of(model, key), m})).filter(one => one.at)
      .sort((a, b) => (figure[key].loss ? 1 : -1) * (a.at[0] - b.at[0]))[0]?.m;
    const top = Object.fromEntries(keys.map(key => [key, best(key)]));
    body.append(table([{title: "Model"}, ...keys.map(key => ({title: capital(figure[key].title), numeric: true})), {title: "A face, in batches", numeric: true},
      {title: "One face", numeric: true}, {title: "File", numeric: true}], models.map((model, m) => [h("span.label", {}, h("i.swatch", {"--c": colour(m)}), model.name),
      ...keys.map(key => of(model, key) ? h(top[key] === m ? "b" : "span", {title: between(figure[key], of(model, key))}, told(figure[key], of(model, key)[0])) : "–"),
      time(model.milliseconds), time(model.alone), bytes(model.bytes)]), "Models side by side"));
    const base = {at: models[0].baseline.accuracy, text: `always “${models[0].baseline.label}”`};
    const rows = key => models.map((model, m) => ({name: model.name, colour: colour(m), at: of(model, key)}));
    body.append(h("div.charts", {style: "margin-top:1.5rem"}, charts.intervals("Accuracy", "", rows("ACCURACY"), {base}), charts.intervals("Macro-F1", "", rows("MACRO_F1"))));
    data.comparisons.forEach((comparison, pair) => body.append(verdict(comparison), apart(comparison, pair)));
  });

  function verdict({first, second, onlyFirst, onlySecond, exact, p, differences}) {
    const at = differences[figure.ACCURACY.i].value, points = value => (100 * Math.abs(value)).toFixed(1);
    const better = at[0] > 0 ? second : first, worse = at[0] > 0 ? first : second;
    const low = Math.min(...at.slice(1).map(value => at[0] > 0 ? value : -value)), high = Math.max(...at.slice(1).map(value => at[0] > 0 ? value : -value));
    const sure = p < .05;
    return h(sure ? "p.callout" : "p.callout.even", {}, h("b", {}, at[0] === 0 ? `${models[first].name} and ${models[second].name} are equally often right. `
      : `${models[better].name} is right more often than ${models[worse].name}, by ${points(at[0])} points` + (sure ? ". " : "; that may be chance. ")),
    `Interval ${signed(low)} to ${signed(high)} points. ${number(onlyFirst)} pictures only ${models[first].name} has right, ${number(onlySecond)} only ${models[second].name}: `
      + `McNemar's ${exact ? "exact " : ""}test gives p = ${p < .0001 ? "under 0.0001" : p.toPrecision(2)}.`);
  }

  function apart({first, second, pictures, onlyFirst, onlySecond, neither}, pair) {
    const parts = [[`Only ${models[first].name} is right`, onlyFirst], [`Only ${models[second].name} is right`, onlySecond], ["Both are wrong, each in its way", neither]];
    return parts.map(([title, n], who) => pictures[who].length ? h("section.part", {}, h("h3", {}, title, " ", h("small", {}, number(n))),
      Mien.viewer.preview("apart", 8, pictures[who].map(i => [i, pair, who]), `?pair=${pair}&who=${who}`)) : null).filter(Boolean).reduce((all, one) => { all.append(one); return all; }, h("div"));
  }

  return {models, several, figure, share, plain, told, between, signed, capital, colour, labelled, of, perModel, shown: () => now};
})();
