import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Peer } from './bench-store.js';
import type { Comparison } from './report.js';
import { failedRow, rowOf, type Measured, type Row } from './row.js';
import type { Workload } from './workloads/workload.js';

/** Somebody who does what a contest is about. */
export interface Entrant {
  readonly peer: string;
  readonly version: string;
  /** What it stands on: a limit is one of the entrants of the same technology. */
  readonly technology: string;
  readonly role: 'ours' | 'limit';
  /** @param folder empty, on the file system that all use */
  run(folder: string): Promise<Outcome>;
}

/** What was measured, and what it would survive. */
export interface Outcome {
  readonly durability: string;
  readonly measured: Measured;
}

/** Entrants run one after another at the same workload, so that drift of the machine hits all of them. */
export interface Contest {
  readonly workload: string;
  readonly entrants: readonly Entrant[];
  /** Passes it is part of at most: what takes long and hardly varies is measured once. */
  readonly mostPasses?: number;
}

/** The workloads of bench-workloads.md as contests. A raw limit runs only what it is the limit of. */
export function contestsOf(workloads: readonly Workload[], peers: readonly Peer[]): readonly Contest[] {
  return workloads.map((workload) => ({
    workload: workload.name,
    entrants: peers
      .filter(({ role }) => role === 'ours' || role.limitOf.includes(workload.name))
      .map(entrant(workload)),
  }));
}

/** Ours against the raw limit of the same technology, contest by contest; correctness (W8) is not compared. */
export function comparisonsOf(contests: readonly Contest[]): readonly Comparison[] {
  return contests
    .filter(({ workload }) => workload !== 'W8')
    .flatMap(({ workload, entrants }) =>
      entrants
        .filter(({ role }) => role === 'ours')
        .map(({ peer, technology }) => ({
          workload,
          peer,
          limit: entrants.find((other) => other.role === 'limit' && other.technology === technology)?.peer,
          judged: technology !== 'mongodb',
        })),
    );
}

/** Runs every contest once; each pass begins with another entrant, so that nobody always profits from coming first. */
export async function runPass(
  contests: readonly Contest[],
  pass: number,
  folder: string,
  emit: (row: Row) => void,
): Promise<void> {
  for (const { workload, entrants, mostPasses = Number.POSITIVE_INFINITY } of contests) {
    if (pass >= mostPasses) continue;
    const turn = pass % Math.max(1, entrants.length);
    for (const each of [...entrants.slice(turn), ...entrants.slice(0, turn)])
      emit(await runOne(each, workload, folder));
  }
}

async function runOne(each: Entrant, workload: string, parent: string): Promise<Row> {
  const head = { peer: each.peer, version: each.version, workload, durability: '' };
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'store-'));
  try {
    const { durability, measured } = await each.run(folder);
    return rowOf({ ...head, durability }, measured);
  } catch (error) {
    return failedRow(head, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function entrant(workload: Workload): (peer: Peer) => Entrant {
  return ({ name, version, technology, role, open }) => ({
    peer: name,
    version,
    technology,
    role: role === 'ours' ? 'ours' : 'limit',
    run: async (folder) => {
      const store = await open({ folder, ledgers: workload.ledgers });
      try {
        const run = await workload.prepare(store);
        globalThis.gc?.(); // what preparing left behind is nobody's cost
        return { durability: store.durability, measured: await run() };
      } finally {
        await store.close();
      }
    },
  });
}
