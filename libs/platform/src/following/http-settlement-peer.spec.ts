import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { MAX_SMALL_BODY_BYTES } from '../http/http-server.js';
import { HttpSettlementPeer } from './http-settlement-peer.js';
import type { PendingReaction } from './settlement.js';

const reactionAt = (idx: number): PendingReaction => ({
  ledger: 'evaluation/wgx-0371',
  idx,
  context: 'issues',
  policy: 'comments-become-issues',
});

describe('another host that takes part in a settlement', () => {
  let server: Server;
  const bodies: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
  });

  it('is told of however many reactions in order, in requests that it takes', async () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const peer = new HttpSettlementPeer(`http://127.0.0.1:${String(port)}`, 'a token of this test');
    const reactions = Array.from({ length: 500 }, (_gap, idx) => reactionAt(idx));
    await peer.run(reactions);
    const told = bodies.flatMap((body) => (JSON.parse(body) as { readonly reactions: unknown[] }).reactions); // as it is sent
    expect(told).toEqual(reactions);
    expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThan(MAX_SMALL_BODY_BYTES);
  });
});
