import { readFileSync } from 'node:fs';
import { command, aggregate, date, event, events, id, rejection, role, text, type JsonObject } from '@taizhang/kernel';
import { view } from '@taizhang/views-port';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { z } from 'zod';
import { queryRoute, type ContextFeature } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { PROBLEMS } from '../http/problem.js';
import { openApiDocument } from './openapi-document.js';

const archiveEvents = events('archives', {
  BoxShelved: event({
    version: 1,
    clr: 1,
    clauses: ['C9.9'],
    schema: z.strictObject({ code: id(), shelvedOn: date() }),
  }),
});

const alreadyShelved = rejection({
  code: 'BOX_ALREADY_SHELVED',
  kind: 'conflict',
  clause: 'C9.9',
  sentence: { zh: '该档案盒已上架。', en: 'This box is shelved already.' },
});

const clerks = role('branch-clerk', 'branch-secretary').at('unit');

const shelveBox = command({
  name: 'ShelveBox',
  clauses: ['C9.9'],
  title: { zh: '档案盒上架', en: 'Shelve a box' },
  allow: clerks,
  schema: z.strictObject({ shelvedOn: date(), remark: text(20).optional() }),
  decide: ({ shelvedOn }, _state: { readonly shelved: boolean }, _facts, target) => [
    archiveEvents.BoxShelved({ code: target.id, shelvedOn }),
  ],
});

const box = aggregate({
  context: 'archives',
  name: 'box',
  events: archiveEvents,
  initial: { shelved: false },
  evolve: { 'archives.BoxShelved': () => ({ shelved: true }) },
  commands: [shelveBox],
});

const boxesView = view<JsonObject>({
  name: 'boxes',
  version: 1,
  context: 'archives',
  fields: {
    code: 'keyword',
    shelvedOn: 'date',
    pages: 'number',
    sealed: 'boolean',
    title: 'text',
    'lead.unit': 'keyword',
  },
  on: { 'archives.BoxShelved': { version: 1, keys: () => [], project: () => null } },
  counters: { byYear: () => [] },
});

const archives: ContextFeature = {
  context: 'archives',
  title: { zh: '档案', en: 'Archives' },
  aggregates: [box],
  views: [{ view: boxesView, title: { zh: '档案盒', en: 'Boxes' }, allow: clerks }],
  policies: [],
  facts: {},
  blobs: { upload: role('branch-clerk').at('unit'), references: 'references' },
  queries: [
    queryRoute({
      name: 'shelf-plan',
      title: { zh: '上架计划', en: 'Shelf plan' },
      params: z.object({
        bureau: z.string(),
        year: z
          .string()
          .regex(/^\d{4}$/)
          .optional(),
      }),
      allow: clerks,
      handle: () => Promise.resolve(null),
    }),
  ],
  catalogues: [],
  rejections: [alreadyShelved],
};

const readingRoom: ContextFeature = {
  context: 'reading-room',
  title: { zh: '阅览', en: 'Reading room' },
  aggregates: [],
  views: [],
  policies: [],
  facts: {},
  queries: [],
  catalogues: [],
  rejections: [],
};

const INFO = { title: 'Sample', version: '1.2.3' };

/** As a client reads it. */
function documentOf(...features: readonly ContextFeature[]): Readonly<Record<string, unknown>> {
  const registry = new ContextRegistry();
  for (const feature of features) registry.register(feature);
  return members(JSON.parse(JSON.stringify(openApiDocument(registry, INFO))));
}

/** What stands at a path of members. */
function at(document: unknown, ...path: readonly string[]): unknown {
  return path.reduce((value, member) => members(value)[member], document);
}

/** Members of an object, items of an array; of anything else none. */
function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const SHELVE = '/api/archives/{bureau}/box/{id}/shelve-box';
const LIST = '/api/archives/views/boxes';

