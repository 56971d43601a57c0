import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { ownVersion } from '../stores/versions.js';
import { fill, openStore } from './filled-store.js';
import type { ReplayReport } from './replay.child.js';

/** Events that are replayed. */
const REPLAYED_EVENTS = 1_000_000;
const CHILD = fileURLToPath(new URL('./replay.child.js', import.meta.url));

/** Memory of reading and folding a whole ledger, in a process that does nothing else. */
export function replayMemory(settings: BenchSettings): Contest {
  return {
    workload: 'X.replay-memory',
    mostPasses: 1,
    entrants: [
      {
        peer: 'taizhang sqlite',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => run(folder, scaled(settings, REPLAYED_EVENTS)),
      },
    ],
  };
}

async function run(folder: string, events: number): Promise<Outcome> {
  const { store, durability } = openStore(folder);
  await fill(store, events, 1);
  await store.stop();
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder]);
  const { count, seconds, rssMb, peakMb } = JSON.parse(stdout) as ReplayReport; // as: our own child wrote it
  if (count !== events) throw new Error(`${String(count)} of ${String(events)} events were read`);
  const note = `RSS at each tenth ${rssMb.join(', ')} MB; peak ${String(peakMb)} MB`;
  return { durability, measured: { n: count, seconds, note } };
}
