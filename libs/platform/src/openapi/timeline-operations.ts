import type { AnyAggregate } from '@taizhang/kernel';
import { DEFAULT_TIMELINE_PAGE, MAX_TIMELINE_PAGE } from '../asking/timeline.js';
import { refTo } from './json-schema.js';
import type { Operation } from './operation.js';

/** The timelines of a context's aggregates, where they declare who may read them. */
export function timelineOperations(context: string, aggregates: readonly AnyAggregate[]): readonly Operation[] {
  return aggregates.flatMap(({ name, timeline }): readonly Operation[] => {
    if (timeline === undefined) return [];
    const parameter = (query: string, description: string, schema: object) => ({
      name: query,
      in: 'query',
      required: false,
      description,
      schema: { type: 'integer', ...schema },
    });
    return [
      {
        path: `/api/${context}/{bureau}/${name}/{id}/timeline`,
        method: 'get',
        access: 'declared',
        kind: 'timeline',
        scope: context,
        id: `${context}.${name}.timeline`,
        title: { zh: '办理过程', en: `Everything that happened to one ${name}, in order.` },
        members: {
          parameters: [
            refTo('parameters', 'Bureau'),
            refTo('parameters', 'Id'),
            parameter('from', '起始 Revision of the first event: `next` of the page before.', {
              minimum: 0,
              default: 0,
            }),
            parameter('limit', '每页条数 Most events of a page.', {
              minimum: 1,
              maximum: MAX_TIMELINE_PAGE,
              default: DEFAULT_TIMELINE_PAGE,
            }),
            refTo('parameters', 'CorrelationId'),
          ],
          'x-allow': { roles: [...timeline.roles], scope: timeline.scope },
        },
        answers: {
          '200': {
            description: '办理过程 Events above the reader’s clearance are there as `{ idx, clr }` only.',
            headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
            content: { 'application/json': { schema: refTo('schemas', 'Timeline') } },
          },
        },
      },
    ];
  });
}
