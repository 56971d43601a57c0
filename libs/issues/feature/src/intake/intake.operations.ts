import { INTAKE_KINDS, INTAKE_STATUSES, MAX_READING_REASON_LENGTH, MAX_REPORTER_LENGTH } from '@taizhang/contracts';
import { MAX_TEXT_LENGTH, type JsonObject } from '@taizhang/kernel';
import type { Operation } from '@taizhang/platform';
import { MAX_CODE_LENGTH } from './public-intake.controller.js';

const text = (maxLength: number): JsonObject => ({ type: 'string', minLength: 1, maxLength });
const nullable = (maxLength: number): JsonObject => ({ type: ['string', 'null'], minLength: 1, maxLength });
const instant: JsonObject = { type: 'string', format: 'date-time' };

/** What was replied about the issue that came of it has the day alone. */
const replied: JsonObject = { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }] };

const objectOf = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const answer = (description: string, schema: JsonObject): JsonObject => ({
  description,
  headers: { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } },
  ...json(schema),
});
const key: JsonObject = { $ref: '#/components/parameters/IdempotencyKey' };

const FORM = objectOf(
  {
    bureau: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
    unit: { type: ['string', 'null'], pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
    channel: { type: ['string', 'null'], pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
    kind: { type: 'string', enum: [...INTAKE_KINDS] },
    content: text(MAX_TEXT_LENGTH),
    identity: nullable(MAX_REPORTER_LENGTH),
    contact: nullable(MAX_REPORTER_LENGTH),
  },
  ['bureau', 'kind', 'content'],
);
const STANDING = objectOf({
  status: { type: 'string', enum: [...INTAKE_STATUSES] },
  receivedAt: instant,
  validUntil: { type: 'string', format: 'date' },
  messages: { type: 'integer', minimum: 0 },
  replies: { type: 'array', items: objectOf({ at: replied, reply: { type: ['string', 'null'] } }) },
});

/** The routes of reports without account, for the API's document. */
export const intakeOperations: readonly Operation[] = [
  {
    path: '/api/public/intake',
    method: 'post',
    access: 'public',
    kind: 'public',
    scope: 'issues',
    id: 'issues.intake.receive',
    title: { zh: '匿名反映', en: 'Sends a report without account. The receipt code is told here and nowhere else.' },
    members: { parameters: [key], requestBody: { required: true, ...json(FORM) } },
    answers: { '201': answer('已收到 Received.', objectOf({ receipt: { type: 'string' } })) },
  },
  {
    path: '/api/public/intake/exchange',
    method: 'post',
    access: 'public',
    kind: 'public',
    scope: 'issues',
    id: 'issues.intake.exchange',
    title: { zh: '凭查询码查询、补充', en: 'How a report stands, by its receipt code; a message adds to it.' },
    members: {
      parameters: [{ ...key }],
      requestBody: {
        required: true,
        ...json(
          objectOf({ receipt: { type: 'string', maxLength: MAX_CODE_LENGTH }, message: text(MAX_TEXT_LENGTH) }, [
            'receipt',
          ]),
        ),
      },
    },
    answers: { '200': answer('办理情况 How it stands.', STANDING) },
  },
  {
    path: '/api/issues/{bureau}/intake/{id}/identity',
    method: 'post',
    access: 'declared',
    kind: 'opening',
    scope: 'issues',
    id: 'issues.intake.identity',
    title: { zh: '查阅反映人身份', en: 'Opens who reported, for a reason that is recorded before.' },
    members: {
      parameters: [{ $ref: '#/components/parameters/Bureau' }, { $ref: '#/components/parameters/Id' }],
      requestBody: { required: true, ...json(objectOf({ reason: text(MAX_READING_REASON_LENGTH) })) },
    },
    answers: {
      '200': answer(
        '反映人 Who reported.',
        objectOf({
          identity: { type: ['string', 'null'] },
          contact: { type: ['string', 'null'] },
          erased: { type: 'boolean' },
        }),
      ),
    },
  },
];
