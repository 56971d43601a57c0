import type { JsonObject } from '@taizhang/kernel';
import { AS_OF } from '../asking/view-parameters.js';
import { arrayOf, INTEGER, objectOf, STRING } from './json-schema.js';

const POINTER = objectOf({ event: { type: 'string', format: 'uuid' }, idx: INTEGER });

/** An event of a timeline, as far as its reader may see it. */
const TIMELINE_EVENT: JsonObject = {
  description: '事件 One event, its sealed values opened as far as the reader’s clearance goes.',
  ...objectOf(
    {
      idx: INTEGER,
      rev: INTEGER,
      id: { type: 'string', format: 'uuid' },
      type: STRING,
      schema: { type: 'integer', minimum: 1, description: '版本 Version of the data told here.' },
      clr: { type: 'integer', minimum: 0, maximum: 3 },
      clauses: { ...arrayOf(STRING), description: '条款 Clauses whose keeping it records.' },
      time: { type: 'string', format: 'date-time', description: '入账时间 When it was recorded.' },
      late: {
        description: '补录 Business date of an act recorded late, and why (null above the reader’s clearance).',
        ...objectOf({ effectiveOn: { type: 'string', format: 'date' }, reason: { type: ['string', 'null'] } }),
      },
      actor: objectOf({ id: STRING, role: STRING }),
      reliedOn: {
        type: 'object',
        description: 'The power that was used, on whose behalf, and what else was consulted.',
      },
      cause: { type: 'string', format: 'uuid' },
      corr: STRING,
      data: { type: 'object' },
      withheld: { ...arrayOf(STRING), description: 'Paths of values above the reader’s clearance.' },
      erased: { ...arrayOf(STRING), description: 'Paths of values that were erased on record.' },
      withdrawnBy: { description: '已撤回 The later event that withdrew this act.', ...POINTER },
      withdraws: { description: '撤回 The earlier act that this event withdraws.', ...POINTER },
    },
    ['late', 'reliedOn', 'cause', 'corr', 'withdrawnBy', 'withdraws'],
  ),
};

const SENTENCE: JsonObject = objectOf({ zh: STRING, en: STRING });
const NULLABLE: JsonObject = { type: ['string', 'null'] };
const DAY: JsonObject = { type: 'string', format: 'date' };

/** A duty that was not done in time. */
const OMISSION: JsonObject = {
  description: '未履职 Who has not done what by when.',
  ...objectOf({
    bureau: STRING,
    unit: { ...STRING, description: '责任单位 Unit that owes it, as its bureau calls it.' },
    person: { ...NULLABLE, description: '责任人 Person who owes it; null where it is the unit’s.' },
    duty: STRING,
    subject: { ...STRING, description: '对象 Stream that it is about.' },
    part: { ...NULLABLE, description: 'Which part of it: an origin, a measure, an object, a unit.' },
    since: { ...DAY, description: 'Day from which it is owed.' },
    dueOn: { type: ['string', 'null'], format: 'date', description: '期限 Last day in time; null: due at once.' },
    overdueDays: { type: 'integer', minimum: 1, description: '逾期天数 Calendar days.' },
  }),
};

