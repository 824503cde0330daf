"use strict";
/* The pictures of an evaluation: confusion matrix, mistakes, and what a single picture is shown with. */
(() => {
  const {data, h, number, label, kinds, charts, pictures} = Mien;
  const {models, several, share, perModel, shown} = Mien.evaluation;
  const {preview, captioned} = Mien.viewer;
  const truth = data.pictures.label, name = i => data.labels[i].name;
  const options = data.labels.map((_, i) => [i, name(i)]);

  /** Pictures by how sure a model is of its answer, the surest first. */
  const sorted = models.map(() => null);
  function bySureness(m) {
    const model = models[m], sure = truth.map((_, i) => model.probability(i, model.answers[i]));
    return sorted[m] ||= truth.map((_, i) => i).sort((a, b) => sure[b] - sure[a] || a - b).map(i => [i, m]);
  }

  function answer(m, i) {
    const model = models[m], said = model.answers[i];
    return [said === truth[i] ? h("span.soft", {}, "right") : h("b", {}, h("span.hidden", {}, "taken for "), h("i.arrow", {"aria-hidden": "true"}, "→ "), label(said)),
      model.sure ? h("span.soft", {}, share(model.probability(i, said)) + " sure") : null].filter(Boolean);
  }

  const draw = ([i, m], list) => pictures.card(i, [label(truth[i]), ...answer(m, i)], list);
  const which = several ? [{key: "model", title: "model", always: 0, of: item => item[1], options: () => models.map((model, m) => [m, model.name])}] : [];
  const model = values => Number(values?.get("model") ?? 0);

  kinds.set("pictures", {
    title: values => values.get("truth") && values.get("answer") ? values.get("truth") === values.get("answer") ? `${name(values.get("truth"))}, and found to be`
      : `${name(values.get("truth"))} taken for ${name(values.get("answer"))}` : "Pictures",
    one: "picture", many: "pictures", home: "confusion", rest: "predictions.csv", min: 108, height: captioned(3), draw, pictures: item => [item[0]],
    items: values => bySureness(model(values)), total: () => data.scored,
    filters: () => [...which, {key: "truth", title: "given", of: item => truth[item[0]], options: () => options},
      {key: "answer", title: "answer", of: item => models[item[1]].answers[item[0]], options: () => options},
      {key: "right", title: "which is", of: item => models[item[1]].answers[item[0]] === truth[item[0]] ? "yes" : "no", options: () => [["yes", "right"], ["no", "wrong"]]}],
  });

  const LISTS = [["confident", "The surest mistakes", "Wrong, and sure of it: perhaps the label is wrong."],
    ["worst", "The worst mistakes", "The right label was held for the least likely."],
    ["doubtful", "The most doubtful", "Two labels are as likely as one another; the picture may show both."]];

  kinds.set("mistakes", {
    title: values => LISTS.find(([list]) => list === values.get("list"))?.[1] || "Worth a look", one: "picture", many: "pictures", home: "mistakes",
    rest: "predictions.csv", min: 108, height: captioned(3), draw, pictures: item => [item[0]],
    items: values => LISTS.flatMap(([list]) => models[model(values)].mistakes[list].map(i => [i, model(values), list])),
    total: values => kinds.get("mistakes").items(values).length,
    filters: () => [...which, {key: "list", title: "list", of: item => item[2], options: () => LISTS.map(([list, title]) => [list, title.toLowerCase()])}],
  });

  kinds.set("apart", {
    title: "Where the models differ", one: "picture", many: "pictures", home: "models", rest: "predictions.csv", min: 108, height: captioned(3),
    items: () => data.comparisons.flatMap((pair, k) => pair.pictures.flatMap((list, who) => list.map(i => [i, k, who]))),
    total: () => d3.sum(data.comparisons, pair => pair.onlyFirst + pair.onlySecond + pair.neither), pictures: item => [item[0]],
    filters: () => [{key: "pair", title: "models", of: item => item[1], options: () => data.comparisons.map((pair, k) => [k, `${models[pair.first].name}, ${models[pair.second].name}`])},
      {key: "who", title: "right is", of: item => item[2], options: () => [[0, "the first"], [1, "the second"], [2, "neither"]]}],
    draw: ([i, k], list) => pictures.card(i, [label(truth[i]), ...[data.comparisons[k].first, data.comparisons[k].second].map(m =>
      h("span", {title: models[m].name}, h("i.swatch.round", {"--c": Mien.evaluation.colour(m)}), " ", name(models[m].answers[i])))], list),
  });

  perModel("confusion", (body, model, m) => {
    const {confusion} = model, sums = confusion.map(row => d3.sum(row));
    const right = d3.sum(confusion, (row, i) => row[i]);
    const place = h("div");
    const show = shares => place.replaceChildren(charts.matrix("Confusion matrix", "given ↓ answer →", data.labels.map((_, i) => h("span", {}, label(i), h("small.n", {}, ` ${number(sums[i])}`))),
      data.labels.map(one => one.name), (r, c) => {
        const n = confusion[r][c], part = sums[r] ? n / sums[r] : 0;
        return n ? {text: shares ? Mien.percent(part) : number(n), share: part, href: `#view/pictures?${several ? `model=${m}&` : ""}truth=${r}&answer=${c}`,
          title: r === c ? `${name(r)} found to be so: ${number(n)} of ${number(sums[r])}, ${share(part)}` : `${name(r)} taken for ${name(c)}: ${number(n)} of ${number(sums[r])}, ${share(part)}`}
          : {text: shares ? "" : "0", share: 0};
      }));
    show(false);
    body.append(h("div.pair", {}, h("div.large", {}, h("div.row", {}, Mien.choice("Numbers", ["Counts", "Per cent of the row"], 0, i => show(i === 1))), place,
      h("p.note", {}, "The darker, the larger the share of the row. ", h("a", {href: `#view/pictures?${several ? `model=${m}&` : ""}right=no`}, `All ${number(data.scored - right)} mistakes`))),
    commonest(model, m, sums)));
  });

  /** The commonest confusions, each with its surest pictures. */
  function commonest({confusion}, m, sums) {
    const pairs = confusion.flatMap((row, r) => row.map((n, c) => ({r, c, n}))).filter(({r, c, n}) => r !== c && n > 0).sort((a, b) => b.n - a.n).slice(0, 6);
    if (!pairs.length) return null;
    return h("div", {}, h("h3", {}, "The commonest confusions"), h("div.groups", {}, pairs.map(({r, c, n}) => {
      const own = bySureness(m).filter(([i]) => truth[i] === r && models[m].answers[i] === c).map(([i]) => i);
      return h("section.group", {}, h("h3", {}, label(r), h("i.arrow", {}, "→"), label(c), h("a.end", {href: `#view/pictures?${several ? `model=${m}&` : ""}truth=${r}&answer=${c}`,
        "aria-label": `${name(r)} taken for ${name(c)}: all ${n} pictures`}, `${number(n)} (${Mien.percent(n / sums[r])} %)`)),
      h("div.strip", {}, own.slice(0, 3).map(i => pictures.card(i, [], () => own))));
    })));
  }

  perModel("mistakes", (body, model, m) => {
    if (data.explained) body.append(evidenceSwitch(` (of the first ${data.first} of each list)`));
    const lists = LISTS.filter(([list]) => model.mistakes[list].length);
    if (!lists.length) body.append(h("p", {}, "No mistakes, and no doubts."));
    lists.forEach(([list, title, why]) => body.append(h("section.part", {}, h("h3", {}, title, h("small", {}, why)),
      preview("mistakes", data.first, model.mistakes[list].map(i => [i, m, list]), `?${several ? `model=${m}&` : ""}list=${list}`))));
  });

  /* What spoke for an answer, as a veil over the picture. */
  function evidenceSwitch(of = "") {
    const box = h("input", {type: "checkbox", checked: document.body.classList.contains("heated"), onchange: () => {
      document.body.classList.toggle("heated", box.checked);
      document.querySelectorAll(".veil input").forEach(other => { other.checked = box.checked; });
    }});
    return h("p.row.veil", {}, h("label", {}, box, " Show what spoke for the answer ", h("i.swatch", {"--c": "#d55e00"}), " and against it ", h("i.swatch", {"--c": "#0072b2"}), of));
  }

  pictures.about.over = (i, frame) => {
    const map = data.evidence[shown()]?.[i], thumb = frame.querySelector(".thumb");
    if (!map || !thumb) return frame;
    const [width, height, digits] = map, canvas = h("canvas.heat", {width, height, "aria-hidden": "true"});
    const context = canvas.getContext("2d"), image = context.createImageData(width, height);
    [...digits].forEach((digit, k) => {
      const value = (parseInt(digit, 36) - 17) / 17;
      image.data.set([...(value > 0 ? [213, 94, 0] : [0, 114, 178]), Math.round(160 * Math.abs(value))], 4 * k);
    });
    context.putImageData(image, 0, 0);
    thumb.append(canvas);
    return frame;
  };

  pictures.about.facts = i => [["File", data.pictures.file[i]], ["Label", label(truth[i])],
    ...models.map((model, m) => [several ? model.name : "Answer", h("span", {}, label(model.answers[i]), model.sure ? ` ${share(model.probability(i, model.answers[i]))}` : "")])];

  pictures.about.more = i => [...models.filter(model => model.sure).map(model => {
    const order = data.labels.map((_, k) => k).sort((a, b) => model.probability(i, b) - model.probability(i, a)).slice(0, 10);
    return h("div.odds", {}, several ? h("h3", {}, model.name) : null, order.map(k => h("div", {}, h("span", {}, name(k)),
      h("i", {"--c": data.labels[k].colour, "--share": `${(100 * model.probability(i, k)).toFixed(1)}%`}), h("span", {}, share(model.probability(i, k))))));
  }), data.evidence[shown()]?.[i] ? evidenceSwitch() : null];
})();
