// Review: which data set, which of its pictures, and one key for each decision.
import { count, h, number, one, save } from './dom.js';
import { ask, json, post } from './server.js';
import { Desk } from './review-desk.js';

const EVERY = 2000; // milliseconds, while an audit goes on
let desk = null;

const wanted = () => decodeURIComponent(location.hash.slice(1).split('?')[0]);

async function route() {
  desk?.end();
  desk = null;
  const id = wanted();
  one('#desk').hidden = true;
  one('#start').hidden = false;
  document.title = `${id || 'Review'} · Mien`;
  try {
    if (id) await open(id); else await list();
  } catch (error) {
    say(error.message, true);
  }
}

function say(sentence, grave = false) {
  const lead = one('#lead');
  lead.textContent = sentence;
  lead.classList.toggle('grave', grave);
}

async function list() {
  const { folder, sets } = await json('/v1/review');
  one('#sets').replaceChildren();
  if (folder === null) {
    say('This server has no folder of data: start it with `mien serve --data DIR`, and the data sets in DIR can be reviewed here.');
  } else if (!sets.length) {
    say(`There is no data set in ${folder}: put folders or zips of labelled pictures, or csv files with pixels, there and load this page again.`);
  } else {
    say('Choose a data set: its pictures stay as they are, your decisions go to a file of corrections beside it.');
    one('#sets').replaceChildren(...sets.map(entry));
  }
}

const date = (time) => new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const entry = ({ id, audit, decided }) => h('li', {}, h('a.tile', { href: `#${encodeURIComponent(id)}` },
  h('span', {}, id),
  h('small', {}, audit ? `audit of ${date(audit.time)}` : 'no audit yet'),
  h('small', {}, `${count(decided, 'picture')} decided`)));

async function open(id) {
  say(`Opening ${id}…`);
  one('#sets').replaceChildren();
  const material = await json('/v1/review/material', { query: { data: id } });
  if (wanted() !== id) return;
  one('#start').hidden = true;
  one('#desk').hidden = false;
  one('#name').textContent = id;
  desk = new Desk(material);
  await desk.start();
  one('#filters').append(h('button.button.small', { type: 'button', onclick: () => download(id) }, 'Download corrections.csv'));
  await audits(material);
}

async function download(id) {
  try {
    const response = await ask('/v1/review/corrections', { query: { data: id } });
    save('corrections.csv', await response.blob());
  } catch (error) {
    one('#saved').textContent = error.message;
  }
}

/** Says which audit there is, and starts another. */
async function audits(material) {
  const { auditing } = await json('/v1/review');
  if (wanted() !== material.id) return;
  const mine = auditing.data === material.id;
  if (auditing.state === 'running') showGoing(material, mine);
  else showAudit(material, mine && auditing.state === 'failed' ? `The audit failed: ${auditing.said}.` : '');
}

function showAudit(material, problem) {
  const labels = h('input', { type: 'checkbox' });
  const start = async () => {
    await act('/v1/review/audit', { data: material.id, labels: labels.checked });
    await audits(material);
  };
  const text = material.audit
    ? `Audit of ${date(material.audit.time)}, ${count(material.findings.length, 'finding')}.`
    : `No audit of these ${number(material.files.length)} pictures yet: it finds copies, blank pictures and more in seconds.`;
  one('#audit').replaceChildren(h('details', { open: !material.audit || problem !== '' }, h('summary', {}, text),
    h('div.controls', {}, problem ? h('span.grave', {}, problem) : null,
      h('button.button.small', { type: 'button', onclick: start }, material.audit ? 'Audit again' : 'Audit now'),
      h('label', {}, labels, 'and look for wrong labels, which takes minutes'))));
}

function showGoing(material, mine) {
  const stop = async () => { await act('/v1/review/audit/stop', {}); await audits(material); };
  const text = mine ? 'Auditing…' : 'Another data set is being audited…';
  one('#audit').replaceChildren(h('div.controls', {}, h('span', { role: 'status' }, text),
    h('button.button.small', { type: 'button', onclick: stop }, 'Stop')));
  follow(material);
}

async function act(path, query) {
  try {
    await post(path, {}, { query });
  } catch (error) {
    one('#saved').textContent = error.message;
  }
}

/** Waits for the audit's end, then shows what it found. */
async function follow(material) {
  await new Promise((resolve) => { setTimeout(resolve, EVERY); });
  if (wanted() !== material.id) return;
  try {
    const { auditing } = await json('/v1/review');
    if (auditing.state === 'running') follow(material);
    else if (auditing.state === 'done' && auditing.data === material.id) route();
    else audits(material);
  } catch {
    follow(material); // the server may be back in a moment
  }
}

window.addEventListener('hashchange', route);
route();
