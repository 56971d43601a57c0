import { randomUUID } from 'node:crypto';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import { ledgerId, type StreamId } from '@taizhang/kernel';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { benchEventId } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import {
  HOST_AUTHORITY,
  HOST_BUREAU,
  HOST_CLERK,
  raiseFirst,
  registerUnits,
  startStandalone,
  type StandaloneHost,
} from './standalone-host.js';

/** Events of the store that is started on. */
const STORED_EVENTS = 100_000;
/** Issues raised in one commit while filling. */
const ISSUES_PER_COMMIT = 250;
const FIRST: StreamId = 'issue/2014-first';
/** Pause between two looks at the view, in milliseconds. */
const LOOK_INTERVAL_MS = 200;

/** The standalone host on a store of 100,000 issues whose views are up to date: from its start to its word that it serves. */
export function coldStart(settings: BenchSettings): Contest {
  return {
    workload: 'X.cold-start',
    mostPasses: 1,
    entrants: [
      {
        peer: 'taizhang standalone',
        version: ownVersion(),
        technology: 'host',
        role: 'ours',
        run: (folder) => run(folder, scaled(settings, STORED_EVENTS)),
      },
    ],
  };
}

async function run(folder: string, events: number): Promise<Outcome> {
  await withHost(folder, async (host) => {
    await registerUnits(host);
    await raiseFirst(host, '2014-first');
  });
  const lastIssue = await copyIssues(folder, events);
  const behind = await withHost(folder, (host) => viewed(host, lastIssue));
  const { readyAfterS } = await withHost(folder, () => Promise.resolve());
  return {
    durability: '',
    measured: {
      n: events,
      seconds: readyAfterS,
      note: `ready after ${readyAfterS.toFixed(2)} s; with views ${String(events)} events behind after ${behind.readyAfterS.toFixed(2)} s`,
    },
  };
}

async function withHost(folder: string, use: (host: StandaloneHost) => Promise<void>): Promise<StandaloneHost> {
  const host = await startStandalone(folder);
  try {
    await use(host);
    return host;
  } finally {
    await host.stop();
  }
}

/** Raises the first issue again and again, each time as another one, with the host's own event. @returns id of the last */
async function copyIssues(folder: string, count: number): Promise<string> {
  const store = createSqliteEventStore({ folder, ...BENCH_STORE_OPTIONS, authority: HOST_AUTHORITY });
  const ledger = ledgerId('issues', HOST_BUREAU);
  try {
    const { value: first } = await store.readStream(ledger, FIRST, { limit: 1 })[Symbol.asyncIterator]().next();
    if (first === undefined) throw new Error('the first issue was not recorded');
    const { type, schema, clr, data, actor } = first;
    for (let done = 0; done < count; done += ISSUES_PER_COMMIT) {
      const id = randomUUID();
      const numbers = Array.from({ length: Math.min(ISSUES_PER_COMMIT, count - done) }, (_, i) => done + i);
      const events = numbers.map((number, pos) => ({
        id: benchEventId(id, pos),
        stream: streamOf(number),
        type,
        schema,
        clr,
        data,
      }));
      await store.append(ledger, { id, digest: id, actor, events });
    }
    return streamOf(count - 1).slice('issue/'.length);
  } finally {
    await store.stop();
  }
}

function streamOf(number: number): StreamId {
  return `issue/copy-${String(number)}`;
}

/** Waits until the view of the issues shows an issue. */
async function viewed({ url }: StandaloneHost, issue: string): Promise<void> {
  const address = `${url}/api/issues/views/rectification-ledger/documents/${HOST_BUREAU}/${issue}`;
  while (!(await fetch(address, { headers: { authorization: HOST_CLERK } })).ok)
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
}
