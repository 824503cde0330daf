// A training in the list: what it is, where it stands, what can be done with it.
import { h, number, save } from './dom.js';
import { ask, hasToken, json, Refused } from './server.js';

const WORDS = { running: 'Running', stopping: 'Stopping', stopped: 'Stopped', finished: 'Finished', failed: 'Failed' };

export const percentage = (share) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);

export function time(seconds) {
  const s = Math.round(seconds);
  const minutes = Math.floor(s / 60);
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} h ${minutes % 60} min` : minutes ? `${minutes} min ${s % 60} s` : `${s} s`;
}

/** Opens a report that only holders of a token may see: the link alone would not say who asks. */
export async function openReport(event) {
  if (!hasToken()) return;
  event.preventDefault();
  const view = open('', '_blank');
  const { pathname, search } = new URL(event.currentTarget.href);
  const { path } = await json('/v1/runs/ticket', { method: 'POST', query: { path: pathname + search } });
  view.opener = null;
  view.location.replace(path);
}

export class Row {
  constructor(run, { open, choose, change }) {
    this.id = run.id;
    this.change = change;
    this.name = h('button.name', { type: 'button', 'aria-expanded': 'false', onclick: () => open(run.id) }, run.id);
    this.badge = h('span.state');
    this.facts = h('p.facts');
    this.note = h('p.why', { hidden: true });
    this.error = h('p.why.grave', { role: 'alert', hidden: true });
    this.meter = h('div.meter', { role: 'progressbar', 'aria-label': `Progress of ${run.id}`, 'aria-valuemin': 0, 'aria-valuemax': 100 }, h('i'));
    this.detail = h('div.detail', { hidden: true });
    this.buttons = this.makeButtons(run, choose);
    this.element = h('li.run', {}, h('div.head', {}, h('h3', {}, this.name), this.badge), this.facts, this.meter, this.note,
      this.error, h('div.controls', {}, Object.values(this.buttons)), this.detail);
  }

  makeButtons(run, choose) {
    const button = (text, act) => h('button.button.small', { type: 'button', 'aria-label': `${text} ${run.id}`, onclick: act }, text);
    const query = `?run=${encodeURIComponent(run.id)}`;
    const box = h('input', { type: 'checkbox', onchange: () => choose(run.id, box.checked) });
    return {
      stop: button('Stop', () => this.act('/v1/runs/stop')),
      resume: button('Resume', () => this.act('/v1/runs/resume')),
      report: h('a', { href: `/v1/runs/report${query}`, target: '_blank', rel: 'noopener', onclick: openReport }, 'Report'),
      model: h('a', { href: `/v1/runs/model${query}`, onclick: (event) => this.fetchModel(event) }, 'Model'),
      compare: h('label', {}, box, 'Side by side'),
    };
  }

  /** Sends what a button stands for, and looks at once what came of it. */
  async act(path) {
    this.complain('');
    try {
      await json(path, { method: 'POST', query: { run: this.id } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.complain(error.message);
    }
    await this.change();
  }

  complain(sentence) {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
  }

  async fetchModel(event) {
    if (!hasToken()) return;
    event.preventDefault();
    const answer = await ask('/v1/runs/model', { query: { run: this.id } });
    save(`${this.id.split('/').pop()}.onnx`, await answer.blob());
  }

  update(run) {
    const live = run.state === 'running' || run.state === 'stopping';
    this.element.dataset.state = run.state;
    this.badge.textContent = WORDS[run.state];
    this.facts.textContent = facts(run);
    this.note.textContent = run.note;
    this.note.hidden = !run.note;
    this.meter.hidden = !live;
    const share = Math.round(100 * progress(run));
    this.meter.setAttribute('aria-valuenow', share);
    this.meter.firstChild.style.setProperty('width', `${share}%`);
    this.show('stop', run.state === 'running');
    this.show('resume', run.resumable && !live);
    this.buttons.resume.textContent = run.state === 'failed' ? 'Try again' : 'Resume';
    this.buttons.resume.setAttribute('aria-label', `${this.buttons.resume.textContent} ${run.id}`);
    this.show('report', run.report);
    this.show('model', run.modelBytes !== null);
    this.buttons.model.textContent = `Model, ${((run.modelBytes ?? 0) / 1e6).toFixed(1)} MB`;
    if (this.state !== run.state) this.complain('');
    this.state = run.state;
  }

  /** A button that goes away hands its focus to the name. */
  show(button, visible) {
    const element = this.buttons[button];
    if (!visible && element === document.activeElement) this.name.focus();
    element.hidden = !visible;
  }

  expand(expanded) {
    this.name.setAttribute('aria-expanded', String(expanded));
    this.detail.hidden = !expanded;
  }

  hold(element) {
    if (element.parentNode !== this.detail) this.detail.replaceChildren(element);
  }
}

/** The share of a training that is over. */
export function progress({ epochs, done, progress: now }) {
  if (!epochs) return 0;
  const within = now && now.epoch > done && now.steps ? now.step / now.steps : 0;
  return Math.min(1, (done + within) / epochs);
}

function facts(run) {
  const live = run.state === 'running' || run.state === 'stopping';
  const now = live ? run.progress : null;
  const epoch = now?.epoch ? `epoch ${now.epoch} of ${run.epochs ?? '?'}, step ${now.step} of ${now.steps}`
    : `${run.done} of ${run.epochs ?? '?'} epochs`;
  return [
    [run.network, run.data].filter(Boolean).join(' on '),
    live && !now?.epoch ? 'reads its data' : epoch,
    run.best === null ? null : `best accuracy ${percentage(run.best)} in epoch ${run.bestEpoch}`,
    run.loss === null ? null : `loss ${run.loss.toFixed(3)}`,
    run.seconds ? time(run.seconds) : null,
    now?.imagesPerSecond ? `${number(Math.round(now.imagesPerSecond))} images/s` : null,
  ].filter(Boolean).join(' · ');
}
