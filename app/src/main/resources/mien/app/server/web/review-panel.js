// The panel: the picture that has the focus, large, with all that is known of it, and what can be decided, each with its key.
import { count, h, label as named, number, percent } from './dom.js';
import { kindTitle } from './review-store.js';
import { paint, sheet } from './review-sheets.js';
import { decided, places } from './review-wall.js';

const LARGE = 320; // pixels
const KEYS = '1234567890';

/** What a key decides for pictures: [{picture, verdict, label}]; null if it decides nothing. */
export function choices(key, pictures, store) {
  const each = (verdict, label = '') => pictures.map((picture) => ({ picture, verdict, label }));
  if (key === 'k') return each('keep');
  if (key === 'd' || key === 'delete') return each('drop');
  const digit = KEYS.indexOf(key);
  if (digit >= 0 && digit < store.labels.length) return each('relabel', store.labels[digit].name).map((one) => plain(one, store));
  if (key !== 'enter') return null;
  return pictures.filter((picture) => store.proposal(picture)).map((picture) => {
    const { verdict, label } = store.proposal(picture);
    return { picture, verdict, label };
  });
}

/** The label that a picture has already is no change: it is kept. */
const plain = (choice, store) => (store.given(choice.picture)?.name === choice.label
  ? { picture: choice.picture, verdict: 'keep', label: '' } : choice);

export class Panel {
  /** @param press is told a key, as if it had been typed; @param failed is told why a picture cannot be shown */
  constructor(element, store, press, failed) {
    Object.assign(this, { element, store, press, failed, shown: null, url: '' });
  }

  show(wall) {
    const { selected } = wall;
    if (!selected.length) {
      this.shown = null;
      this.element.replaceChildren(h('p.soft', {}, 'No pictures here.'));
      return;
    }
    const single = selected.length === 1;
    this.element.replaceChildren(
      single ? this.look(wall.picture) : h('p.many', {}, h('b', {}, number(selected.length)), ' pictures selected'),
      single ? this.facts(wall) : h('p.soft', {}, 'One key decides on all of them; one undo takes it back.'),
      this.buttons(selected));
  }

  /** The picture, large; the thumbnail's frame stays until it has come. */
  look(picture) {
    const thumb = h('span.thumb', { role: 'img', 'aria-label': this.store.file(picture) });
    if (this.shown !== picture) {
      this.shown = picture;
      this.load(picture);
    } else if (this.large) {
      paint(thumb, this.large, 0, LARGE);
    }
    this.thumb = thumb;
    return h('div.frame.large', {}, thumb);
  }

  async load(picture) {
    this.large = null;
    await new Promise((resolve) => { setTimeout(resolve, 60); }); // who holds a key down passes many by
    if (this.shown !== picture) return;
    try {
      const large = await sheet(this.store.material, [picture], LARGE);
      if (this.shown !== picture) { URL.revokeObjectURL(large.url); return; }
      URL.revokeObjectURL(this.url);
      this.url = large.url;
      this.large = large;
      paint(this.thumb, large, 0, LARGE);
    } catch (error) {
      this.large = null; // its thumbnail is on the wall
      this.failed(error);
    }
  }

  facts(wall) {
    const { store } = this;
    const { picture } = wall;
    const given = store.given(picture);
    const state = store.state(picture);
    const findings = store.findingsOf.get(picture) ?? [];
    return h('div.facts', {},
      h('p.file', {}, store.file(picture), h('small.soft', {}, ` ${places(wall)}`)),
      h('p', {}, given ? named(given) : 'no label', state ? [' ', h('b.made', {}, ...decided(store, state)), this.who(state)] : null),
      h('ul.reasons', {}, findings.map((finding) => this.reason(finding))));
  }

  who({ tab, time }) {
    if (!time) return h('small.soft', {}, ' saving…');
    const clock = new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    return h('small.soft', {}, tab === 'file' ? ` in the file, ${clock}` : ` ${clock}`);
  }

  reason({ kind, reason, suggested, confidence, pictures }) {
    const sure = confidence === null ? null : h('span.soft', {}, ` ${percent(confidence)}% sure`);
    const like = suggested === null || suggested < 0 ? null : [' looks like ', named(this.store.labels[suggested]), sure];
    const copies = pictures.length > 1 ? ` (${count(pictures.length, 'picture')})` : '';
    return h('li', {}, h('b', {}, kindTitle(kind)), copies, like, h('span.why', {}, reason));
  }

  buttons(selected) {
    const { store } = this;
    const proposals = selected.filter((picture) => store.proposal(picture));
    const first = proposals.length ? store.proposal(proposals[0]) : null;
    const what = first === null ? 'nothing is proposed'
      : selected.length > 1 ? count(proposals.length, 'proposal')
        : first.verdict === 'relabel' ? first.label : first.verdict;
    return h('div.decide', {},
      this.button('Enter', `Accept: ${what}`, 'Enter', !first, 'first'),
      this.button('k', 'Keep', 'K'),
      this.button('d', 'Drop', 'D'),
      h('div.labels', { role: 'group', 'aria-label': 'Another label' }, store.labels.map((label, i) =>
        this.labelButton(label, i))),
      h('div.rest', {}, this.button('n', 'Next open', 'N'), this.button('z', 'Undo', 'Z')));
  }

  button(key, text, shown, disabled = false, kind = 'plain') {
    return h(`button.button.small.${kind}`, { type: 'button', disabled, 'aria-keyshortcuts': shown,
      onclick: () => this.press(key.toLowerCase()) }, text, h('kbd', {}, shown));
  }

  labelButton(label, i) {
    const key = KEYS[i];
    return h('button.button.small', { type: 'button', 'aria-keyshortcuts': key ?? false,
      onclick: () => this.press(key ?? '', label.name) }, named(label), key ? h('kbd', {}, key) : null);
  }
}
