/**
 * A host process of its own, as small as can be: opens a store on the database it is told, appends what it is told, says
 * what became of each append, and dies where it is told. Started by `ChildWriter` from `dist`.
 */
import { createInterface } from 'node:readline';
import { ContentionError, createEventStore, type CommitStorage, type EventStore } from '@taizhang/event-store-port';
import { manualClock, systemEntropy } from '@taizhang/kernel';
import { derivedLedgerKeys, faultyCommitStorage, type AppendStep } from '@taizhang/testkit';
import type { ChildAppend, ChildJob, ChildWord } from './child-job.js';

function say(word: ChildWord): void {
  process.stdout.write(`${JSON.stringify(word)}\n`);
}

/** Dies at once when the time has come; the promise then never settles. */
function killer(killAt: ChildJob['killAt']): (step: AppendStep) => void {
  let times = 0;
  return (step) => {
    if (step !== killAt?.step) return;
    times += 1;
    if (times === killAt.time) process.kill(process.pid, 'SIGKILL');
  };
}

async function openStore(job: ChildJob): Promise<EventStore> {
  // as: what a fixture declares in `ChildStorage.factory`
  const module = (await import(job.storage.module)) as Readonly<Record<string, unknown>>;
  const factory = module[job.storage.factory];
  if (typeof factory !== 'function')
    throw new TypeError(`${job.storage.module} exports no function ${job.storage.factory}`);
  // as: see above
  const storage = (await factory(...job.storage.args)) as CommitStorage;
  return createEventStore(faultyCommitStorage(storage, { atStep: killer(job.killAt) }), {
    authority: job.authority,
    clock: manualClock(job.now),
    entropy: systemEntropy,
    ledgerKeys: derivedLedgerKeys,
  });
}

/** Appends as callers do: who lost every race tries again, with the same id. */
async function append(store: EventStore, { ledger, commit }: ChildAppend): Promise<void> {
  try {
    const { id, idx, seq, repeated } = await store.append(ledger, commit);
    say({ kind: 'acknowledged', ledger, id, idx, seq, repeated });
  } catch (thrown) {
    if (thrown instanceof ContentionError) await append(store, { ledger, commit });
    else say({ kind: 'refused', ledger, id: commit.id, name: thrown instanceof Error ? thrown.name : String(thrown) });
  }
}

async function run(): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  // as: the parent's first line
  const job = JSON.parse((await lines.next()).value as string) as ChildJob;
  const store = await openStore(job);
  say({ kind: 'ready' });
  await lines.next();
  const waiting = [...job.appends];
  const writers = Array.from({ length: job.atOnce }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await append(store, next);
  });
  await Promise.all(writers);
  await store.stop();
  say({ kind: 'done' });
  process.stdin.destroy();
}

await run();
