import type { JsonObject } from '@taizhang/kernel';

/** What one stream has sent so far. */
export interface Received {
  /** Leaves and hidden leaves, in the order they came. */
  readonly leaves: JsonObject[];
  /** The same, as they were written. */
  readonly lines: string[];
  /** Comments of an SSE stream, which say that it lives. */
  readonly comments: string[];
  position: string;
  end?: string;
}

/** A stream that is being read. */
export interface ReadStream {
  readonly status: number;
  readonly mediaType: string;
  readonly received: Received;
  /** Reads on until `enough` says so, or the stream ends. */
  until(enough: (received: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
}

type Take = (part: string, received: Received) => void;

const takeLine: Take = (line, received) => {
  const value = JSON.parse(line) as JsonObject; // every line is an object
  const { position, end } = value;
  if (typeof position === 'string') received.position = position;
  if (typeof end === 'string') received.end = end;
  if ('log' in value) {
    received.leaves.push(value);
    received.lines.push(line);
  }
};

const takeEvent: Take = (block, received) => {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) received.comments.push(line.slice(1).trim());
    else fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
  }
  const [id, name, data = ''] = ['id', 'event', 'data'].map((field) => fields.get(field));
  if (id !== undefined) received.position = id;
  if (name === 'end') received.end = (JSON.parse(data) as { readonly end: string }).end; // as streams write it
  if (name !== 'leaf' && name !== 'hidden') return;
  received.leaves.push(JSON.parse(data) as JsonObject); // leaves are objects
  received.lines.push(data);
};

/** Asks for a stream; `accept` decides how it is written. */
export async function readStream(url: string, headers: Readonly<Record<string, string>>): Promise<ReadStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const mediaType = response.headers.get('content-type') ?? '';
  const [take, between]: [Take, string] = mediaType.startsWith('text/event-stream')
    ? [takeEvent, '\n\n']
    : [takeLine, '\n'];
  const received: Received = { leaves: [], lines: [], comments: [], position: '' };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  return {
    status: response.status,
    mediaType,
    received,
    until: async (enough) => {
      while (!enough(received)) {
        const next = await reader?.read();
        if (next === undefined || next.done) break;
        const parts = (pending + next.value).split(between);
        pending = parts.pop() ?? '';
        for (const part of parts) take(part, received);
      }
      return received;
    },
    close: async () => {
      abort.abort();
      await reader?.cancel().catch(() => undefined);
    },
  };
}

/** Reads a stream that ends by itself. */
export async function wholeStream(url: string, headers: Readonly<Record<string, string>>): Promise<Received> {
  const stream = await readStream(url, headers);
  if (stream.status !== 200) throw new Error(`${url}: ${String(stream.status)}`);
  return stream.until(() => false);
}
