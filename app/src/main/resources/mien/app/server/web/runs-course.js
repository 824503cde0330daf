// A training in full: curves that grow while it goes on, figures as a table, its recipe, what it printed.
import { h, table } from './dom.js';
import { json } from './server.js';
import { Chart } from './runs-chart.js';
import { percentage } from './runs-list.js';

const HEADS = ['var(--validation)', 'var(--train)', 'var(--alert)', 'var(--soft)'];
const tick = (share) => `${Math.round(100 * share)} %`;
const points = (history, values) => values.map((y, i) => [history.epoch[i], y]);

export class Course {
  constructor(id) {
    this.id = id;
    this.told = ''; // what was drawn last
    this.steps = []; // of the epoch under way, as they were seen from here: {x, loss, accuracy}
    this.loss = new Chart('Loss', 'nats');
    this.accuracy = new Chart('Accuracy', 'of the first head', { format: tick });
    this.heads = new Chart('Validation by answer', 'accuracy, and macro-F1 dashed', { format: tick });
    this.rate = new Chart('Learning rate', 'at the end of each epoch');
    this.word = h('p.callout.grave', { hidden: true });
    this.charts = h('div.charts', {}, [this.loss, this.accuracy, this.heads, this.rate].map((chart) => chart.element));
    this.epochs = h('details', {}, h('summary', {}, 'As a table'));
    this.recipe = h('details', {}, h('summary', {}, 'Recipe and settings'));
    this.output = h('pre', { tabindex: 0, 'aria-label': 'Output' });
    this.printed = h('details', {}, h('summary', {}, 'Output'), this.output);
    this.element = h('div', {}, this.word, this.charts, this.epochs, this.recipe, this.printed);
  }

  /** Asks for more only if the list says that there is more. */
  async update(run) {
    const told = JSON.stringify(run);
    if (told === this.told) return;
    this.told = told;
    const whole = await json('/v1/runs/run', { query: { run: this.id } });
    this.follow(whole);
    this.draw(whole);
    this.words(whole);
  }

  /** Keeps the running means of the epoch under way. */
  follow({ state, done, progress: now }) {
    const live = state === 'running' || state === 'stopping';
    if (!live || !now?.epoch || now.epoch <= done) {
      this.steps = [];
      return;
    }
    const x = now.epoch - 1 + now.step / now.steps;
    if (this.steps.length && this.steps.at(-1).x > x) this.steps = [];
    if (this.steps.at(-1)?.x !== x) this.steps.push({ x, loss: now.loss, accuracy: now.accuracy });
  }

  draw({ history, epochs }) {
    const none = history.epoch.length === 0 && this.steps.length === 0;
    this.charts.hidden = none;
    if (none) return;
    const both = (train, validation, now) => [
      { name: 'training', colour: 'var(--train)', points: points(history, train), dash: '6 3' },
      { name: 'this epoch so far', colour: 'var(--train)', points: this.steps.map((step) => [step.x, now(step)]) },
      { name: 'validation', colour: 'var(--validation)', points: points(history, validation), wide: 2.5 }];
    this.loss.update(both(history.trainLoss, history.validationLoss, (step) => step.loss), epochs);
    this.accuracy.update(both(history.trainAccuracy, history.validationAccuracy, (step) => step.accuracy), epochs);
    const figures = Object.entries(history.figures).filter(([name]) => /\.(accuracy|macroF1)$/.test(name));
    const names = [...new Set(figures.map(([name]) => name.split('.')[0]))];
    this.heads.update(figures.map(([name, values]) => ({ name: name.replace('.', ' ').replace('macroF1', 'macro-F1'),
      colour: HEADS[names.indexOf(name.split('.')[0]) % HEADS.length], points: points(history, values),
      dash: name.endsWith('macroF1') ? '2 4' : null })), epochs);
    this.rate.update([{ name: 'rate', colour: 'var(--bar)', points: points(history, history.learningRate) }], epochs);
  }

  words({ history, overfitting, recipe, settings, output }) {
    this.word.textContent = overfitting ?? '';
    this.word.hidden = !overfitting;
    this.epochs.hidden = history.epoch.length === 0;
    const plain = (value) => (value === null ? '–' : value.toFixed(3));
    fill(this.epochs, table(['Epoch', 'Rate', 'Training loss', 'accuracy', 'Validation loss', 'accuracy', 'Seconds']
      .map((title) => ({ title, numeric: true })), history.epoch.map((epoch, i) => [String(epoch),
      String(Number(history.learningRate[i]?.toPrecision(3))), plain(history.trainLoss[i]), percentage(history.trainAccuracy[i]),
      plain(history.validationLoss[i]), percentage(history.validationAccuracy[i]), history.seconds[i]?.toFixed(1) ?? '–']),
    'Figures of each epoch'));
    const values = [...Object.entries(settings), ...Object.entries(recipe)];
    this.recipe.hidden = values.length === 0;
    fill(this.recipe, table([{ title: 'Value' }, { title: 'This training' }], values, 'Recipe and settings'));
    this.printed.hidden = output.length === 0;
    const text = output.join('\n');
    if (this.output.textContent !== text) this.output.textContent = text;
  }
}

/** Exchanges what stands below a summary, unless somebody is just in it. */
function fill(details, content) {
  if (details.contains(document.activeElement) && details.firstElementChild !== document.activeElement) return;
  details.replaceChildren(details.firstElementChild, content);
}
