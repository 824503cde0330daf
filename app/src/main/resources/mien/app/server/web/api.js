// Shows openapi.json.
import { h, one } from './dom.js';
import { json } from './server.js';

// Words between backticks are code.
const prose = (text) => text.split('`').map((part, i) => (i % 2 ? h('code', {}, part) : part));

const form = (schema) => {
  if (schema.enum) return schema.enum.join(' or ');
  if (schema.oneOf) return schema.oneOf.map(form).join(' or ');
  if (schema.type === 'array') return `list of ${form(schema.items)}`;
  if (schema.format === 'binary') return 'a file';
  if (schema.type === 'integer' && schema.maximum !== undefined) return `${schema.minimum} to ${schema.maximum}`;
  return { boolean: 'true or false', string: 'text', null: 'null' }[schema.type] ?? schema.type ?? 'any JSON';
};

// A value of a schema, to show its form.
const sample = (schema) => {
  if (schema.enum) return schema.enum[0];
  if (schema.oneOf) return sample(schema.oneOf[0]);
  if (schema.type === 'array') return [sample(schema.items)];
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, sample(field)]));
  }
  if (schema.type === 'object') return { '…': sample(schema.additionalProperties) };
  return { string: 'text', boolean: true, integer: 0, number: 0, null: null }[schema.type] ?? '…';
};

const row = (name, ...content) => h('li', {}, h('div', {}, name), h('div', {}, ...content));

const parameter = (p) => row(
  h('code', {}, p.name),
  ...prose(p.description),
  h('small', {}, form(p.schema) + (p.schema.default === undefined ? '' : `; default ${p.schema.default}`)));

const body = ([type, { schema }]) => row(h('code', {}, type), form(schema) === 'object' ? 'one file a part' : form(schema));

const answer = ([status, response]) => {
  const content = Object.entries(response.content);
  const shown = content.filter(([type]) => type === 'application/json' && status < 300);
  return row(
    h('span', { class: status < 300 ? 'status good' : 'status' }, status),
    ...prose(response.description),
    h('small', {}, content.map(([type]) => type).join(', ')),
    ...shown.map(([, { schema }]) => h('details', {}, h('summary', {}, 'Its form'),
      h('pre', { tabindex: 0 }, JSON.stringify(sample(schema), null, 2)))));
};

const rows = (title, items) => (items.length ? [h('h3', {}, title), h('ul', { class: 'rows' }, ...items)] : []);

const route = (path, method, operation, id) => h('section', { id },
  h('h2', {}, h('span', { class: `method ${method}` }, method.toUpperCase()), h('code', {}, path)),
  h('p', {}, ...prose(operation.summary + (operation.security ? ' Needs a token.' : ''))),
  ...rows('Options, after the ?', operation.parameters.map(parameter)),
  ...rows('Body', Object.entries(operation.requestBody?.content ?? {}).map(body)),
  ...rows('Answers', Object.entries(operation.responses).map(answer)));

const show = (api) => {
  one('#version').textContent = api.info.version;
  const token = api.components ? ' \\\n  -H "Authorization: Bearer $TOKEN"' : '';
  one('#first').textContent = `curl --data-binary @photo.jpg ${location.origin}/v1/analyze${token}`;
  const main = one('#content');
  main.replaceChildren();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const id = (method + path).replaceAll(/\W+/g, '-');
      main.append(route(path, method, operation, id));
      one('#contents').append(h('li', {}, h('a', { href: `#${id}` }, path)));
    }
  }
};

try {
  show(await json('/openapi.json'));
} catch (error) {
  one('#state').textContent = error.message;
}
