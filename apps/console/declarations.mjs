/**
 * What the console knows of the API, taken at build time from the generated document (`docs/reference/openapi.json`): its commands
 * with their schemas, its views with their fields. Nothing of it is written again, so a new command has its form by being declared.
 */
const COMMAND_PATH = /^\/api\/([a-z-]+)\/\{bureau\}\/([a-z-]+)\/\{id\}\/([a-z-]+)$/;
const VIEW_PATH = /^\/api\/([a-z-]+)\/views\/([a-z-]+)$/;
const STREAM_PATH = /^\/api\/streams\/([a-z-]+)$/;
const TIMELINE_PATH = /^\/api\/([a-z-]+)\/\{bureau\}\/([a-z-]+)\/\{id\}\/timeline$/;
const NO_FIELDS = new Set(['bureau', 'sort', 'limit', 'cursor', 'facet', 'total']);

/** `问题整改 Issues` as both languages have it. */
function bilingual(text) {
  const [zh, ...en] = text.split(' ');
  return { zh, en: en.join(' ') };
}

/** Whether forms ask a member of a schema: servers check classes, and a date's pattern says what its format says. */
const isAsked = (key, schema) => key !== 'x-ledger-class' && !(key === 'pattern' && schema.format === 'date');

/** A schema without what only validators need. */
function slim(schema) {
  if (Array.isArray(schema)) return schema.map(slim);
  if (typeof schema !== 'object' || schema === null) return schema;
  const asked = Object.entries(schema).filter(([key]) => isAsked(key, schema));
  return Object.fromEntries(asked.map(([key, value]) => [key, key === 'properties' ? slimAll(value) : slim(value)]));
}

const slimAll = (properties) =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, slim(value)]));

function actOf(path, { post }, schemas) {
  const [, context, aggregate, verb] = COMMAND_PATH.exec(path) ?? [];
  const ref = post?.requestBody?.content?.['application/json']?.schema?.$ref;
  if (verb === undefined || ref === undefined || post['x-allow'] === undefined) return [];
  const name = ref.split('/').at(-1);
  return [
    {
      context,
      aggregate,
      verb,
      name: name.split('.').at(-1),
      title: { zh: post.summary, en: post.description },
      clauses: post['x-clauses'],
      roles: post['x-allow'].roles,
      scope: post['x-allow'].scope,
      schema: slim(schemas[name]),
    },
  ];
}

function viewOf(path, { get }) {
  const [, context, name] = VIEW_PATH.exec(path) ?? [];
  if (name === undefined) return [];
  const fields = get.parameters.flatMap(({ name: field = '', in: place }) =>
    place === 'query' && !field.includes('.') && !NO_FIELDS.has(field) ? [field] : [],
  );
  const { roles, scope } = get['x-allow'];
  return [{ context, name, title: { zh: get.summary, en: get.description }, roles, scope, fields }];
}

/** Who may read, where a path is one that is read so. */
function readingOf(pattern, path, { get }, members) {
  const found = pattern.exec(path);
  if (found === null || get?.['x-allow'] === undefined) return [];
  const { roles, scope } = get['x-allow'];
  return [{ ...members(found), roles, scope }];
}

/** The declarations in a document of the API. */
export function declarationsOf({ paths, components, tags }) {
  const entries = Object.entries(paths);
  return {
    contexts: tags
      .filter(({ name }) => name !== 'host')
      .map(({ name, description }) => ({ name, title: bilingual(description) })),
    acts: entries.flatMap(([path, operations]) => actOf(path, operations, components.schemas)),
    views: entries.flatMap(([path, operations]) => viewOf(path, operations)),
    streams: entries.flatMap(([path, operations]) =>
      readingOf(STREAM_PATH, path, operations, ([, context]) => ({ context })),
    ),
    timelines: entries.flatMap(([path, operations]) =>
      readingOf(TIMELINE_PATH, path, operations, ([, context, aggregate]) => ({ context, aggregate })),
    ),
  };
}
