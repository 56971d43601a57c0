import { verifyInclusion, type InclusionProof } from '@taizhang/ledger';
import type { JsonObject } from '@taizhang/kernel';
import { hashLeaf, LedgerProofs } from '@taizhang/seals-port';
import type { Contest, Outcome } from '../passes.js';
import { payloads } from '../payload.js';
import type { Measured } from '../row.js';
import { scaled, type BenchSettings } from '../settings.js';
import { measure, measured, Stopwatch } from '../stopwatch.js';
import { FsyncLog } from '../stores/fsync-log.js';
import { benchCommit, benchLedger } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import { caseStream } from '../workloads/workload.js';
import { Cover } from './cover.js';
import { leavesOf } from './seal.js';
import { openSealedStore, withSealedLedger, type SealedStore } from './sealed-ledger.js';

const LEDGER = benchLedger(0);
const APPENDERS = 64;
const BATCH_EVENTS = 100;
/** Leaves of the tree that W7.prove and W7.verify ask of. */
const PROVEN_LEAVES = 100_000;
const PROOFS = 20_000;
/** A step between the places that are proven: coprime to the size, so that they are spread over the whole tree. */
const STRIDE = 7_919;

/** One event log that commits to its history: ours, or hashing and writing a file alone. */
interface VerifiableLog {
  readonly durability: string;
  /** Appends to a stream that must be at `expected`; resolves when it is durably part of the tree (or in a signed checkpoint). */
  append(stream: number, expected: number, events: readonly JsonObject[]): Promise<void>;
  close(): Promise<void>;
}

type Open = (folder: string, published: boolean) => Promise<VerifiableLog>;

/** W7: what appending, proving and verifying cost where a tree commits to the history. */
export function verifiableHistory(settings: BenchSettings): readonly Contest[] {
  const appends = (count: number, events: number, appenders: number) => (log: VerifiableLog) =>
    appendAll(log, settings, { count: scaled(settings, count), events, appenders });
  return [
    contest('W7.append-seq', appends(2_000, 1, 1)),
    contest('W7.append-64', appends(6_400, 1, APPENDERS)),
    contest('W7.append-published-64', appends(6_400, 1, APPENDERS), true),
    contest('W7.append-batch100', appends(200, BATCH_EVENTS, 1)),
    contest('W7.append-bulk', appends(1_000, BATCH_EVENTS, APPENDERS)),
    proving('W7.prove', settings, prove),
    proving('W7.verify', settings, verify),
  ];
}

function contest(workload: string, run: (log: VerifiableLog) => Promise<Measured>, published = false): Contest {
  const entrant = (peer: string, version: string, role: 'ours' | 'limit', open: Open) => ({
    peer,
    version,
    technology: 'sqlite',
    role,
    run: async (folder: string): Promise<Outcome> => {
      const log = await open(folder, published);
      try {
        return { durability: log.durability, measured: await run(log) };
      } finally {
        await log.close();
      }
    },
  });
  return {
    workload,
    entrants: [
      entrant('taizhang sqlite', ownVersion(), 'ours', openOurs),
      entrant('plain SHA-256 and fsync', process.versions.node, 'limit', (folder) => FsyncLog.open(folder)),
    ],
  };
}

/** Our store; the tree grows, or is signed, for all who wait at once. */
const openOurs: Open = async (folder, published) => {
  const { store, trees, seals, durability, close } = await openSealedStore(folder, [LEDGER]);
  const cover = new Cover(async () => (published ? await seals.seal(LEDGER) : await trees.catchUp(LEDGER))?.size ?? 0);
  return {
    durability,
    append: async (stream, expected, events) => {
      const { idx } = await store.append(LEDGER, benchCommit(caseStream(stream), expected, events));
      await cover.reaches(idx + events.length);
    },
    close,
  };
};

interface Appends {
  readonly count: number;
  /** Events of each. */
  readonly events: number;
  /** Loops that append side by side, each to a stream of its own. */
  readonly appenders: number;
}

async function appendAll(
  log: VerifiableLog,
  { limitS }: BenchSettings,
  { count, events, appenders }: Appends,
): Promise<Measured> {
  const data = payloads(0, count * events);
  const watch = new Stopwatch(limitS);
  let begun = 0;
  let done = 0;
  const loop = async (stream: number): Promise<void> => {
    for (let own = 0; begun < count && !watch.over; own += 1) {
      const from = begun * events;
      begun += 1;
      await log.append(stream, own * events - 1, data.slice(from, from + events));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: appenders }, (_, stream) => loop(stream)));
  return measured(done * events, watch.reading(), done < count && 'cut');
}

/** A finished tree, whose proofs are made or verified. */
function proving(
  workload: string,
  settings: BenchSettings,
  run: (sealed: SealedStore, settings: BenchSettings) => Promise<Measured>,
): Contest {
  return {
    workload,
    entrants: [
      {
        peer: 'taizhang sqlite',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => withSealedLedger(folder, scaled(settings, PROVEN_LEAVES), (sealed) => run(sealed, settings)),
      },
    ],
  };
}

async function prove({ rows }: SealedStore, settings: BenchSettings): Promise<Measured> {
  const { size = 0 } = (await rows.latest(LEDGER)) ?? {};
  const proofs = new LedgerProofs(rows, BENCH_STORE_OPTIONS.authority);
  const done = await measure(settings.limitS, scaled(settings, PROOFS), 1, async (i) => {
    await proofs.inclusion(LEDGER, (i * STRIDE) % size, size);
  });
  return { ...done, note: `tree of ${String(size)}; ${done.note ?? ''}` };
}

async function verify({ rows, store }: SealedStore, settings: BenchSettings): Promise<Measured> {
  const { size = 0 } = (await rows.latest(LEDGER)) ?? {};
  const proofs = new LedgerProofs(rows, BENCH_STORE_OPTIONS.authority);
  const leaves = await leavesOf(store, LEDGER);
  const made: InclusionProof[] = [];
  for (let i = 0; i < scaled(settings, PROOFS); i += 1)
    made.push(await proofs.inclusion(LEDGER, (i * STRIDE) % size, size));
  const done = await measure(settings.limitS, made.length, 1, (i) => {
    const proof = made[i];
    const leaf = leaves[proof?.index ?? size];
    if (proof === undefined || leaf === undefined) throw new Error('there is no such leaf');
    if (!verifyInclusion({ ...proof, leafHash: hashLeaf(leaf) }, proof.path))
      throw new Error(`the proof of leaf ${String(proof.index)} does not hold`);
    return Promise.resolve();
  });
  return { ...done, note: `tree of ${String(size)}, leaf hash included; ${done.note ?? ''}` };
}
