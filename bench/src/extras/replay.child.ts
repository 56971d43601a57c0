/** Reads and folds the bench's first ledger of the store in the folder given, and reports what memory that took. */
import { readFile } from 'node:fs/promises';
import { emptyFold, fold } from '../payload.js';
import { benchLedger } from '../stores/taizhang-events.js';
import { openStore } from './filled-store.js';

/** What this process prints. */
export interface ReplayReport {
  readonly count: number;
  readonly seconds: number;
  /** Resident memory after each tenth. */
  readonly rssMb: readonly number[];
  readonly peakMb: number;
}

const [folder = ''] = process.argv.slice(2);
const { store } = openStore(folder);
const ledger = benchLedger(0);
const size = (await store.head(ledger))?.size ?? 0;
const tenth = Math.max(1, Math.floor(size / 10));
const folded = emptyFold();
const rssMb: number[] = [];
const startedAt = performance.now();
for await (const { idx, data } of store.readLedger(ledger)) {
  fold(folded, data);
  if ((idx + 1) % tenth === 0) rssMb.push(megabytes(process.memoryUsage.rss()));
}
const seconds = (performance.now() - startedAt) / 1_000;
const peakMb = megabytes(await peakBytes());
await store.stop();
const report: ReplayReport = { count: folded.count, seconds, rssMb, peakMb };
console.log(JSON.stringify(report));

/** The most memory that this process had. `getrusage` counts what the process had that started it, so Linux is asked itself. */
async function peakBytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(peak) * 1_024;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
