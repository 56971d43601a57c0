import type { JsonObject } from '@taizhang/kernel';
import { MAX_NORM_TITLE_LENGTH, NORM_AREAS } from '@taizhang/contracts';
import type { Operation } from '@taizhang/platform';
import { MAX_SEARCH_LENGTH } from './public-norms.controller.js';
import { PUBLIC_PAGE_SIZE } from './public-norms.js';

const text = (maxLength?: number): JsonObject => ({ type: 'string', ...(maxLength !== undefined && { maxLength }) });
const orNull = (schema: JsonObject): JsonObject => ({ ...schema, type: [schema['type'] ?? 'string', 'null'] });
const date: JsonObject = { type: 'string', format: 'date' };
const area: JsonObject = { type: 'integer', enum: [...NORM_AREAS] };

const NORM: JsonObject = {
  bureau: text(),
  norm: text(),
  document: text(),
  issuer: text(),
  status: { type: 'string', enum: ['PUBLISHED', 'SUPERSEDED', 'REPEALED'] },
  area: { anyOf: [area, { type: 'null' }] },
  publishedOn: date,
  from: date,
  to: orNull(date),
  supersededBy: orNull(text()),
  title: orNull(text(MAX_NORM_TITLE_LENGTH)),
};
const objectOf = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const answer = (description: string, schema: JsonObject): JsonObject => ({
  description,
  headers: { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } },
  content: { 'application/json': { schema } },
});
const asked = (name: string, schema: JsonObject, description: string): JsonObject => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});
const common = { method: 'get', access: 'public', kind: 'public-view', scope: 'rules' } as const;

/** The routes of published norms without account, for the API's document. */
export const publicNormsOperations: readonly Operation[] = [
  {
    ...common,
    path: '/api/public/norms',
    id: 'rules.public-norms.search',
    title: { zh: '查询已印发制度', en: 'Published norms, the latest first, for whoever has no account.' },
    members: {
      parameters: [
        asked(
          'bureau',
          { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
          '单位 Of this bureau; without it, of all.',
        ),
        asked('area', area, '方面 Of this one of the eight areas.'),
        asked('text', text(MAX_SEARCH_LENGTH), '标题 With these words in the title.'),
        asked('cursor', text(2_000), '下一页 `next` of the page before.'),
      ],
    },
    answers: {
      '200': answer(
        '已印发制度 Published norms.',
        objectOf({ items: { type: 'array', maxItems: PUBLIC_PAGE_SIZE, items: objectOf(NORM) }, next: text() }, [
          'items',
        ]),
      ),
    },
  },
  {
    ...common,
    path: '/api/public/norms/{bureau}/{norm}',
    id: 'rules.public-norms.find',
    title: { zh: '查看已印发制度', en: 'One published norm with its text.' },
    members: {
      parameters: [
        { $ref: '#/components/parameters/Bureau' },
        {
          name: 'norm',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
        },
      ],
    },
    answers: { '200': answer('制度 The norm.', objectOf({ ...NORM, text: orNull(text()) })) },
  },
];
