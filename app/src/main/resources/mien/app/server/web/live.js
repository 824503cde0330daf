// The view Live: wires camera, server, people and recording together.
import { analyze, analyzeAll } from './analyze.js';
import { cameras, closeCamera, NoCamera, openCamera } from './camera.js';
import { choice, count, h, label, one, save } from './dom.js';
import { Frames } from './frames.js';
import { masked, MASKS } from './mask.js';
import { model, options } from './model.js';
import { draw } from './overlay.js';
import { People } from './people.js';
import { Persons } from './persons.js';
import { Rate } from './rate.js';
import { Recording } from './recording.js';

const SMALLEST = 64; // pixels: smaller faces cost most of the search
const QUALITY = 0.85; // of the JPEG that is sent
const PATIENCE = 10_000; // ms for an answer
const SMOOTHINGS = [['Off', 0], ['0.4 s', 400], ['1.5 s', 1500]];

const main = one('#content');
const video = one('#video');
const overlay = one('#overlay');
const persons = new Persons(one('#people'));
const rate = new Rate();
const frames = new Frames(video, picture);

const now = { known: null, choices: null, people: null, mask: '', smoothing: 400, recording: null, shown: [],
  unsaved: false, learning: null };

const say = (text) => { one('#status').textContent = text; };

/** Whether there is a picture with people. */
const shows = () => ['on', 'paused'].includes(main.dataset.state);

function enter(state) {
  main.dataset.state = state;
  one('#curtain').hidden = shows();
  one('#start').disabled = state === 'starting';
  for (const id of ['pause', 'record', 'stop']) one(`#${id}`).disabled = !shows();
  one('#pause').textContent = state === 'paused' ? 'Go on' : 'Pause';
  one('#pause').setAttribute('aria-pressed', String(state === 'paused'));
  if (state !== 'on') {
    frames.stop();
    rate.clear();
    one('#rate').textContent = { paused: 'Paused', off: '', starting: 'Starting…', failed: '' }[state];
  }
}

/** The camera cannot be used, for a reason that is shown where the picture would be. */
function fail(sentence, again = true) {
  if (now.recording) endRecording();
  closeCamera(video);
  trouble('');
  overlay.width = 0;
  one('#message').textContent = sentence;
  one('#start').hidden = !again;
  enter('failed');
  say(sentence);
  if (again) one('#start').focus();
}

/** Something is wrong while the camera runs; '' if it no longer is. */
function trouble(sentence) {
  if (one('#trouble').textContent !== sentence) say(sentence);
  one('#trouble').textContent = sentence;
  one('#trouble').hidden = sentence === '';
}

async function start() {
  enter('starting');
  one('#message').textContent = 'Waiting for the camera; the browser may ask you whether this page may use it.';
  try {
    await learnt();
    const stream = await openCamera(video, one('#camera').value);
    for (const track of stream.getVideoTracks()) track.addEventListener('ended', unplugged);
    one('.stage').style.setProperty('--ratio', video.videoWidth / video.videoHeight);
    anew();
    enter('on');
    say('The camera is on.');
    frames.start();
    listCameras();
  } catch (error) {
    fail(error.message, !(error instanceof NoCamera) || error.again);
  }
}

const unplugged = () => fail('The camera is gone, unplugged or taken by another program: put that right, then start again.');

/** Asks what the server reads faces with; once, unless that fails. */
const learnt = () => (now.learning ??= learn().catch((error) => {
  now.learning = null;
  throw error;
}));

async function learn() {
  now.known = await model();
  now.choices = options(now.known, SMALLEST, anew);
  one('#options').replaceChildren(...now.choices.elements.filter(Boolean));
  anew();
}

/** Forgets who was seen: after a start and when other labels answer. */
function anew() {
  if (now.recording) endRecording();
  now.people = new People(now.choices.head(), now.smoothing);
  persons.clear();
  one('#legend').replaceChildren(...now.people.head.labels.map((one) => h('li', {}, label(one))));
}

async function listCameras() {
  const all = await cameras();
  const used = video.srcObject?.getVideoTracks()[0]?.getSettings().deviceId;
  one('#camera').replaceChildren(...all.map(({ id, name }) => h('option', { value: id, selected: id === used }, name)));
  one('#device').hidden = all.length < 2;
}

/** Asks the server about one picture and shows its answer. */
async function picture(canvas) {
  const taken = performance.now();
  const stamp = Date.now();
  const { people, mask } = now;
  try {
    const { faces, server } = await read(canvas, mask);
    trouble('');
    if (people !== now.people || !shows()) return; // asked for something else meanwhile
    const seen = persons.see(people.see(faces, taken), taken);
    if (stamp >= now.recording?.begun) now.recording.add(stamp, seen, mask);
    now.shown = [seen, { width: canvas.width, height: canvas.height }];
    redraw();
    if (main.dataset.state === 'on') rate.add(performance.now(), performance.now() - taken, server);
    else list(); // the last picture before the pause, which stays
  } catch (error) {
    await bear(error);
  }
}