describe('OpenAPI document', () => {
  const document = documentOf(archives, readingRoom);

  it('is valid by the schema that the OpenAPI Initiative publishes', () => {
    const ajv = ajvFormats.default(new Ajv2020({ strict: false, formats: { 'media-range': true } }));
    const schema = members(JSON.parse(readFileSync(new URL('openapi-3.1.schema.json', import.meta.url), 'utf8')));
    const validate = ajv.compile(schema);
    expect(validate(document)).toBe(true);
    expect(validate.errors).toBeNull();
    expect(validate({ ...document, paths: { 'no-slash': {} } })).toBe(false);
  });

  it('has schemas that are JSON Schema 2020-12 and references that lead somewhere', () => {
    const ajv = ajvFormats.default(new Ajv2020({ strict: false, validateFormats: false }));
    ajv.addSchema({ $id: 'urn:taizhang:document', ...document });
    for (const name of Object.keys(members(at(document, 'components', 'schemas'))))
      expect(ajv.compile({ $ref: `urn:taizhang:document#/components/schemas/${name}` })).toBeInstanceOf(Function);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((path) => at(document, ...path.split('/')) === undefined)).toEqual([]);
  });

  it('has every operation once, by an id of its own', () => {
    const paths = members(at(document, 'paths'));
    expect(Object.keys(paths)).toEqual([
      '/api/accounts',
      '/api/accounts/{account}/links',
      '/api/accounts/{account}/links/{link}',
      '/api/accounts/{account}/lock',
      '/api/accounts/{account}/reset',
      '/api/accounts/{account}/unlock',
      '/api/archives/jobs',
      '/api/archives/queries/shelf-plan',
      LIST,
      `${LIST}/counters/byYear`,
      `${LIST}/documents/{bureau}/{key}`,
      '/api/archives/{bureau}/blobs',
      '/api/archives/{bureau}/blobs/{sha256}',
      SHELVE,
      '/api/archives/{bureau}/erasure-report/{id}/record-erasure',
      '/api/jobs/archives.audit-pack',
      '/api/jobs/archives.event-export',
      '/api/jobs/archives.view-export',
      '/api/jobs/reading-room.audit-pack',
      '/api/jobs/reading-room.event-export',
      '/api/jobs/reading-room.view-export',
      '/api/jobs/{id}',
      '/api/jobs/{id}/file',
      '/api/ledgers/{context}/heads',
      '/api/ledgers/{context}/{bureau}/checkpoint',
      '/api/ledgers/{context}/{bureau}/consistency',
      '/api/ledgers/{context}/{bureau}/leaves',
      '/api/ledgers/{context}/{bureau}/proof',
      '/api/ledgers/{context}/{bureau}/receipt/{index}',
      '/api/ledgers/{context}/{bureau}/tile/{path}',
      '/api/operations/parked',
      '/api/operations/parked/retry',
      '/api/operations/parked/skip',
      '/api/reading-room/jobs',
      '/api/reading-room/{bureau}/erasure-report/{id}/record-erasure',
      '/api/session',
      '/api/session/all',
      '/api/session/password',
      '/api/session/refresh',
      '/api/setup',
      '/api/streams/archives',
      '/api/streams/reading-room',
      '/api/witness/add-checkpoint',
      '/health/live',
      '/health/ready',
      '/metrics',
    ]);
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(members(methods)).map((operation) => at(operation, 'operationId')),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same in whatever order the contexts were registered', () => {
    expect(JSON.stringify(documentOf(readingRoom, archives))).toBe(JSON.stringify(document));
  });

  it('tells a command by what its declaration says', () => {
    const operation = at(document, 'paths', SHELVE, 'post');
    expect(operation).toMatchObject({
      operationId: 'archives.box.shelve-box',
      tags: ['archives'],
      summary: '档案盒上架',
      description: 'Shelve a box',
      security: [{ account: [] }],
      'x-clauses': ['C9.9'],
      'x-allow': { roles: ['branch-clerk', 'branch-secretary'], scope: 'unit' },
    });
    const references = items(at(operation, 'parameters')).map((parameter) => at(parameter, '$ref'));
    expect(references).toEqual(
      ['Bureau', 'Id', 'IdempotencyKey', 'IfMatch', 'IfNoneMatch', 'CorrelationId'].map(
        (name) => `#/components/parameters/${name}`,
      ),
    );
    expect(at(document, 'components', 'parameters', 'IdempotencyKey')).toMatchObject({
      name: 'Idempotency-Key',
      required: true,
      schema: { format: 'uuid' },
    });
    expect(Object.keys(members(at(operation, 'responses')))).toEqual([
      '200',
      '201',
      '400',
      '401',
      '403',
      '404',
      '405',
      '408',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '431',
      '500',
      '503',
    ]);
  });

  it('describes a body that takes the command’s members, those of every act, and nothing else', () => {
    const ajv = ajvFormats.default(new Ajv2020({ strict: false }));
    const validate = ajv.compile(members(at(document, 'components', 'schemas', 'archives.box.ShelveBox')));
    expect(validate({ shelvedOn: '2014-07-01' })).toBe(true);
    expect(validate({ shelvedOn: '2014-07-01', remark: '三层', effectiveOn: '2014-07-01', lateReason: '补录' })).toBe(
      true,
    );
    expect(validate({})).toBe(false);
    expect(validate({ shelvedOn: '2014-07-01', shelf: 'A' })).toBe(false);
    expect(validate({ shelvedOn: '2014-07-01', effectiveOn: 'yesterday' })).toBe(false);
    expect(validate({ shelvedOn: '2014-07-01', lateReason: '补'.repeat(501) })).toBe(false);
  });

  it('names the rejections of the context beside the problems of the platform', () => {
    const response = at(document, 'components', 'responses', 'archives.command.409');
    expect(at(response, 'x-problems', 'BOX_ALREADY_SHELVED')).toEqual({ ...alreadyShelved.sentence, clause: 'C9.9' });
    expect(at(response, 'x-problems', 'CLAIM_TAKEN')).toEqual(PROBLEMS.claimTaken.sentence);
    const [, narrowed] = items(at(response, 'content', 'application/problem+json', 'schema', 'allOf'));
    expect(at(narrowed, 'properties', 'code', 'enum')).toContain('BOX_ALREADY_SHELVED');
  });

  it('mentions every problem of the platform somewhere', () => {
    const told = new Set(
      Object.values(members(at(document, 'components', 'responses'))).flatMap((response) =>
        Object.keys(members(at(response, 'x-problems'))),
      ),
    );
    expect(
      Object.values(PROBLEMS)
        .map(({ code }) => code)
        .filter((code) => !told.has(code)),
    ).toEqual([]);
  });

  it('offers a list the filters that its indexes can answer', () => {
    const parameters = items(at(document, 'paths', LIST, 'get', 'parameters'));
    expect(parameters.flatMap((parameter) => at(parameter, 'name') ?? [])).toEqual([
      'bureau',
      ...['code', 'code.from', 'code.to', 'code.prefix'],
      ...['shelvedOn', 'shelvedOn.from', 'shelvedOn.to', 'shelvedOn.prefix'],
      ...['pages', 'pages.from', 'pages.to'],
      'sealed',
      'title.text',
      ...['lead.unit', 'lead.unit.from', 'lead.unit.to', 'lead.unit.prefix'],
      ...['sort', 'facet', 'limit', 'cursor', 'total'],
    ]);
    const sort = parameters.find((parameter) => at(parameter, 'name') === 'sort');
    const pattern = new RegExp(String(at(sort, 'schema', 'pattern')));
    expect('shelvedOn,-code,lead.unit').toMatch(pattern);
    expect('title').not.toMatch(pattern);
  });

  it('lists the parameters of a query as its schema has them', () => {
    expect(at(document, 'paths', '/api/archives/queries/shelf-plan', 'get', 'parameters')).toMatchObject([
      { name: 'bureau', in: 'query', required: true },
      { name: 'year', in: 'query', required: false, schema: { pattern: '^\\d{4}$' } },
      { $ref: '#/components/parameters/AsOf' },
      { $ref: '#/components/parameters/Position' },
      { $ref: '#/components/parameters/CorrelationId' },
    ]);
  });

  it('leaves probes open and ledgers to services', () => {
    expect(at(document, 'paths', '/health/ready', 'get', 'security')).toEqual([]);
    expect(at(document, 'paths', '/metrics', 'get', 'security')).toEqual([]);
    expect(at(document, 'paths', '/api/ledgers/{context}/heads', 'get', 'security')).toEqual([{ service: [] }]);
  });
});
