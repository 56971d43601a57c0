import type { AnyAggregate, Sentence } from '@taizhang/kernel';
import { MAX_RECEIPTS } from '../seals/record-receipts.js';
import { arrayOf, refTo } from './json-schema.js';
import type { Operation } from './operation.js';

/** Receipts of a record's events, for whoever may read its timeline. */
export function receiptOperations(context: string, aggregates: readonly AnyAggregate[]): readonly Operation[] {
  return aggregates.flatMap(({ name, timeline }): readonly Operation[] => {
    if (timeline === undefined) return [];
    const title: Sentence = {
      zh: '回执',
      en: `Receipts of events of one ${name}, each with its leaf, and the policy by which the operator says they are to be verified.`,
    };
    return [
      {
        path: `/api/${context}/{bureau}/${name}/{id}/receipts`,
        method: 'get',
        access: 'declared',
        kind: 'timeline',
        scope: context,
        id: `${context}.${name}.receipts`,
        title,
        members: {
          parameters: [
            refTo('parameters', 'Bureau'),
            refTo('parameters', 'Id'),
            {
              name: 'rev',
              in: 'query',
              required: true,
              description: '修订号 Revisions of the events; `receipt` is null where no checkpoint covers one yet.',
              schema: { ...arrayOf({ type: 'integer', minimum: 0 }), minItems: 1, maxItems: MAX_RECEIPTS },
            },
            refTo('parameters', 'CorrelationId'),
          ],
          'x-allow': { roles: [...timeline.roles], scope: timeline.scope },
        },
        answers: {
          '200': {
            description: title.zh,
            headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
            content: { 'application/json': { schema: { type: 'object' } } },
          },
        },
      },
    ];
  });
}
