// The form that starts a training. The server says what a recipe holds, and what is wrong with what was typed.
import { h } from './dom.js';
import { json, post, Refused } from './server.js';

const TITLES = { pace: 'Pace', optimizer: 'Optimizer', schedule: 'Schedule', objective: 'Objective', augmentation: 'Augmentation',
  averaging: 'Averaging' };
const FIRST = 'pace.epochs'; // asked for with the name, not among the rest

/** A field with its label, its meaning, and a place for the sentence that says what is wrong with it. */
class Field {
  constructor(path, label, control, meaning = '') {
    this.path = path;
    this.control = control;
    const id = `order-${path.replaceAll('.', '-')}`;
    this.problem = h('p.wrong', { id: `${id}-wrong`, hidden: true });
    this.usual = h('small.usual', { hidden: true });
    control.element.id ||= id;
    const described = `${id}-meaning ${id}-wrong`;
    control.inputs.forEach((input) => input.setAttribute('aria-describedby', described));
    const title = control.group ? h('span.title', { id: `${id}-title` }, label) : h('label.title', { for: control.element.id }, label);
    if (control.group) control.element.setAttribute('aria-labelledby', `${id}-title`);
    this.element = h('div.item', {}, title, control.element, this.usual, this.problem,
      h('small.meaning', { id: `${id}-meaning` }, meaning));
  }

  get value() { return this.control.read(); }

  set value(text) { this.control.write(text); }

  complain(sentence) {
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
    this.control.inputs.forEach((input) => input.setAttribute('aria-invalid', String(Boolean(sentence))));
  }

  /** Says what the chosen recipe has, where this field has something else. */
  compare(usual) {
    const differs = usual !== undefined && usual !== this.value;
    this.usual.hidden = !differs;
    this.usual.textContent = differs ? `the recipe has ${usual === '' ? 'none' : usual}` : '';
  }
}

function text(value = '', numeric = false) {
  const input = h('input', { type: 'text', value, autocomplete: 'off', spellcheck: 'false', inputmode: numeric ? 'decimal' : 'text' });
  return { element: input, inputs: [input], read: () => input.value, write: (given) => { input.value = given; } };
}

function select(choices, chosen) {
  const element = h('select', {}, choices.map((name) => h('option', { value: name, selected: name === chosen }, name)));
  return { element, inputs: [element], read: () => element.value, write: (given) => { element.value = given; } };
}

function boxes(choices) {
  const inputs = choices.map((name) => h('input', { type: 'checkbox', value: name }));
  const element = h('div.boxes', { role: 'group' }, inputs.map((input) => h('label', {}, input, input.value)));
  return {
    element, inputs, group: true,
    read: () => inputs.filter((input) => input.checked).map((input) => input.value).join(', '),
    write: (given) => inputs.forEach((input) => { input.checked = given.split(', ').includes(input.value); }),
  };
}

const control = ({ form, choices }) => (form === 'choice' ? select(choices)
  : form === 'choices' ? boxes(choices) : text('', form === 'whole' || form === 'number'));

class Order {
  constructor(offer, { started, cancel }) {
    this.offer = offer;
    this.started = started;
    this.general = this.makeGeneral();
    this.recipe = new Map(offer.fields.map((field) => [field.path, new Field(field.path, title(field.path), control(field), field.meaning)]));
    this.said = h('p.wrong', { role: 'alert', tabindex: -1, hidden: true });
    this.send = h('button.button.first', { type: 'submit' }, 'Start training');
    this.all = h('details', {}, h('summary', {}, 'All values of the recipe'), this.groups());
    const { name, data, corrected, network, recipe, seed, precision } = this.general;
    const first = [name, data, network, recipe, this.recipe.get(FIRST), seed, precision].map((field) => field.element);
    first.splice(2, 0, corrected.element);
    this.element = h('form', { novalidate: true, onsubmit: (event) => this.submit(event), oninput: () => this.refresh() },
      h('header', {}, h('h2', {}, 'New training')), h('div.items', {}, first), this.all, this.said,
      h('div.controls', {}, this.send, h('button.button', { type: 'button', onclick: cancel }, 'Cancel')));
    this.takeRecipe();
  }

