import type { JsonObject } from '@taizhang/kernel';
import { BALLOT_MARKS, EVALUATION_OBJECTS, MAX_BALLOT_CODES, SENTIMENTS } from '@taizhang/contracts';
import { issueBallotCodes, MAX_BALLOT_COMMENT_LENGTH } from '@taizhang/evaluation-domain';
import type { Operation } from '@taizhang/platform';
import { BALLOT_KEY, MAX_BALLOT_CODE_LENGTH } from './public-ballot.controller.js';

const ID: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' };
const CODE: JsonObject = {
  type: 'string',
  maxLength: MAX_BALLOT_CODE_LENGTH,
  description: '投票码 The one-time code, as handed out.',
};
const NAME: JsonObject = { type: ['string', 'null'] };

const objectOf = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const body = (schema: JsonObject): JsonObject => ({ requestBody: { required: true, ...json(schema) } });
const answer = (description: string, schema: JsonObject): JsonObject => ({
  description,
  headers: { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } },
  ...json(schema),
});

const COMMENT: JsonObject = {
  oneOf: [
    { type: 'null' },
    objectOf({
      sentiment: { type: 'string', enum: [...SENTIMENTS] },
      content: { type: 'string', minLength: 1, maxLength: MAX_BALLOT_COMMENT_LENGTH },
    }),
  ],
};
const PAPER = objectOf({
  unit: objectOf({ code: ID, name: NAME }),
  stage: ID,
  object: objectOf({
    kind: { type: 'string', enum: [...EVALUATION_OBJECTS] },
    person: { type: ['string', 'null'] },
    name: NAME,
  }),
  open: { type: 'boolean', description: '可否投票 Whether the round takes ballots.' },
  used: { type: 'boolean', description: '是否已用 Whether the code was used.' },
});
const BALLOT = objectOf(
  {
    code: CODE,
    key: {
      type: 'string',
      pattern: BALLOT_KEY.source,
      description:
        '由投票人设备随机生成的 32 字节（base64url），重试时须相同，不得另存或外传。 32 random bytes, drawn by the voter’s device for this ballot; the same when it is sent again, and to be forgotten afterwards.',
    },
    mark: { type: 'string', enum: [...BALLOT_MARKS] },
    comment: COMMENT,
  },
  ['code', 'key', 'mark'],
);
const { roles, scope } = issueBallotCodes.allow;

/** The routes of online votes, for the API's document. */
export const ballotOperations: readonly Operation[] = [
  {
    path: '/api/public/ballot/paper',
    method: 'post',
    access: 'public',
    kind: 'public',
    scope: 'evaluation',
    id: 'evaluation.ballot.paper',
    title: { zh: '凭投票码查看选票', en: 'What is voted on, by a one-time code.' },
    members: body(objectOf({ code: CODE })),
    answers: { '200': answer('选票 The ballot paper.', PAPER) },
  },
  {
    path: '/api/public/ballot',
    method: 'post',
    access: 'public',
    kind: 'public',
    scope: 'evaluation',
    id: 'evaluation.ballot.cast',
    title: {
      zh: '网上投票',
      en: 'Casts a secret ballot. Send it again, unchanged, until it is answered: it counts once.',
    },
    members: body(BALLOT),
    answers: { '200': answer('已投票 The ballot is in the box.', objectOf({ cast: { const: true } })) },
  },
  {
    path: '/api/evaluation/{bureau}/evaluation/{id}/ballot-codes',
    method: 'post',
    access: 'declared',
    kind: 'command',
    scope: 'evaluation',
    id: 'evaluation.ballot-codes.issue',
    title: {
      zh: '发放投票码',
      en: 'Issues the codes of a round, once. This answer alone has them; the same request again has the same.',
    },
    members: {
      parameters: ['Bureau', 'Id', 'IdempotencyKey'].map((name) => ({ $ref: `#/components/parameters/${name}` })),
      ...body(objectOf({ round: ID, number: { type: 'integer', minimum: 1, maximum: MAX_BALLOT_CODES } })),
      'x-clauses': [...issueBallotCodes.clauses],
      'x-allow': { roles: [...roles], scope },
    },
    answers: {
      '201': answer(
        '投票码 The codes, to be handed out.',
        objectOf({ round: ID, codes: { type: 'array', items: { type: 'string' } } }),
      ),
    },
  },
];
