import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { derivedUuid } from '@taizhang/kernel';
import { asWho, issueWith, RAISE, type BadRequest } from './bad-request.js';

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let sent = 0;

/** A key that no other call in this process has given. */
export function freshKey(): string {
  sent += 1;
  return derivedUuid('bad input', String(process.pid), String(sent));
}

function headersOf(given: BadRequest['headers'], body: Uint8Array): Record<string, string | string[]> {
  const all = {
    'content-type': 'application/json',
    authorization: asWho('branch-clerk'),
    'idempotency-key': freshKey(),
    ...(body.length > 0 && { 'content-length': String(body.length) }),
    ...given,
  };
  const kept = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, typeof value === 'string' ? value : [...value]] as const],
  );
  return Object.fromEntries(kept);
}

/** Sends a request exactly as it is written; `fetch` would mend its address. */
export function send(base: string, bad: Omit<BadRequest, 'what' | 'status' | 'code'>): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  const { method = 'POST', path = RAISE, headers, body = issueWith({}) } = bad;
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const going = request(
      { hostname, port, method, path, headers: headersOf(headers, bytes), agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString('utf8'),
          });
        });
      },
    );
    going.on('error', reject);
    going.end(bytes);
  });
}

/** Writes bytes to the socket and answers all that comes back until the server closes, or `until` has come. */
export function exchange(base: string, bytes: string | Uint8Array, until?: RegExp): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      if (until?.test(text) === true) socket.destroy();
    });
    socket.on('error', () => socket.destroy()); // a reset ends it as well
    socket.on('close', () => {
      resolve(text);
    });
  });
}
