import type { JsonObject } from '@taizhang/kernel';
import { NDJSON_MEDIA_TYPE } from '../http/ledger.controller.js';
import { MAX_DECISION_REASON_LENGTH } from '../operations/parked.controller.js';
import { objectOf, refTo, STRING, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';

/** Scope and tag of what every host serves. */
export const HOST_SCOPE = 'host';

const correlation = { 'X-Correlation-Id': refTo('headers', 'CorrelationId') };

/** The owner's API of the ledgers, for other hosts of the deployment (design §7). */
export function ledgerOperations(contexts: readonly string[]): readonly Operation[] {
  const context = { name: 'context', in: 'path', required: true, schema: { type: 'string', enum: [...contexts] } };
  const common = { method: 'get', access: 'service', kind: 'ledger', scope: HOST_SCOPE } as const;
  return [
    {
      ...common,
      path: '/api/ledgers/{context}/{bureau}/leaves',
      id: 'ledgers.leaves',
      title: { zh: '台账叶子', en: 'Leaves of a ledger, one a line, exactly the stored bytes.' },
      members: {
        parameters: [
          context,
          refTo('parameters', 'Bureau'),
          parameter('from', { type: 'integer', minimum: 0, default: 0 }),
        ],
      },
      answers: { '200': { description: '叶子 Leaves from this index on.', ...lines({ type: 'object' }) } },
    },
    {
      ...common,
      path: '/api/ledgers/{context}/heads',
      id: 'ledgers.heads',
      title: { zh: '台账头', en: 'Sizes of the ledgers that changed.' },
      members: { parameters: [context, parameter('since', { type: 'string', format: 'date-time' })] },
      answers: {
        '200': {
          description: '台账头 Ledgers and their sizes.',
          ...lines(objectOf({ ledger: STRING, size: { type: 'integer', minimum: 0 } })),
        },
      },
    },
  ];
}

function parameter(name: string, schema: JsonSchema): JsonObject {
  return { name, in: 'query', required: false, schema };
}

/** The schema is that of one line. */
function lines(schema: JsonSchema): JsonObject {
  return { headers: correlation, content: { [NDJSON_MEDIA_TYPE]: { schema } } };
}

/** For operators: what is parked, and the decisions about it (design §7). */
export function parkedOperations(): readonly Operation[] {
  const common = { access: 'declared', kind: 'operation', scope: HOST_SCOPE } as const;
  const decided = (action: string, title: Operation['title']): Operation => ({
    ...common,
    method: 'post',
    path: `/api/operations/parked/${action}`,
    id: `operations.parked.${action}`,
    title,
    members: {
      requestBody: { required: true, content: { 'application/json': { schema: DECISION } } },
    },
    answers: { '204': { description: '已记录 Recorded.', headers: correlation } },
  });
  return [
    {
      ...common,
      method: 'get',
      path: '/api/operations/parked',
      id: 'operations.parked',
      title: { zh: '搁置的台账', en: 'Ledgers that rest for a consumer, with counts.' },
      members: { parameters: [parameter('consumer', STRING), parameter('ledger', STRING)] },
      answers: { '200': answer('application/json', objectOf({ total: { type: 'integer', minimum: 0 } })) },
    },
    decided('retry', { zh: '重试', en: 'Lets a parked ledger try again.' }),
    decided('skip', { zh: '跳过', en: 'Lets a parked ledger go on behind the event it is parked at.' }),
  ];
}

const DECISION = objectOf({
  consumer: STRING,
  ledger: STRING,
  idx: { type: 'integer', minimum: 0 },
  reason: { type: 'string', minLength: 1, maxLength: MAX_DECISION_REASON_LENGTH },
});

const PART: JsonSchema = { type: 'string', enum: ['up', 'down'] };

/** For those who run hosts. */
export function probeOperations(): readonly Operation[] {
  const common = { method: 'get', access: 'public', kind: 'health', scope: HOST_SCOPE, members: {} } as const;
  const parts: JsonSchema = { type: 'object', additionalProperties: PART };
  return [
    {
      ...common,
      path: '/health/live',
      id: 'health.live',
      title: { zh: '存活', en: 'The process serves.' },
      answers: { '200': answer('application/json', objectOf({ status: { const: 'up' } })) },
    },
    {
      ...common,
      path: '/health/ready',
      id: 'health.ready',
      title: { zh: '就绪', en: 'Whether requests may be sent here.' },
      answers: {
        '200': answer('application/json', objectOf({ status: { const: 'up' }, parts })),
        '503': answer('application/problem+json', {
          allOf: [refTo('schemas', 'Problem'), objectOf({ down: { type: 'array', items: STRING }, parts })],
        }),
      },
    },
    {
      ...common,
      path: '/metrics',
      id: 'metrics',
      title: { zh: '指标', en: 'Metrics for Prometheus.' },
      answers: { '200': answer('text/plain', STRING) },
    },
  ];
}

function answer(mediaType: string, schema: JsonSchema): JsonObject {
  return { description: mediaType, headers: correlation, content: { [mediaType]: { schema } } };
}
