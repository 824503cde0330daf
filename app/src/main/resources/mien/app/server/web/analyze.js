// Pictures to the server, answers back.
import { ask, json } from './server.js';

/** What is no picture by its name may be one by its bytes: the server looks. */
const type = (blob) => ({ 'Content-Type': blob.type.startsWith('image/') ? blob.type : 'application/octet-stream' });

/** What the server finds in a picture: the object that `mien analyze --format json` prints for a photo. */
export async function analyze(blob, query, signal) {
  const [answer] = await json('/v1/analyze', { method: 'POST', body: blob, query, signal, headers: type(blob) });
  return answer;
}

/** What the server finds in each of several pictures. */
export function analyzeAll(blobs, query, signal) {
  const form = new FormData();
  blobs.forEach((blob, i) => form.append(`picture${i}`, blob, `${i}.jpg`));
  return json('/v1/analyze', { method: 'POST', body: form, query, signal });
}

/** The picture as the server draws on it. */
export async function annotated(blob, query, signal) {
  const response = await ask('/v1/analyze', { method: 'POST', body: blob, query: { ...query, annotate: 'true' }, signal,
    headers: type(blob) });
  return response.blob();
}
