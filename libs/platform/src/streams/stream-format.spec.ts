import type { RecordedEvent } from '@taizhang/event-store-port';
import { formatOf, NDJSON, SSE } from './stream-format.js';

const leaf = Buffer.from('{"a":"一\u2028"}');
const event = { leaf } as unknown as RecordedEvent; // what is written of it
const hidden = { log: 'x.example/issues/a', idx: 1, clr: 2, h: 'h' } as const;
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('the format of a stream', () => {
  it.each([
    [undefined, NDJSON],
    ['*/*', NDJSON],
    ['application/x-ndjson', NDJSON],
    ['text/event-stream', SSE],
    ['text/html, application/x-ndjson;q=0.5, text/event-stream;q=0.9', SSE],
    ['text/event-stream;q=0, */*;q=0.1', NDJSON],
    ['Text/Event-Stream', SSE],
    ['text/html', undefined],
    ['application/json', undefined],
  ])('for Accept: %s', (accept, format) => {
    expect(formatOf(accept)?.name).toBe(format?.name);
  });

  it('gives leaves to the byte', () => {
    expect(textOf(NDJSON.write({ kind: 'leaf', event }))).toBe(`${textOf(leaf)}\n`);
    expect(textOf(SSE.write({ kind: 'leaf', event }))).toBe(`event: leaf\ndata: ${textOf(leaf)}\n\n`);
  });

  it('gives of a hidden leaf what checks need', () => {
    const told = '{"log":"x.example/issues/a","idx":1,"clr":2,"h":"h"}';
    expect(textOf(NDJSON.write({ kind: 'hidden', hidden }))).toBe(`${told}\n`);
    expect(textOf(SSE.write({ kind: 'hidden', hidden }))).toBe(`event: hidden\ndata: ${told}\n\n`);
  });

  it('says where the reader is, that it lives, and how it ends', () => {
    expect(textOf(NDJSON.write({ kind: 'position', position: 'p' }))).toBe('{"position":"p"}\n');
    expect(textOf(NDJSON.write({ kind: 'waiting', position: 'p' }))).toBe('{"position":"p"}\n');
    expect(textOf(NDJSON.write({ kind: 'end', end: 'SHUTDOWN', position: 'p' }))).toBe(
      '{"end":"SHUTDOWN","position":"p"}\n',
    );
    expect(textOf(SSE.write({ kind: 'position', position: 'p' }))).toBe('event: position\nid: p\ndata: {}\n\n');
    expect(textOf(SSE.write({ kind: 'waiting', position: 'p' }))).toBe(': waiting\n\n');
    expect(textOf(SSE.write({ kind: 'end', end: 'CAUGHT_UP', position: 'p' }))).toBe(
      'event: end\nid: p\ndata: {"end":"CAUGHT_UP"}\n\n',
    );
  });
});
