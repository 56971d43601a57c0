import type { RecordedEvent } from '@taizhang/event-store-port';
import type { HiddenLeaf } from '@taizhang/messaging-port';

/** What a stream consists of. */
export type StreamRecord =
  | { readonly kind: 'leaf'; readonly event: RecordedEvent }
  | { readonly kind: 'hidden'; readonly hidden: HiddenLeaf }
  /** Everything up to here has been given: from where a reader that comes back goes on. */
  | { readonly kind: 'position'; readonly position: string }
  /** There is nothing new. */
  | { readonly kind: 'waiting'; readonly position: string }
  /** The stream ends here, in order: `CAUGHT_UP`, `SHUTDOWN`, or the code of the problem that ended it. */
  | { readonly kind: 'end'; readonly end: string; readonly position: string };

/** How a stream is written. */
export interface StreamFormat {
  readonly mediaType: string;
  /** What the access ledger calls it. */
  readonly name: 'SSE' | 'NDJSON';
  /** First bytes, before any record. */
  readonly opening: string;
  readonly write: (record: StreamRecord) => Uint8Array;
}

/** How long a browser waits before it comes back, in milliseconds. */
export const SSE_RETRY_MS = 3_000;

const bytes = (text: string): Uint8Array => Buffer.from(text);
const LINE_FEED = bytes('\n');
const SSE_LEAF = bytes('event: leaf\ndata: ');
const SSE_END = bytes('\n\n');

/**
 * Server-sent events. A leaf is one line of canonical JSON and holds neither line feed nor carriage return, so `data` is the
 * stored bytes. Only positions have an `id`: what a browser sends back as `Last-Event-ID` stands for all ledgers.
 */
export const SSE: StreamFormat = {
  mediaType: 'text/event-stream',
  name: 'SSE',
  opening: `retry: ${String(SSE_RETRY_MS)}\n\n`,
  write: (record) => {
    switch (record.kind) {
      case 'leaf':
        return Buffer.concat([SSE_LEAF, record.event.leaf, SSE_END]);
      case 'hidden':
        return bytes(`event: hidden\ndata: ${JSON.stringify(record.hidden)}\n\n`);
      case 'position':
        return bytes(`event: position\nid: ${record.position}\ndata: {}\n\n`);
      case 'waiting':
        return bytes(': waiting\n\n');
      case 'end':
        return bytes(`event: end\nid: ${record.position}\ndata: ${JSON.stringify({ end: record.end })}\n\n`);
    }
  },
};

/** One JSON value a line: leaves as stored, hidden ones, and lines about the stream itself, which alone have `position`. */
export const NDJSON: StreamFormat = {
  mediaType: 'application/x-ndjson',
  name: 'NDJSON',
  opening: '',
  write: (record) => {
    switch (record.kind) {
      case 'leaf':
        return Buffer.concat([record.event.leaf, LINE_FEED]);
      case 'hidden':
        return bytes(`${JSON.stringify(record.hidden)}\n`);
      case 'position':
      case 'waiting':
        return bytes(`${JSON.stringify({ position: record.position })}\n`);
      case 'end':
        return bytes(`${JSON.stringify({ end: record.end, position: record.position })}\n`);
    }
  },
};

const ANYTHING: ReadonlySet<string> = new Set(['*/*', 'application/*']);

/** The format that a request accepts best; NDJSON where it takes anything, `undefined` where it takes neither. */
export function formatOf(accept: string | undefined): StreamFormat | undefined {
  const ranked = (accept ?? '*/*')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
      const [, quality = '1'] = parameters.map((one) => /^q=([01](?:\.\d{1,3})?)$/.exec(one)).find(Boolean) ?? [];
      return { range, quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { range } of ranked) {
    if (range === SSE.mediaType || range === 'text/*') return SSE;
    if (range === NDJSON.mediaType || ANYTHING.has(range)) return NDJSON;
  }
  return undefined;
}
