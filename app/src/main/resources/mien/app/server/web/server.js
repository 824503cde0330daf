// Asks the server. What it refuses is thrown as Refused, whose message is its one sentence, fit to be shown.
import { h } from './dom.js';

const TOKEN = 'mien-token'; // of this tab only

/** status is 0 if there was no answer at all; after are the seconds to wait before asking again, or null. */
export class Refused extends Error {
  constructor(status, sentence, after = null) {
    super(sentence);
    this.status = status;
    this.after = after;
  }
}

/**
 * The answer to a request, whose status is good. Where the server wants a token, the person is asked for it once a tab.
 *
 * options are those of fetch; their query is an object of options, of which those that are null are left out.
 */
export async function ask(path, { query = {}, ...options } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const url = given.length ? `${path}?${new URLSearchParams(given)}` : path;
  let response = await send(url, options);
  while (response.status === 401 && await renewToken()) response = await send(url, options);
  if (response.ok) return response;
  const after = response.headers.get('Retry-After');
  throw new Refused(response.status, await sentence(response), after === null ? null : Number(after));
}

export const json = async (path, options) => (await ask(path, options)).json();

/** What changes something: a POST with the value as JSON. */
export const post = (path, value, options = {}) => json(path, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value), ...options });

/** The heads of the model: [{head, usual, labels: [{name, colour}]}]. */
export const heads = async () => (await json('/v1/labels')).heads;

async function send(url, options) {
  const headers = new Headers(options.headers);
  const token = sessionStorage.getItem(TOKEN);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(url, { ...options, headers });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, 'The server does not answer; is it still running?');
  }
}

async function sentence(response) {
  try {
    return (await response.json()).error;
  } catch {
    return `The server answered with status ${response.status}.`;
  }
}

let asking = null; // a second request that is refused waits for the same dialog

const renewToken = () => (asking ??= tokenDialog().finally(() => { asking = null; }));

/** Whether the person gave a token, be it right or wrong. */
function tokenDialog() {
  const refused = sessionStorage.getItem(TOKEN) !== null;
  const input = h('input', { type: 'password', 'aria-label': 'Token', autocomplete: 'off', autofocus: true });
  const dialog = h('dialog.window-small', { 'aria-label': 'Token' },
    h('h2', {}, refused ? 'That token is not valid' : 'This server wants a token'),
    h('p.note', {}, 'Whoever runs it has given you one. It is kept in this tab only.'), input,
    h('div.controls', {},
      h('button.button.first', { type: 'button', onclick: () => dialog.close('given') }, 'Use it'),
      h('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')));
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter') dialog.close('given'); });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    const token = input.value.trim();
    const given = dialog.returnValue === 'given';
    if (given) sessionStorage.setItem(TOKEN, /^[\x21-\x7e]+$/.test(token) ? token : '?'); // else no header could hold it
    dialog.remove();
    resolve(given);
  }));
}
