// The view Try: takes photos in, asks for each, hands answers out.
import { csv, json } from './answers.js';
import { h, one, save } from './dom.js';
import { model, options } from './model.js';
import { PhotoView } from './photo.js';

const AT_ONCE = 2; // photos that the server is asked about
const SMALLEST = 24; // pixels

let choices = null;
let photos = [];
let waiting = [];
let busy = 0;

const answered = () => photos.map((photo) => photo.answer).filter((answer) => answer !== null);

function trouble(sentence) {
  one('#trouble').textContent = sentence;
  one('#trouble').hidden = sentence === '';
}

/** Asks about those that wait, a few at a time. */
async function next() {
  if (busy === AT_ONCE || waiting.length === 0 || !choices) return;
  busy++;
  const photo = waiting.shift();
  await photo.analyze(choices);
  busy--;
  one('#downloads').hidden = answered().length === 0;
  next();
}

function ask(some) {
  waiting = [...waiting.filter((photo) => !some.includes(photo)), ...some];
  for (let i = 0; i < AT_ONCE; i++) next();
}

function take(files) {
  trouble(files.length === 0 ? 'There is no file in what you gave; drop or paste pictures.' : '');
  const added = [...files].map((file) => {
    const photo = new PhotoView(file, () => remove([photo]));
    return photo;
  });
  photos = [...added, ...photos];
  one('#photos').prepend(...added.map((photo) => photo.element));
  ask(added);
}

function remove(some) {
  some.forEach((photo) => photo.close());
  photos = photos.filter((photo) => !some.includes(photo));
  waiting = waiting.filter((photo) => !some.includes(photo));
  one('#downloads').hidden = answered().length === 0;
  one('#choose').focus();
}

async function example() {
  const response = await fetch('/web/example.png');
  take([new File([await response.blob()], 'example.png', { type: 'image/png' })]);
}

function wireFiles() {
  const files = one('#files');
  one('#choose').onclick = () => files.click();
  files.onchange = () => { take(files.files); files.value = ''; };
  one('#example').onclick = example;
  let depth = 0; // of the elements that were entered and not left
  const drag = (by) => { depth += by; document.body.classList.toggle('dragged', depth > 0); };
  addEventListener('dragenter', (event) => { event.preventDefault(); drag(1); });
  addEventListener('dragleave', () => drag(-1));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => { event.preventDefault(); drag(-depth); take(event.dataTransfer.files); });
  addEventListener('paste', (event) => {
    if (event.target instanceof HTMLInputElement) return;
    take(event.clipboardData.files);
  });
}

function wire() {
  wireFiles();
  one('#json').onclick = () => save('mien.json', new Blob([json(answered())], { type: 'application/json' }));
  one('#csv').onclick = () => save('mien.csv', new Blob([csv(answered(), choices.head().labels.map(({ name }) => name))],
    { type: 'text/csv' }));
  one('#clear').onclick = () => remove(photos);
}

/** Asks what the server reads faces with; photos wait for that. */
async function learn() {
  try {
    choices = options(await model(), SMALLEST, () => ask(photos));
    one('#options').replaceChildren(...choices.elements.filter(Boolean));
    ask([]);
  } catch (error) {
    trouble(error.message);
    one('#trouble').append(' ', h('button.button.small', { type: 'button', onclick: () => { trouble(''); learn(); } }, 'Try again'));
  }
}

wire();
learn();
