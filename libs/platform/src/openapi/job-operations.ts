import type { JsonObject } from '@taizhang/kernel';
import type { AnyJobKind } from '../jobs/job-kind.js';
import { JOB_STATES } from '@taizhang/jobs-port';
import { HOST_SCOPE } from './host-operations.js';
import { arrayOf, INTEGER, jsonSchemaOf, objectOf, refTo, STRING, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';

const correlation = { 'X-Correlation-Id': refTo('headers', 'CorrelationId') };
const INSTANT: JsonSchema = { type: 'string', format: 'date-time' };
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const SENTENCES = objectOf({ zh: STRING, en: STRING });

/** A job as it is shown. */
export const JOB_SCHEMA: JsonSchema = objectOf({
  id: STRING,
  kind: STRING,
  params: { type: 'object' },
  state: { type: 'string', enum: [...JOB_STATES] },
  createdAt: INSTANT,
  expiresAt: INSTANT,
  finishedAt: orNull(INSTANT),
  progress: objectOf({ done: INTEGER, total: orNull(INTEGER) }),
  summary: orNull({ type: 'object' }),
  failure: orNull(objectOf({ code: STRING, detail: SENTENCES })),
  file: orNull(objectOf({ href: STRING, name: STRING, mediaType: STRING, size: INTEGER })),
});
const RESULTS = objectOf({ count: INTEGER, from: INTEGER, items: arrayOf({ type: 'object' }), next: orNull(INTEGER) });
const ID: JsonObject = {
  name: 'id',
  in: 'path',
  required: true,
  description: '任务编号 `<context>.<uuid>`.',
  schema: { type: 'string' },
};

const json = (description: string, schema: JsonSchema): JsonObject => ({
  description,
  headers: correlation,
  content: { 'application/json': { schema } },
});

/** The route that starts jobs of one kind. */
export function jobKindOperation(context: string, { name, title, params, upload }: AnyJobKind): Operation {
  const schema = jsonSchemaOf(params);
  const { properties = {}, required = [] } = schema as {
    properties?: Readonly<Record<string, JsonSchema>>;
    required?: readonly string[];
  }; // the JSON Schema of an object
  const inAddress = Object.entries(properties).map(([parameter, of]) => ({
    name: parameter,
    in: 'query',
    required: required.includes(parameter),
    schema: of,
  }));
  const bytes = Object.fromEntries((upload?.mediaTypes ?? []).map((type) => [type, {}]));
  return {
    path: `/api/jobs/${context}.${name}`,
    method: 'post',
    access: 'declared',
    kind: 'job',
    scope: context,
    id: `${context}.jobs.${name}`,
    title,
    members: {
      parameters: [refTo('parameters', 'IdempotencyKey'), ...(upload === undefined ? [] : inAddress)],
      requestBody: {
        required: true,
        content: upload === undefined ? { 'application/json': { schema } } : bytes,
      },
    },
    answers: {
      '202': json('已受理 Accepted; `GET` its address for progress.', JOB_SCHEMA),
    },
  };
}

/** Jobs of one's own in a context. */
export function jobListOperation(context: string): Operation {
  return {
    path: `/api/${context}/jobs`,
    method: 'get',
    access: 'declared',
    kind: 'job',
    scope: context,
    id: `${context}.jobs`,
    title: { zh: '下载中心', en: 'Jobs that the account started, newest first, for seven days.' },
    members: {},
    answers: { '200': json('任务 Jobs.', objectOf({ items: arrayOf(JOB_SCHEMA) })) },
  };
}

/** What every host serves about a job. */
export function jobOperations(): readonly Operation[] {
  const common = { access: 'declared', kind: 'job', scope: HOST_SCOPE } as const;
  const from = { name: 'from', in: 'query', required: false, schema: { type: 'integer', minimum: 0, default: 0 } };
  const job: JsonSchema = { allOf: [JOB_SCHEMA, objectOf({ results: RESULTS })] };
  return [
    {
      ...common,
      path: '/api/jobs/{id}',
      method: 'get',
      id: 'jobs.show',
      title: { zh: '任务进度与结果', en: 'Progress, results of rows from a number on, and where the file is.' },
      members: { parameters: [ID, from] },
      answers: { '200': json('任务 The job.', job) },
    },
    {
      ...common,
      path: '/api/jobs/{id}',
      method: 'delete',
      id: 'jobs.end',
      title: { zh: '取消或删除任务', en: 'Cancels a job that is at work; removes one that has ended, with its file.' },
      members: { parameters: [ID] },
      answers: { '204': { description: '已取消或删除 Cancelled or removed.', headers: correlation } },
    },
    {
      ...common,
      path: '/api/jobs/{id}/file',
      method: 'get',
      id: 'jobs.file',
      title: { zh: '下载任务文件', en: 'The file that a job made; who takes it away is recorded before.' },
      members: { parameters: [ID] },
      answers: {
        '200': { description: '文件 The file.', headers: correlation, content: { 'application/octet-stream': {} } },
      },
    },
  ];
}