  makeGeneral() {
    const { data, networks, recipes, precisions } = this.offer;
    const list = h('datalist', { id: 'order-sets' }, data.map(({ id }) => h('option', { value: id })));
    const sets = text(data[0]?.id ?? '');
    sets.element.setAttribute('list', list.id);
    const field = (path, label, its, meaning) => new Field(path, label, its, meaning);
    const general = {
      name: field('name', 'Name', text(), 'Of the model; it goes to runs/NAME.onnx.'),
      data: field('data', 'Data', sets, data.length ? `A path below the folder, such as ${data.map(({ id }) => id).slice(0, 3).join(', ')}.`
        : 'A path below the folder; nothing in it looks like labelled pictures.'),
      corrected: field('corrected', 'Corrections', boxes(['apply what was reviewed']), ''),
      network: field('network', 'Network', select(networks, 'mien-s'), ''),
      recipe: field('recipe', 'Recipe', select(Object.keys(recipes), 'quick'), 'What the values below start from.'),
      seed: field('seed', 'Seed', text('1', true), 'Of weights, order and augmentation.'),
      precision: field('precision', 'Precision', select(precisions, 'auto'), 'Of the network while it is trained.'),
    };
    general.data.element.append(list);
    general.recipe.control.element.addEventListener('change', () => this.takeRecipe());
    return general;
  }

  /** The fields of the recipe by what they belong to. */
  groups() {
    const groups = Object.entries(TITLES).map(([group, name]) => {
      const fields = [...this.recipe.values()].filter(({ path }) => path.startsWith(`${group}.`) && path !== FIRST);
      fields.filter(({ path }) => path.endsWith('.kind'))
        .forEach((field) => field.control.element.addEventListener('change', () => this.takeKind(field)));
      return h('fieldset', {}, h('legend', {}, name), h('div.items', {}, fields.map((field) => field.element)));
    });
    return h('div.groups-of-values', {}, groups);
  }

  get usual() { return this.offer.recipes[this.general.recipe.value]; }

  takeRecipe() {
    const start = { ...Object.assign({}, ...Object.values(this.offer.kinds)), ...this.usual };
    this.recipe.forEach((field, path) => { field.value = start[path] ?? ''; });
    this.refresh();
  }

  /** Another kind of optimizer or schedule has values of its own, which start as usual. */
  takeKind(field) {
    Object.entries(this.offer.kinds[`${field.path}=${field.value}`]).forEach(([path, value]) => { this.recipe.get(path).value = value; });
    this.refresh();
  }

  applies({ path, kinds }) {
    return kinds.length === 0 || kinds.includes(this.recipe.get(`${path.split('.')[0]}.kind`).value);
  }

  refresh() {
    const chosen = this.offer.data.find(({ id }) => id === this.general.data.value);
    this.general.corrected.element.hidden = !chosen?.corrected;
    this.offer.fields.forEach((field) => {
      const own = this.recipe.get(field.path);
      own.element.hidden = !this.applies(field);
      own.compare(this.usual[field.path]);
    });
  }

  read() {
    const { name, data, network, seed, precision, corrected } = this.general;
    const values = this.offer.fields.filter((field) => this.applies(field)).map(({ path }) => [path, this.recipe.get(path).value]);
    return { name: name.value, data: data.value, corrected: !corrected.element.hidden && corrected.value !== '', network: network.value,
      seed: seed.value, precision: precision.value, recipe: Object.fromEntries(values) };
  }

  async submit(event) {
    event.preventDefault();
    this.complain('', {});
    this.send.disabled = true;
    this.send.textContent = 'Looks at the data…';
    try {
      this.started(await post('/v1/runs/start', this.read()));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.complain(error.message, error.answer?.fields ?? {});
    } finally {
      this.send.disabled = false;
      this.send.textContent = 'Start training';
    }
  }

  /** Each sentence next to its field; the first of them gets the focus. */
  complain(sentence, fields) {
    const all = [...Object.values(this.general), ...this.recipe.values()];
    all.forEach((field) => field.complain(fields[field.path] ?? ''));
    const wrong = all.filter((field) => fields[field.path]);
    if (wrong.some((field) => this.all.contains(field.element))) this.all.open = true;
    this.said.textContent = wrong.length > 1 ? `${wrong.length} values are wrong.` : wrong.length ? 'One value is wrong.' : sentence;
    this.said.hidden = !this.said.textContent;
    if (wrong.length) wrong[0].control.inputs[0].focus();
    else if (sentence) this.said.focus();
  }
}

/** `augmentation.warp.degrees` is called `warp degrees`. */
function title(path) {
  if (path === FIRST) return 'Epochs';
  const words = path.split('.').slice(1).join(' ').replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}

/** @param started gets the training that was started */
export async function orderForm(actions) {
  return new Order(await json('/v1/runs/form'), actions).element;
}
