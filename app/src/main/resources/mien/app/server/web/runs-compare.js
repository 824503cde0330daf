// Several trainings side by side: their figures, and where their recipes differ.
import { h, choice } from './dom.js';
import { json } from './server.js';
import { percentage } from './runs-list.js';

const FIGURES = [
  ['best accuracy', (run) => (run.best === null ? '–' : `${percentage(run.best)}, epoch ${run.bestEpoch}`)],
  ['last loss', (run) => (run.loss === null ? '–' : run.loss.toFixed(3))],
  ['epochs done', (run) => `${run.done} of ${run.epochs ?? '?'}`],
];

/** @param ids of the trainings, in the order of the columns */
export async function compare(ids) {
  const runs = await Promise.all(ids.map((run) => json('/v1/runs/run', { query: { run } })));
  const body = h('div');
  const show = (all) => body.replaceChildren(side(runs, all));
  show(0);
  return h('div', {}, h('div.row', {}, choice('Values', ['What differs', 'Everything'], 0, show)), body);
}

function side(runs, all) {
  const given = runs.map((run) => ({ ...run.settings, ...run.recipe }));
  const paths = [...new Set(given.flatMap(Object.keys))];
  const values = paths.map((path) => [path, given.map((one) => one[path] ?? '–')]);
  const differ = (cells) => new Set(cells).size > 1;
  const shown = values.filter(([, cells]) => all || differ(cells));
  const head = h('tr', {}, h('th', { scope: 'col' }, 'Value'), runs.map((run) => h('th', { scope: 'col' }, run.id)));
  const figures = FIGURES.map(([name, of]) => line(name, runs.map(of), false));
  const rows = shown.map(([path, cells]) => line(path, cells, differ(cells)));
  return h('div', {},
    h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': 'Trainings side by side' }, h('table.side', {},
      h('caption.hidden', {}, 'Trainings side by side'), h('thead', {}, head), h('tbody', {}, figures, rows))),
    rows.length ? null : h('p.note', {}, 'Recipes and settings are the same.'));
}

const line = (name, cells, differs) => h(differs ? 'tr.differs' : 'tr', {},
  h('th', { scope: 'row' }, name, differs ? h('span.hidden', {}, ' (differs)') : null), cells.map((cell) => h('td', {}, cell)));
