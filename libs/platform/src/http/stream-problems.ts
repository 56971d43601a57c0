import type { ProblemDefinition } from './problem.js';

/** Problems of streams of events, and of what is exported. */
export const STREAM_PROBLEMS = {
  exportTooLong: {
    status: 422,
    code: 'EXPORT_TOO_LONG',
    sentence: {
      en: 'A worksheet does not hold so many rows; export as CSV or Parquet, or narrow it down.',
      zh: '行数超过工作表的上限，请改用 CSV 或 Parquet，或缩小范围。',
    },
  },
  notAcceptable: {
    status: 406,
    code: 'NOT_ACCEPTABLE',
    sentence: {
      en: 'This address answers text/event-stream or application/x-ndjson.',
      zh: '该地址只提供 text/event-stream 或 application/x-ndjson。',
    },
  },
  streamTooWide: {
    status: 422,
    code: 'STREAM_TOO_WIDE',
    sentence: {
      en: 'This reaches more ledgers than one stream carries; name bureaus.',
      zh: '范围内的台账超过一个事件流的上限，请指定单位。',
    },
  },
  tooManyStreams: {
    status: 503,
    code: 'TOO_MANY_STREAMS',
    sentence: {
      en: 'As many streams are open as may be; close one of yours, or try again.',
      zh: '打开的事件流过多，请关闭其中之一或稍后重试。',
    },
  },
} as const satisfies Record<string, ProblemDefinition>;
