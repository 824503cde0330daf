"use strict";
/* The sections of a training's page. data: state, epochs, best, kept, again, written, history, heads, overfitting, sheet,
   filters, recipe, network, facts; described where they are written: TrainingPage, Figures, ExampleSheet, Filters, SubjectData. */
(() => {
  const {data, h, number, label, table, section} = Mien;
  const {lines} = Mien.lines;
  const {history} = data;
  const done = history.epoch.length;
  const points = values => values.map((y, i) => [history.epoch[i], y]);
  const last = values => values.length ? values[done - 1] : null;
  const share = value => value === null ? "–" : (100 * value).toFixed(1) + " %";
  const percents = value => value === null ? "–" : (100 * value).toFixed(0);
  const tick = value => Math.round(100 * value) + " %";
  const epochs = {title: "Epoch", whole: true, format: String};

  function time(seconds) {
    const s = Math.round(seconds), minutes = Math.floor(s / 60), hours = Math.floor(minutes / 60);
    return hours ? `${hours} h ${minutes % 60} min` : minutes ? `${minutes} min ${s % 60} s` : `${s} s`;
  }

  /* While the training goes on, the page loads itself anew, and comes back to where it was. */
  const running = data.state === "running";
  if (running) {
    const old = () => (Date.now() - data.written) / 1000 > 600 + 40 * data.again;
    let paused = Boolean(history_().paused);
    const light = h("i.light"), told = h("span", {role: "status"});
    const button = h("button.button", {type: "button", onclick: () => { paused = !paused; keep({paused}); say(); }});
    const say = () => {
      light.classList.toggle("still", paused || old());
      told.textContent = old() ? `No news since ${new Date(data.written).toLocaleString("en-GB")}; has the training ended?`
        : paused ? "This page stays as it is." : "Live: this page renews itself while the training goes on.";
      button.textContent = paused ? "Go on" : "Pause";
    };
    document.querySelector(".masthead").append(h("p.live", {}, light, told, button));
    say();
    setInterval(() => {
      say();
      const busy = paused || document.hidden || document.querySelector("dialog[open]") || !getSelection().isCollapsed;
      if (busy || (Date.now() - opened) / 1000 < (old() ? 60 : data.again)) return;
      keep({scroll: scrollY});
      location.reload();
    }, 1000);
  }
  const opened = Date.now();
  function history_() { return window.history.state || {}; }
  function keep(change) { window.history.replaceState({...history_(), ...change}, ""); }
  /* Charts take some frames to be drawn, and make the page longer above the place: it is kept by its distance from the top. */
  const place = history_().scroll, patience = performance.now() + 2000, root = document.documentElement;
  const back = () => {
    scrollTo({top: place, behavior: "instant"});
    if (Math.abs(scrollY - place) > 1 && performance.now() < patience) return requestAnimationFrame(back);
    keep({scroll: 0});
    setTimeout(() => { root.style.overflowAnchor = ""; }, 1000);
  };
  if (place) {
    window.history.scrollRestoration = "manual";
    root.style.overflowAnchor = "none";
    requestAnimationFrame(back);
  }

  section("course", body => {
    const bestAt = history.epoch.indexOf(data.best), seconds = d3.sum(history.seconds);
    const left = seconds / done * (data.epochs - history.epoch[done - 1]);
    const validated = bestAt >= 0;
    const tiles = [
      {value: `${history.epoch[done - 1]} / ${data.epochs}`, name: "Epochs", note: running && left > 0 ? `about ${time(left)} left` : `in ${time(seconds)}`, link: "pace"},
      validated && {value: share(history.validationAccuracy[bestAt]), name: "Best validation accuracy", note: `epoch ${data.best}` + (data.heads[0] ? `, ${data.heads[0].name}` : ""), link: "course"},
      validated && {value: share(last(history.validationAccuracy)), name: "Validation accuracy now", note: `loss ${last(history.validationLoss).toFixed(3)}`, link: "course"},
      {value: share(last(history.trainAccuracy)), name: "Training accuracy now", note: `loss ${last(history.trainLoss).toFixed(3)}`, link: "course"},
      {value: number(Math.round(d3.mean(history.imagesPerSecond))), name: "Pictures a second", note: "in training", link: "pace"}];
    body.append(h("div.tiles", {}, tiles.filter(Boolean).map(Mien.tile)));
    if (data.overfitting) body.append(h("p.callout.grave", {}, h("b", {}, "Overfitting. "), data.overfitting.sentence.replace(/^Overfitting s/, "S")));
    else if (validated && done > 2) body.append(h("p.callout", {}, running ? "No overfitting seen so far." : "No overfitting seen."));
    else if (!validated) body.append(h("p.callout", {}, "There are no pictures to validate with, so nobody can tell how good the network is."));
    const spans = data.overfitting ? [{from: data.overfitting.since, text: `overfitting since epoch ${data.overfitting.since}`}] : [];
    const marks = validated && done > 1 ? [{x: data.best, text: `best epoch: ${data.best}`}] : [];
    const both = (train, validation) => [
      {name: "training", colour: "var(--train)", points: points(train), dash: "6 3"},
      {name: "validation", colour: "var(--validation)", points: points(validation), wide: 2.5}];
    const charts = [
      lines("Loss", "nats", both(history.trainLoss, history.validationLoss), {x: epochs, y: {floor: 0}, spans, marks}),
      lines("Accuracy", data.heads[0] ? "of " + data.heads[0].name : "", both(history.trainAccuracy, history.validationAccuracy), {x: epochs, y: {format: tick, floor: 0}, spans, marks})];
    if (data.heads.length) charts.push(lines("Validation by answer", "accuracy, and macro-F1 dashed", data.heads.flatMap(({name, accuracy, macroF1}, i) => [
      {name: `${name} accuracy`, colour: answers[i % answers.length], points: points(accuracy)},
      {name: `${name} macro-F1`, colour: answers[i % answers.length], points: points(macroF1), dash: "2 4"}]), {x: epochs, y: {format: tick, floor: 0}}));
    charts.push(lines("Learning rate", "at the end of each epoch", [{name: "rate", colour: "var(--bar)", points: points(history.rate)}], {x: epochs, y: {floor: 0, left: 58, format: v => String(+v.toPrecision(2))}}));
    body.append(h("div.charts", {style: "margin-top:1.5rem"}, charts), asTable());
  });

  const answers = ["var(--validation)", "var(--train)", "var(--alert)", "var(--soft)"];

  function asTable() {
    const columns = ["Epoch", "Rate", "Training loss", "accuracy", "Validation loss", "accuracy", "Seconds"];
    return h("details", {}, h("summary", {}, "As a table"), table(columns.map(title => ({title, numeric: true})),
      history.epoch.map((epoch, i) => [String(epoch), String(+history.rate[i].toPrecision(3)), told(history.trainLoss[i]), share(history.trainAccuracy[i]),
        told(history.validationLoss[i]), share(history.validationAccuracy[i]), history.seconds[i].toFixed(1)]), "Figures of each epoch"),
      h("p.note", {}, "All figures are in history.csv beside this page."));
  }

  const told = value => value === null ? "–" : value.toFixed(3);

  section("classes", body => data.heads.filter(head => head.classes.length).forEach((head, _, all) => {
    if (all.length > 1) body.append(h("h3", {style: "margin-top:1.25rem"}, head.name));
    const domain = [0, 1];
    body.append(h("div.charts.tiny", {}, head.classes.map(one => {
      const own = data.labels[one.label];
      const others = head.classes.filter(other => other !== one).map(other =>
        ({name: data.labels[other.label].name, colour: "var(--soft)", points: points(other.f1), faint: true}));
      const figure = lines(own.name, `F1 ${percents(last(one.f1))}, recall ${percents(last(one.recall))}`, [...others,
        {name: "recall", colour: own.colour, points: points(one.recall), dash: "2 4"},
        {name: "F1", colour: own.colour, points: points(one.f1), wide: 2.5}], {x: epochs, y: {domain, format: tick}, tall: 150, keyed: false});
      figure.querySelector("figcaption").prepend(h("i.swatch", {"--c": own.colour}));
      return figure;
    })), h("p.note", {}, "Thick: F1. Dotted: recall. Pale: F1 of the others. The figures are those of the last epoch, in per cent."));
  }));

  section("examples", body => {
    const {epochs: shown, rows} = data.sheet, width = shown + 1;
    if (!rows.length) return body.append(h("p", {}, "No picture has a label that is only one thing."));
    body.append(h("div.sheet", {"--columns": width}, h("span"), h("span", {}, "as it is"), d3.range(1, width).map(epoch => h("span", {}, `epoch ${epoch}`)),
      rows.map((i, row) => [h("h3", {}, label(i)), d3.range(width).map(column =>
        Mien.pictures.small(row * width + column, `${data.labels[i].name}, ${column ? "as shown in epoch " + column : "as it is"}`))])));
    const mixup = data.recipe.find(([name]) => name === "augmentation.mixup.alpha");
    if (mixup && Number(mixup[1]) > 0) body.append(h("p.note", {}, "With mixup, another picture of the batch shines through; here one of these rows."));
  });

  section("filters", body => {
    const {channels, kernel, strengths, weights} = data.filters;
    const grey = w => `color-mix(in srgb, var(--${w < 0 ? "cool" : "warm"}) ${Math.round(100 * Math.abs(w))}%, var(--card))`;
    const paint = (filter, i) => channels === 3
      ? `rgb(${[0, 1, 2].map(c => Math.round(127.5 * (1 + filter[c * kernel * kernel + i]))).join(" ")})` : grey(filter[i]);
    body.append(h("div.kernels", {}, weights.map((filter, n) => {
      const svg = d3.create("svg").attr("viewBox", `0 0 ${kernel} ${kernel}`).attr("role", "img").attr("shape-rendering", "crispEdges")
        .attr("aria-label", `Filter ${n + 1}, strength ${Math.round(100 * strengths[n])} %`);
      svg.selectAll("rect").data(d3.range(kernel * kernel)).join("rect").attr("x", i => i % kernel).attr("y", i => Math.floor(i / kernel))
        .attr("width", 1).attr("height", 1).style("fill", i => paint(filter, i));
      return h("div", {}, svg.node(), h("div.meter", {title: `strength ${Math.round(100 * strengths[n])} %`}, h("i", {style: `width:${100 * strengths[n]}%`})));
    })), h("p.note", {}, channels === 3 ? "Each filter in the colours that excite it, on a scale of its own; grey is nothing."
      : h("span", {}, h("i.swatch", {"--c": "var(--warm)"}), " excites, ", h("i.swatch", {"--c": "var(--cool)"}), " inhibits; each filter on a scale of its own."),
    weak(strengths)));
  });

  function weak(strengths) {
    const n = strengths.filter(s => s < .02).length;
    return n ? ` ${n} of ${strengths.length} filters are all but idle (under 2 % of the strongest).` : null;
  }

  section("recipe", body => {
    const groups = d3.group(data.recipe, ([name]) => name.split(".")[0]);
    body.append(h("div.charts.small", {}, h("figure", {}, h("figcaption", {}, "This training"), table([{title: "What"}, {title: "Value", file: true}], data.facts, "Facts of this training")),
      [...groups].map(([group, rows]) => h("figure", {}, h("figcaption", {}, group), table([{title: "Value of"}, {title: "This training"}],
        rows.map(([name, value, usual]) => [name.slice(group.length + 1), usual === null ? value : h("span", {}, h("b", {}, value), h("span.soft", {}, `, usually ${usual}`))]), `Recipe: ${group}`)))));
  });

  section("network", body => {
    const {name, input, parameters, macs, steps} = data.network;
    const leaf = path => path.split(".").pop();
    body.append(h("div.tiles", {}, Mien.tile({value: (parameters / 1e6).toFixed(2) + " M", name: "Parameters", note: name, link: "network"}),
      Mien.tile({value: (macs / 1e6).toFixed(1) + " M", name: "Multiplications a picture", note: "multiply-accumulates", link: "network"}),
      Mien.tile({value: String(steps.length), name: "Layers", note: `input ${input}`, link: "network"})),
    h("details", {}, h("summary", {}, "All layers"), table([{title: "Path"}, {title: "Layer", file: true}, {title: "Output"}, {title: "Parameters", numeric: true}, {title: "MACs", numeric: true}],
      steps.map(([path, layer, output, p, m]) => [path, layer, output, number(p), number(m)]), "Layers of the network")));
  });

  section("pace", body => body.append(h("div.charts", {},
    lines("Pictures a second", "in training", [{name: "pictures/s", colour: "var(--bar)", points: points(history.imagesPerSecond)}], {x: epochs, y: {domain: [0, d3.max(history.imagesPerSecond) * 1.1 || 1], format: v => number(Math.round(v))}}),
    lines("Time of an epoch", "seconds, with validation", [{name: "seconds", colour: "var(--bar)", points: points(history.seconds)}], {x: epochs, y: {domain: [0, d3.max(history.seconds) * 1.1 || 1]}}))));
})();