/** Schemas that many operations answer with. */
export const SCHEMAS: JsonObject = {
  CommandResult: {
    description: '命令结果 What became of a command; `commit` is null when there was nothing to do.',
    ...objectOf({
      ledger: STRING,
      commit: { oneOf: [objectOf({ id: { type: 'string', format: 'uuid' }, seq: INTEGER }), { type: 'null' }] },
      events: arrayOf(
        objectOf({ id: { type: 'string', format: 'uuid' }, type: STRING, stream: STRING, idx: INTEGER, rev: INTEGER }),
      ),
      revision: { type: 'integer', minimum: -1 },
      repeated: { type: 'boolean', description: 'An earlier request with this Idempotency-Key had done it.' },
    }),
  },
  Counters: {
    description: '计数 A number by dimension.',
    type: 'object',
    additionalProperties: INTEGER,
  },
  Document: {
    description: '文档 One document; sealed values are opened as far as the reader’s clearance goes.',
    ...objectOf({
      ledger: STRING,
      key: STRING,
      idx: { type: 'integer', minimum: 0, description: 'Index of the last event applied.' },
      doc: { type: 'object' },
      withheld: { ...arrayOf(STRING), description: 'Paths of values above the reader’s clearance.' },
      erased: { ...arrayOf(STRING), description: 'Paths of values that were erased on record.' },
    }),
  },
  Omissions: {
    description: '未履职情况 A page of duties that were not done in time; `next` is the cursor of the following one.',
    ...objectOf(
      {
        report: STRING,
        clauses: arrayOf(STRING),
        title: SENTENCE,
        duties: { type: 'object', additionalProperties: SENTENCE },
        on: DAY,
        rows: arrayOf(OMISSION),
        next: STRING,
      },
      ['next'],
    ),
  },
  Page: {
    description: '一页 A page of documents; `next` is the cursor of the following one.',
    ...objectOf(
      {
        items: arrayOf({ $ref: '#/components/schemas/Document' }),
        next: STRING,
        total: INTEGER,
        facets: {
          type: 'object',
          additionalProperties: arrayOf(objectOf({ value: {}, count: INTEGER })),
        },
      },
      ['next', 'total', 'facets'],
    ),
  },
  Problem: {
    description: '问题 Every answer that is no success (RFC 9457). `code` is stable; the sentences hold no values.',
    ...objectOf(
      {
        type: { type: 'string', format: 'uri' },
        title: STRING,
        status: INTEGER,
        code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
        clause: STRING,
        detail: STRING,
        detailZh: STRING,
        detailEn: STRING,
        details: { type: 'object' },
        instance: { type: 'string', format: 'uri' },
      },
      ['clause', 'details', 'instance'],
    ),
  },
  Timeline: {
    description: '办理过程 A page of what happened to one record; `next` is the revision of the following page.',
    ...objectOf(
      {
        ledger: STRING,
        stream: STRING,
        items: arrayOf({
          oneOf: [
            TIMELINE_EVENT,
            { description: 'An event above the reader’s clearance.', ...objectOf({ idx: INTEGER, clr: INTEGER }) },
          ],
        }),
        next: INTEGER,
      },
      ['next'],
    ),
  },
};

const header = (name: string, required: boolean, description: string, schema: JsonObject): JsonObject => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});
const path = (name: string, description: string, pattern: string): JsonObject => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', pattern },
});

/** Parameters that many operations take, by the name they are referred to. */
export const PARAMETERS: JsonObject = {
  Bureau: path('bureau', '单位代码 Code of the bureau whose ledger it is.', '^[a-z0-9][a-z0-9-]{0,62}$'),
  CorrelationId: header('X-Correlation-Id', false, 'Goes into the leaf and comes back; else one is made.', {
    type: 'string',
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
  }),
  Id: path('id', '编号 Id of the record.', '^[A-Za-z0-9._-]{1,64}$'),
  IdempotencyKey: header('Idempotency-Key', true, 'The same for every retry of one command.', {
    type: 'string',
    format: 'uuid',
  }),
  IfMatch: header('If-Match', false, 'Revision the sender has seen; 412 when the record has moved on.', {
    type: 'string',
    pattern: '^("(0|[1-9]\\d{0,15})"|\\*)$',
  }),
  IfNoneMatch: header('If-None-Match', false, '`*`: the record must not exist yet.', { type: 'string', const: '*' }),
  Position: header('Taizhang-Position', false, 'The sender’s own write that the answer must show.', {
    type: 'string',
    pattern: '^\\S{3,100}@(0|[1-9]\\d{0,15})$',
  }),
  AsOf: {
    name: AS_OF,
    in: 'query',
    required: false,
    description:
      '截至 As things were then, by recording time: a time, of the deployment’s zone where it names no offset, or a day, which means its end.',
    schema: { type: 'string', examples: ['2014-09-24T18:00:00+08:00', '2014-09-24 18:00', '2014-09-24'] },
  },
};

/** Headers of answers. */
export const HEADERS: JsonObject = {
  CorrelationId: { description: 'The request’s, or the one made for it.', schema: STRING },
  ETag: { description: 'Revision of the record, or version of the document.', schema: STRING },
  Position: { description: 'Index of the last event written: send it with reads that must show it.', schema: STRING },
  RetryAfter: { description: 'Seconds.', schema: { type: 'integer', minimum: 1 } },
};

/** Who may use an operation: people sign in; `service` is for the deployment’s other hosts. */
export const SECURITY_SCHEMES: JsonObject = {
  account: { type: 'http', scheme: 'bearer', description: '账号 An account that holds a role at a unit.' },
  service: { type: 'http', scheme: 'bearer', description: '服务 Another host of the deployment.' },
};
