import type { Allowance, JsonObject } from '@taizhang/kernel';
import { DEFAULT_PAGE_SIZE, isCompared, MAX_PAGE_SIZE, type FieldIndex } from '@taizhang/views-port';
import type { AnyQueryRoute, ServedView } from '../context/context-feature.js';
import { contextsOf } from '../asking/view-service.js';
import { arrayOf, BOOLEAN, INTEGER, jsonSchemaOf, refTo, STRING, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';

const DATE: JsonSchema = { type: 'string', format: 'date' };

/** What a field can be asked for, by how it is indexed (`view-parameters.ts` reads the same). */
const FILTERS: Readonly<Record<FieldIndex, readonly (readonly [suffix: string, schema: JsonSchema])[]>> = {
  keyword: [
    ['', arrayOf(STRING)],
    ['.from', STRING],
    ['.to', STRING],
    ['.prefix', STRING],
  ],
  keywords: [['', arrayOf(STRING)]],
  date: [
    ['', arrayOf(DATE)],
    ['.from', DATE],
    ['.to', DATE],
    ['.prefix', STRING],
  ],
  number: [
    ['', arrayOf(INTEGER)],
    ['.from', INTEGER],
    ['.to', INTEGER],
  ],
  boolean: [['', BOOLEAN]],
  text: [['.text', { type: 'string', minLength: 1 }]],
};

const MEANING: Readonly<Record<string, string>> = {
  '': '等于（或含有）其一 Equals any of these, or has one of them.',
  '.from': '不小于 From, inclusive.',
  '.to': '不大于 To, inclusive.',
  '.prefix': '以此开头 Begins with.',
  '.text': '包含全部词语 Has all words; two Chinese characters in a row at least.',
};

const BUREAUS = queryParameter(
  'bureau',
  arrayOf(STRING),
  '单位 Only these bureaus; default: all that the reader may see.',
);

/** When a question asks about: the parameter of all of them. */
export const AS_OF_PARAMETER = refTo('parameters', 'AsOf');

/** The list, the documents and the counters of a served view. */
export function viewOperations(context: string, { view, title, allow, clauses }: ServedView): readonly Operation[] {
  const at = `/api/${context}/views/${view.name}`;
  const operation = (id: string, path: string, members: JsonObject, ok: JsonObject): Operation => ({
    path: `${at}${path}`,
    method: 'get',
    access: 'declared',
    kind: 'view',
    scope: context,
    id: `${context}.views.${view.name}.${id}`,
    title,
    members: { ...members, ...allowed(allow), ...keeping(clauses) },
    answers: { '200': { description: `${title.zh} ${title.en}`, ...ok } },
  });
  const counters = Object.keys(view.counters ?? {}).map((counter) =>
    operation(
      `counters.${counter}`,
      `/counters/${counter}`,
      { parameters: [BUREAUS, AS_OF_PARAMETER, ...READER_HEADERS] },
      json('Counters'),
    ),
  );
  return [
    operation('list', '', { parameters: listParameters(view.fields) }, json('Page')),
    documentOf(operation('document', '/documents/{bureau}/{key}', documentMembers(context, view), json('Document'))),
    ...counters,
  ];
}

/** Headers that every question may carry. */
export const READER_HEADERS = [refTo('parameters', 'Position'), refTo('parameters', 'CorrelationId')];

function json(schema: string): JsonObject {
  return {
    headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
    content: { 'application/json': { schema: refTo('schemas', schema) } },
  };
}

function allowed({ roles, scope }: Allowance): JsonObject {
  return { 'x-allow': { roles: [...roles], scope } };
}

/** Clauses whose keeping is shown, where there are some. */
function keeping(clauses: readonly string[] | undefined): JsonObject {
  return clauses === undefined ? {} : { 'x-clauses': [...clauses] };
}

/** A parameter of the query string. */
export function queryParameter(name: string, schema: JsonSchema, description: string, required = false): JsonObject {
  return { name, in: 'query', required, description, schema };
}

function listParameters(fields: Readonly<Record<string, FieldIndex>>): readonly JsonObject[] {
  const filters = Object.entries(fields).flatMap(([field, index]) =>
    FILTERS[index].map(([suffix, schema]) => queryParameter(`${field}${suffix}`, schema, MEANING[suffix] ?? '')),
  );
  const ordered = Object.entries(fields).flatMap(([field, index]) => (isCompared(index) ? [field] : []));
  const sortable = ordered.map((field) => field.replaceAll('.', String.raw`\.`)).join('|');
  const sort: JsonSchema = { type: 'string', pattern: `^-?(${sortable})(,-?(${sortable}))*$` };
  const limit: JsonSchema = { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE };
  return [
    BUREAUS,
    ...filters,
    ...(ordered.length === 0
      ? []
      : [
          queryParameter('sort', sort, '排序 Fields, separated by commas; `-` for descending.'),
          queryParameter('facet', arrayOf({ type: 'string', enum: ordered }), '分面 Fields whose values are counted.'),
        ]),
    queryParameter('limit', limit, '每页条数 Most documents of a page.'),
    queryParameter('cursor', STRING, '游标 `next` of the page before.'),
    queryParameter('total', { ...BOOLEAN, default: false }, '总数 Whether all matches are counted.'),
    AS_OF_PARAMETER,
    ...READER_HEADERS,
  ];
}

/** A view may hold documents of ledgers of several contexts; `owner` says of which, by default its own. */
function documentMembers(context: string, view: ServedView['view']): JsonObject {
  const owners = [...contextsOf(view)].sort();
  const owner = { type: 'string', enum: owners, ...(owners.includes(context) && { default: context }) };
  return {
    parameters: [
      refTo('parameters', 'Bureau'),
      { name: 'key', in: 'path', required: true, description: '键 Key of the document.', schema: STRING },
      queryParameter('owner', owner, '所属 Context whose ledger it is in.', !owners.includes(context)),
      AS_OF_PARAMETER,
      {
        name: 'If-None-Match',
        in: 'header',
        required: false,
        description: 'An ETag; 304 when unchanged.',
        schema: STRING,
      },
      ...READER_HEADERS,
    ],
  };
}

function documentOf(operation: Operation): Operation {
  const headers = { ETag: refTo('headers', 'ETag'), 'X-Correlation-Id': refTo('headers', 'CorrelationId') };
  const notModified = { description: '未变 Not modified.', headers };
  return { ...operation, answers: { '200': { ...operation.answers['200'], headers }, '304': notModified } };
}

/** A query's operation: its parameters are the members of its schema. */
export function queryOperation(context: string, { name, title, allow, params, clauses }: AnyQueryRoute): Operation {
  const { properties = {}, required = [] } = jsonSchemaOf(params) as {
    properties?: Readonly<Record<string, JsonSchema>>;
    required?: readonly string[];
  }; // the JSON Schema of an object
  const parameters = Object.entries(properties).map(([parameter, schema]) =>
    queryParameter(parameter, schema, '', required.includes(parameter)),
  );
  return {
    path: `/api/${context}/queries/${name}`,
    method: 'get',
    access: 'declared',
    kind: 'query',
    scope: context,
    id: `${context}.queries.${name}`,
    title,
    members: {
      parameters: [...parameters, AS_OF_PARAMETER, ...READER_HEADERS],
      ...allowed(allow),
      ...keeping(clauses),
    },
    answers: {
      '200': {
        description: `${title.zh} ${title.en}`,
        headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
        content: { 'application/json': { schema: {} } },
      },
    },
  };
}
