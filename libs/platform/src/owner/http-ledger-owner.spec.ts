import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LedgerOwner } from '@taizhang/messaging-port';
import { HttpLedgerOwner, OwnerUnavailableError, routedOwner } from './http-ledger-owner.js';

const LEDGER = 'issues/wgx-0371';
const LEAVES = ['{"a":"一"}', '{"b":"\u2028\u0085二"}', '{"c":3}'];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('the owner’s API over HTTP', () => {
  let server: Server;
  let owner: HttpLedgerOwner;
  let answer: Answer;
  let asked: { readonly url: string | undefined; readonly authorization: string | undefined }[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push({ url: request.url, authorization: request.headers.authorization });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    owner = new HttpLedgerOwner({
      owners: { issues: `http://127.0.0.1:${String(port)}` },
      token: 'a-long-secret-0123',
    });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function leaves(from = 0): Promise<readonly (readonly [number, string])[]> {
    const read: [number, string][] = [];
    for await (const { idx, leaf } of owner.leaves(LEDGER, from)) read.push([idx, Buffer.from(leaf).toString('utf8')]);
    return read;
  }

  async function heads(since?: string): Promise<readonly unknown[]> {
    const read: unknown[] = [];
    for await (const head of owner.changedHeads('issues', since)) read.push(head);
    return read;
  }

  /** Sends the parts one by one; each waits until the one before has left. */
  const inParts =
    (parts: readonly Uint8Array[], end: (response: ServerResponse) => void): Answer =>
    (_request, response) => {
      const send = (i: number): void => {
        const part = parts[i];
        if (part === undefined) end(response);
        else response.write(part, () => setImmediate(send, i + 1));
      };
      send(0);
    };
  const wholly = (response: ServerResponse): void => void response.end();
  const body = Buffer.from(LEAVES.map((leaf) => `${leaf}\n`).join(''));

  it('asks by ledger and index and shows who we are', async () => {
    answer = (_request, response) => response.end();
    expect(await leaves(7)).toEqual([]);
    expect(await heads('2014-07-01T00:00:00.000Z')).toEqual([]);
    expect(await heads()).toEqual([]);
    expect(asked.map(({ url }) => url)).toEqual([
      '/api/ledgers/issues/wgx-0371/leaves?from=7',
      '/api/ledgers/issues/heads?since=2014-07-01T00%3A00%3A00.000Z',
      '/api/ledgers/issues/heads',
    ]);
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer a-long-secret-0123']));
  });

  it.each([1, 2, 3, 7, 1_000])(
    'reads the leaves whole, in parts of %i bytes, and counts them from the first asked for',
    async (size) => {
      const parts = Array.from({ length: Math.ceil(body.length / size) }, (_, i) =>
        body.subarray(i * size, (i + 1) * size),
      );
      answer = inParts(parts, wholly);
      expect(await leaves(5)).toEqual(LEAVES.map((leaf, i) => [i + 5, leaf]));
    },
  );

  it('reads heads', async () => {
    answer = (_request, response) => response.end('{"ledger":"issues/a","size":3}\n{"ledger":"issues/b","size":0}\n');
    expect(await heads()).toEqual([
      { ledger: 'issues/a', size: 3 },
      { ledger: 'issues/b', size: 0 },
    ]);
  });

  it('finds no leaves in a ledger that does not exist', async () => {
    answer = (_request, response) => response.writeHead(404).end('{"code":"UNKNOWN_LEDGER"}');
    expect(await leaves()).toEqual([]);
  });

  it('takes no heads at all for an error: an owner that does not know its own context is the wrong one', async () => {
    answer = (_request, response) => response.writeHead(404).end('{"code":"UNKNOWN_LEDGER"}');
    await expect(heads()).rejects.toThrow(OwnerUnavailableError);
  });

  it.each<[string, Answer]>([
    ['an error of its own', (_request, response) => response.writeHead(500).end('stack trace\n')],
    ['a refusal of who we are', (_request, response) => response.writeHead(401).end()],
    ['not yet', (_request, response) => response.writeHead(503).end()],
    ['another kind of success', (_request, response) => response.writeHead(204).end()],
    ['nothing: it hangs up', (request) => request.socket.destroy()],
    ['no HTTP', (request) => request.socket.end('what?\r\n\r\n')],
    ['half a line', (_request, response) => response.end('{"a":')],
    ['a line, and breaks off', inParts([body.subarray(0, 12)], (response) => response.socket?.destroy())],
    ['half a line, and breaks off', inParts([body.subarray(0, 5)], (response) => response.socket?.destroy())],
  ])('is unavailable when the owner answers %s', async (_what, given) => {
    answer = given;
    await expect(leaves()).rejects.toMatchObject({ name: 'OwnerUnavailableError', code: 'OWNER_UNAVAILABLE' });
  });

  it.each([
    'nonsense',
    'null',
    '7',
    '[]',
    '{}',
    '{"ledger":"issues/a"}',
    '{"ledger":"A/b","size":1}',
    '{"ledger":"issues/a","size":"1"}',
    '{"ledger":"issues/a","size":-1}',
    '{"ledger":"issues/a","size":1.5}',
  ])('is unavailable when a head is %s', async (line) => {
    answer = (_request, response) => response.end(`${line}\n`);
    await expect(heads()).rejects.toThrow(OwnerUnavailableError);
  });

  it.each<[string, Answer, number]>([
    ['nothing at all', () => undefined, 0],
    ['a line and a half', (_request, response) => void response.write(body.subarray(0, 16)), 1],
  ])('is unavailable when the owner says %s and then is silent for too long', async (_what, given, whole) => {
    answer = given;
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const owners = { issues: `http://127.0.0.1:${String(port)}` };
    const impatient = new HttpLedgerOwner({ owners, token: 't', silenceLimitMs: 300 });
    const read: number[] = [];
    const all = (async () => {
      for await (const { idx } of impatient.leaves(LEDGER, 0)) read.push(idx);
    })();
    await expect(all).rejects.toThrow(OwnerUnavailableError);
    expect(read).toHaveLength(whole);
  });

  it('gives what came before a break, in order', async () => {
    answer = inParts([body.subarray(0, 30)], (response) => response.socket?.destroy());
    const read: number[] = [];
    const all = (async () => {
      for await (const { idx } of owner.leaves(LEDGER, 0)) read.push(idx);
    })();
    await expect(all).rejects.toThrow(OwnerUnavailableError);
    expect(read).toEqual(read.map((_idx, i) => i));
  });

  it('hangs up when the reader has had enough', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.on('close', resolve);
        response.write(body);
      };
    });
    for await (const { idx } of owner.leaves(LEDGER, 0)) if (idx === 1) break;
    await closed;
  });

  it('is unavailable when nobody listens, or nobody was named', async () => {
    const nobody = new HttpLedgerOwner({ owners: { issues: 'http://127.0.0.1:1' }, token: 't' });
    for (const ledger of [LEDGER, 'rules/wgx-0371'] as const)
      await expect(nobody.leaves(ledger, 0)[Symbol.asyncIterator]().next()).rejects.toThrow(OwnerUnavailableError);
  });
});

describe('the owner of a context', () => {
  async function* none(): AsyncGenerator<never> {
    // it has nothing
  }
  const noting = (name: string, log: string[]): LedgerOwner => ({
    leaves: (ledger) => (log.push(`${name} ${ledger}`), none()),
    changedHeads: (context) => (log.push(`${name} ${context}`), none()),
  });

  it('is the own store for the own contexts, and the others’ owner for theirs', () => {
    const log: string[] = [];
    const routed = routedOwner(noting('own', log), new Set(['issues']), noting('other', log));
    routed.leaves('issues/a', 0);
    routed.leaves('rules/a', 0);
    routed.changedHeads('issues');
    routed.changedHeads('rules');
    expect(log).toEqual(['own issues/a', 'other rules/a', 'own issues', 'other rules']);
  });

  it('is unavailable where no other is configured', () => {
    const routed = routedOwner(noting('own', []), new Set(['issues']), undefined);
    expect(() => routed.changedHeads('rules')).toThrow(OwnerUnavailableError);
  });
});
