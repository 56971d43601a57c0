import type { Operation } from '@taizhang/platform';

/** The route by which other hosts hand over their entries, for the API's document. */
export const accessOperations: readonly Operation[] = [
  {
    path: '/api/access-entries',
    method: 'post',
    access: 'service',
    kind: 'ledger',
    scope: 'access',
    id: 'access.entries.record',
    title: {
      zh: '登记查阅',
      en: 'Puts a batch of accesses and refusals on record; one that came before changes nothing.',
    },
    members: {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: {
                id: { type: 'string', format: 'uuid' },
                entries: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    properties: { type: { type: 'string' }, bureau: { type: 'string' }, data: { type: 'object' } },
                    required: ['type', 'data'],
                  },
                },
              },
              required: ['id', 'entries'],
              additionalProperties: false,
            },
          },
        },
      },
    },
    answers: { '204': { description: '已登记 On record.' } },
  },
];
