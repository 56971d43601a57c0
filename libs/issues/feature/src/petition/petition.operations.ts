import { MAX_TEXT_LENGTH, type JsonObject } from '@taizhang/kernel';
import { PETITION_KINDS, PETITION_RATINGS, PETITION_STAGES, PETITION_STATUSES } from '@taizhang/contracts';
import type { Operation } from '@taizhang/platform';
import { MAX_CODE_LENGTH } from '../intake/public-intake.controller.js';

const text: JsonObject = { type: ['string', 'null'] };
const day: JsonObject = { type: 'string', format: 'date' };
const dayOrNone: JsonObject = { type: ['string', 'null'], format: 'date' };
const oneOf = (values: readonly string[]): JsonObject => ({ type: 'string', enum: [...values] });
const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items });
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

const STANDING = objectOf({
  status: oneOf(PETITION_STATUSES),
  kind: oneOf(PETITION_KINDS),
  receivedOn: day,
  dueOn: dayOrNone,
  requestBy: dayOrNone,
  validUntil: day,
  explanation: text,
  extensionReason: text,
  replies: listOf(objectOf({ on: day, text })),
  opinions: listOf(objectOf({ stage: oneOf(PETITION_STAGES), outcome: { type: 'string' }, on: day, text })),
  rated: listOf(oneOf(PETITION_STAGES)),
});
const SENT = objectOf(
  {
    receipt: { type: 'string', maxLength: MAX_CODE_LENGTH },
    rating: oneOf(PETITION_RATINGS),
    comment: { type: ['string', 'null'], minLength: 1, maxLength: MAX_TEXT_LENGTH },
  },
  ['receipt'],
);

/** The routes of petitions that no declaration yields, for the API's document. */
export const petitionOperations: readonly Operation[] = [
  {
    path: '/api/public/petition/exchange',
    method: 'post',
    access: 'public',
    kind: 'public',
    scope: 'issues',
    id: 'issues.petition.exchange',
    title: {
      zh: '凭查询码查询、评价',
      en: 'How a petition stands, by its receipt code; a rating goes to the last opinion.',
    },
    members: { parameters: [key], requestBody: { required: true, ...json(SENT) } },
    answers: { '200': answer('办理情况 How it stands.', STANDING) },
  },
  {
    path: '/api/issues/{bureau}/petition/{id}/receipt',
    method: 'post',
    access: 'declared',
    kind: 'command',
    scope: 'issues',
    id: 'issues.petition.receipt',
    title: { zh: '出具查询码', en: 'Gives a petition its receipt code, which is told here and nowhere else.' },
    members: {
      parameters: [{ $ref: '#/components/parameters/Bureau' }, { $ref: '#/components/parameters/Id' }, { ...key }],
    },
    answers: { '200': answer('查询码 The code.', objectOf({ receipt: { type: 'string' } })) },
  },
];
