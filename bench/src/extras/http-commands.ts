import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { ownVersion } from '../stores/versions.js';
import { HOST_CLERK, RAISE_INPUT, raiseFirst, raisePath, registerUnits, startStandalone } from './standalone-host.js';

/** Commands that are sent. */
const COMMANDS = 10_000;
/** Connections that each send one command after the other. */
const CONNECTIONS = 64;

/** Commands end to end: HTTP, decision, sealed fields, durable append, answer; each raises an issue of its own. */
export function httpCommands(settings: BenchSettings): Contest {
  const amount = Math.max(CONNECTIONS, scaled(settings, COMMANDS));
  return {
    workload: 'X.http-command',
    entrants: [
      {
        peer: 'taizhang standalone',
        version: ownVersion(),
        technology: 'http',
        role: 'ours',
        run: (folder) => run(folder, amount, settings.limitS),
      },
    ],
  };
}

async function run(folder: string, amount: number, limitS: number): Promise<Outcome> {
  const host = await startStandalone(folder);
  try {
    await registerUnits(host);
    await raiseFirst(host, '2014-first');
    const result = await shoot(host.url, amount, limitS);
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(
        `${String(result.non2xx)} refusals and ${String(result.errors)} errors of ${String(amount)} commands`,
      );
    const { p50, p99 } = result.latency;
    const cut = result['2xx'] < amount ? '; cut' : '';
    const note = `${String(CONNECTIONS)} connections; latency p50 ${String(p50)} ms, p99 ${String(p99)} ms${cut}`;
    return {
      durability: 'WAL, synchronous=FULL',
      measured: { n: result['2xx'], seconds: result.duration, note },
    };
  } finally {
    await host.stop();
  }
}

async function shoot(url: string, amount: number, limitS: number): Promise<autocannon.Result> {
  let sent = 0;
  const shooting = autocannon({
    url,
    connections: CONNECTIONS,
    amount,
    requests: [
      {
        method: 'POST',
        body: JSON.stringify(RAISE_INPUT),
        setupRequest: (request) => ({
          ...request,
          path: raisePath(`2014-${String((sent += 1))}`),
          headers: { 'content-type': 'application/json', authorization: HOST_CLERK, 'idempotency-key': randomUUID() },
        }),
      },
    ],
  });
  const limit = setTimeout(() => (shooting as unknown as { stop(): void }).stop(), limitS * 1_000); // as: the types forget it
  try {
    return await shooting;
  } finally {
    clearTimeout(limit);
  }
}
