// Trainings and evaluations: looks once a second while a training goes on, every four seconds else.
import { h, one, table, count, number } from './dom.js';
import { json, Refused } from './server.js';
import { Row, percentage, openReport } from './runs-list.js';
import { Course } from './runs-course.js';
import { compare } from './runs-compare.js';
import { orderForm } from './runs-form.js';

const SOON = 1000;
const LATER = 4000;
const rows = new Map(); // by the id of the run
const compared = new Set();
let opened = decodeURIComponent(location.hash.slice(1)) || null; // '' when somebody has closed all
let course = null;
let judged = '';
let timer = 0;

const say = (sentence) => { if (one('#state').textContent !== sentence) one('#state').textContent = sentence; };

async function look() {
  clearTimeout(timer);
  let next = LATER;
  try {
    const { folder, runs, evaluations } = await json('/v1/runs');
    if (!folder) {
      say('This server has no folder of data: start it with `mien serve --data DIR`, and trainings in DIR can be followed and started here.');
      return;
    }
    showRuns(runs);
    showEvaluations(evaluations);
    one('#new').hidden = false;
    say(runs.length ? inWords(runs) : 'There is no training yet.');
    if (runs.some(isLive)) next = SOON;
    await showCourse(runs);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.message);
    if (error.status === 401) return; // nobody gave a token: asking again is no use
  }
  timer = setTimeout(look, document.hidden ? LATER : next);
}

const isLive = (run) => run.state === 'running' || run.state === 'stopping';

function inWords(runs) {
  const live = runs.find(isLive);
  return live ? `${live.id} is ${live.state}.` : `${count(runs.length, 'training')}, none of them running.`;
}

function showRuns(runs) {
  one('#trainings').hidden = runs.length === 0;
  const list = one('#runs');
  for (const [id, row] of rows) {
    if (runs.some((run) => run.id === id)) continue;
    row.element.remove();
    rows.delete(id);
  }
  runs.forEach((run, i) => {
    if (!rows.has(run.id)) rows.set(run.id, new Row(run, { open, choose, change: look }));
    const row = rows.get(run.id);
    row.update(run);
    if (list.children[i] !== row.element) list.insertBefore(row.element, list.children[i] ?? null);
  });
  if (opened !== '' && !rows.has(opened)) opened = runs.find(isLive)?.id ?? null;
}

/** Opens a run's details, or closes them. */
function open(id) {
  opened = opened === id ? '' : id;
  history.replaceState(null, '', opened ? `#${encodeURIComponent(opened)}` : location.pathname);
  look();
}

async function showCourse(runs) {
  const run = runs.find((one_) => one_.id === opened);
  rows.forEach((row, id) => row.expand(id === opened));
  if (course && course.id !== run?.id) {
    course.element.remove();
    course = null;
  }
  if (!run) return;
  course ??= new Course(run.id);
  rows.get(run.id).hold(course.element);
  await course.update(run);
}

async function choose(id, chosen) {
  if (chosen) compared.add(id); else compared.delete(id);
  const section = one('#compare');
  section.hidden = compared.size < 2;
  const found = section.hidden ? null : await compare([...compared]);
  section.replaceChildren(section.firstElementChild, ...(found ? [found] : []));
}

const reportLink = (evaluation) => (evaluation.report
  ? h('a', { href: `/v1/runs/evaluation?evaluation=${encodeURIComponent(evaluation.id)}`, target: '_blank', rel: 'noopener',
    onclick: openReport }, 'Report') : 'none');

const figure = ({ value, low, high }) => (value === null ? '–' : h('span', {}, percentage(value),
  low === null ? null : h('small.soft', {}, ` ${percentage(low)} to ${percentage(high)}`)));

/** Drawn anew only when something has changed, so that nobody loses the place. */
function showEvaluations(evaluations) {
  const section = one('#evaluations');
  const told = JSON.stringify(evaluations);
  if (told === judged) return;
  judged = told;
  section.hidden = evaluations.length === 0;
  const cells = (one_) => one_.models.map((model) => [one_.id, model.model, `${one_.data}, ${one_.split}`, number(one_.pictures),
    model.head, figure(model.accuracy), figure(model.macroF1), reportLink(one_)]);
  section.replaceChildren(section.firstElementChild, table([{ title: 'Folder', file: true }, { title: 'Model', file: true },
    { title: 'Data' }, { title: 'Pictures', numeric: true }, { title: 'Answer' }, { title: 'Accuracy' }, { title: 'Macro-F1' },
    { title: 'Report' }], evaluations.flatMap(cells), 'Evaluations'));
}

/** Shows the form, or puts it away. */
async function toggleForm() {
  const section = one('#order');
  const shown = section.hidden;
  if (shown && !section.firstChild) section.append(await orderForm({ started, cancel: toggleForm }));
  section.hidden = !shown;
  one('#new').setAttribute('aria-expanded', String(shown));
  (shown ? section.querySelector('input') : one('#new')).focus();
}

function started(run) {
  one('#order').replaceChildren();
  one('#order').hidden = true;
  one('#new').setAttribute('aria-expanded', 'false');
  opened = '';
  open(run.id);
  one('#new').focus();
}

one('#new').addEventListener('click', () => toggleForm().catch((error) => say(error.message)));
document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
look();
