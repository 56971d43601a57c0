import type { JsonObject } from '@taizhang/kernel';
import type { ContextFeature } from '../context/context-feature.js';
import { STREAM_READERS } from '../streams/event-streams.js';
import { NDJSON, SSE } from '../streams/stream-format.js';
import { arrayOf, BOOLEAN, refTo, STRING } from './json-schema.js';
import type { Operation } from './operation.js';
import { queryParameter } from './view-operations.js';

const INSTANT = { type: 'string', format: 'date-time' };

/** The events of a context, as a stream (design §8). */
export function streamOperation({ context, stream = STREAM_READERS }: ContextFeature): Operation {
  const lastEventId: JsonObject = {
    name: 'Last-Event-ID',
    in: 'header',
    required: false,
    description: '续传 Where the reader was; goes before `from`.',
    schema: STRING,
  };
  return {
    path: `/api/streams/${context}`,
    method: 'get',
    access: 'declared',
    kind: 'stream',
    scope: context,
    id: `${context}.stream`,
    title: {
      zh: '事件流',
      en: 'Leaves as they are recorded; those above the reader’s clearance as `{log, idx, clr, h}`.',
    },
    members: {
      parameters: [
        queryParameter('from', STRING, '起始 `start` (default), `end`, or a position that a stream has given.'),
        queryParameter('follow', { ...BOOLEAN, default: true }, '持续 Whether it goes on with what is recorded later.'),
        queryParameter('bureau', arrayOf(STRING), '单位 Only these bureaus; default: all that the reader may see.'),
        queryParameter('type', arrayOf(STRING), '事件类型 Only these types; leaves that are hidden come all the same.'),
        queryParameter('clause', arrayOf(STRING), '条款 Only events that record the keeping of one of these.'),
        queryParameter('time.from', INSTANT, '入账时间 Recorded at this time or later.'),
        queryParameter('time.to', INSTANT, '入账时间 Recorded at this time or before.'),
        lastEventId,
        refTo('parameters', 'CorrelationId'),
      ],
      'x-allow': { roles: [...stream.roles], scope: stream.scope },
    },
    answers: {
      '200': {
        description:
          '事件流 What its lines and events are: docs/guides/streams.md; their schemas: `/api/docs/asyncapi.json`.',
        headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
        content: { [SSE.mediaType]: { schema: STRING }, [NDJSON.mediaType]: { schema: { type: 'object' } } },
      },
    },
  };
}