/** The faces of a picture; where a mask is wanted, each is read again with it. */
async function read(canvas, mask) {
  const signal = AbortSignal.timeout(PATIENCE);
  const query = now.choices.query();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  const answer = await analyze(blob, query, signal);
  const human = answer.faces.filter((face) => face.outcome !== 'not_human');
  if (mask === '' || human.length === 0) return { faces: human, server: answer.milliseconds };
  const covered = await Promise.all(human.map((face) =>
    masked(canvas, face.box, now.known.margin, mask).convertToBlob({ type: 'image/jpeg', quality: 0.95 })));
  const answers = await analyzeAll(covered, { labels: query.labels, detector: 'whole', 'min-face': 1 }, signal);
  const faces = human.map((face, i) => ({ ...face, ...pick(answers[i].faces[0]), uncovered: face.emotion }));
  return { faces, server: answer.milliseconds + answers.reduce((sum, one) => sum + one.milliseconds, 0) };
}

const pick = ({ emotion, outcome, probabilities }) => ({ emotion, outcome, probabilities });

/** Waits where the server asks for it or is away; gives up where asking again would not help. */
async function bear(error) {
  if (main.dataset.state !== 'on') return;
  const slow = error.name === 'TimeoutError' || error.name === 'AbortError';
  const patient = slow || error.status === 0 || error.after !== null && error.after !== undefined;
  const said = slow ? 'The server took too long to answer.' : error.message.replace(/[^.?!]$/, '$&.');
  trouble(patient ? `${said} Trying again.` : said);
  if (patient) await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(5, error.after ?? 1)));
  else pause();
}

/** While it is paused the picture that was read stands under the boxes, for the camera was a little further. */
function redraw() {
  if (!now.shown.length) return;
  const still = main.dataset.state === 'paused' ? frames.canvas : null;
  draw(overlay, ...now.shown, { mirror: one('#mirror').checked, mask: now.mask, labels: now.people.head.labels, still });
}

function pause() {
  if (main.dataset.state === 'paused') {
    video.play();
    enter('on');
    frames.start();
  } else {
    video.pause();
    enter('paused');
    redraw();
    list(); // shows what the picture shows
  }
  say(main.dataset.state === 'paused' ? 'Paused.' : 'Going on.');
}

function stop() {
  if (now.recording) endRecording();
  closeCamera(video);
  now.shown = [];
  overlay.width = 0;
  trouble('');
  one('#message').textContent = 'The camera is off.';
  enter('off');
  one('#start').focus();
}

function record() {
  if (now.recording) return endRecording();
  now.recording = new Recording(now.people.head, Date.now());
  one('#record').textContent = 'Stop recording';
  one('#record').setAttribute('aria-pressed', 'true');
  one('#saved').hidden = true;
  say('Recording.');
}

function endRecording() {
  const made = now.recording;
  now.recording = null;
  now.unsaved = true;
  one('#record').textContent = 'Record';
  one('#record').setAttribute('aria-pressed', 'false');
  one('#saved').hidden = false;
  one('#recorded').textContent = `Recorded: ${count(made.pictures, 'picture')}`;
  const name = `mien-${new Date(made.begun).toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const keep = (ending, type, text) => { save(name + ending, new Blob([text], { type })); now.unsaved = false; };
  one('#csv').onclick = () => keep('.csv', 'text/csv', made.csv());
  one('#jsonl').onclick = () => keep('.jsonl', 'application/jsonl', made.jsonl());
  one('#discard').onclick = () => { one('#saved').hidden = true; now.unsaved = false; };
  say('The recording has ended; save it as CSV or JSONL.');
}

const list = () => persons.show(now.people.head.labels, performance.now());

/** What changes too often for each answer to show it. */
function refresh() {
  if (main.dataset.state !== 'on') return;
  list();
  const measured = rate.now();
  main.dataset.rate = measured ? measured.perSecond.toFixed(1) : '';
  one('#rate').textContent = measured ? `${measured.perSecond.toFixed(0)} frames/s · ${measured.latency.toFixed(0)} ms from`
    + ` camera to answer, ${measured.server.toFixed(0)} ms of it in the server · ${frames.canvas.width} × ${frames.canvas.height}` : '';
}

function smooth(i) {
  [, now.smoothing] = SMOOTHINGS[i];
  if (now.people) now.people.constant = now.smoothing;
  one('#smooth-note').textContent = now.smoothing === 0
    ? 'Each picture is shown as the server read it.'
    : `An exponential average over time: after ${now.smoothing / 1000} s, 63 % of a sudden change is seen, after`
      + ` ${(3 * now.smoothing) / 1000} s 95 %. Boxes follow five times as fast.`;
}

function wire() {
  one('#start').onclick = start;
  one('#pause').onclick = pause;
  one('#stop').onclick = stop;
  one('#record').onclick = record;
  one('#camera').onchange = () => { closeCamera(video); frames.stop(); start(); };
  const mirror = () => { one('.stage').classList.toggle('mirrored', one('#mirror').checked); redraw(); };
  one('#mirror').onchange = mirror;
  mirror();
  one('#smoothing').append(choice('Smoothing', SMOOTHINGS.map(([name]) => name), 1, smooth));
  smooth(1);
  one('#mask').append(choice('Cover', MASKS.map(([, name]) => name), 0, (i) => { [now.mask] = MASKS[i]; redraw(); }));
  navigator.mediaDevices?.addEventListener('devicechange', listCameras);
  addEventListener('resize', redraw);
  addEventListener('beforeunload', (event) => { if (now.recording || now.unsaved) event.preventDefault(); });
  setInterval(refresh, 200);
}

wire();
learnt().catch(() => {}); // said when the camera is started
