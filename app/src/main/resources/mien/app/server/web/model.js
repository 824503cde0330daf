// What the server reads faces with, and the options of an analysis as controls.
import { h } from './dom.js';
import { json } from './server.js';

/** {heads: [{name, usual, labels: [{name, colour}], threshold}], margin, gate} */
export async function model() {
  const [{ heads }, { models }] = await Promise.all([json('/v1/labels'), json('/v1/models')]);
  const emotions = models.find((one) => one.role === 'emotions');
  const threshold = (name) => emotions.heads.find((head) => head.name === name)?.threshold ?? 0;
  return {
    heads: heads.map(({ head, usual, labels }) => ({ name: head, usual, labels, threshold: threshold(head) })),
    margin: emotions.input.margin,
    gate: models.some((one) => one.role === 'gate'),
  };
}

/**
 * Controls for labels, smallest face and gate, in `elements`; `head()` is the head that answers, `query()` what the
 * server is to be asked; `changed` is called after each change that is valid.
 */
export function options(known, smallest, changed) {
  const usual = known.heads.find((head) => head.usual) ?? known.heads[0];
  const labels = h('select', { onchange: changed },
    known.heads.map(({ name }) => h('option', { value: name, selected: name === usual.name }, name)));
  const face = h('input', { type: 'number', min: 1, max: 10_000, step: 1, value: smallest, required: true,
    onchange: () => { if (face.reportValidity()) changed(); } });
  const gate = h('input', { type: 'checkbox', checked: true, onchange: changed });
  return {
    elements: [
      h('label', {}, 'Labels', labels),
      h('label', {}, 'Smallest face', face, 'pixels'),
      known.gate && h('label', { title: 'A second model tells human faces from false alarms' }, gate, 'Only human faces')],
    head: () => known.heads.find((head) => head.name === labels.value),
    query: () => ({
      labels: labels.value,
      'min-face': face.checkValidity() ? face.value : String(smallest),
      gate: known.gate && !gate.checked ? 'false' : null,
    }),
  };
}
