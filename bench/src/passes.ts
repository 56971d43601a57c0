import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Peer } from './bench-store.js';
import type { Comparison } from './report.js';
import { failedRow, rowOf, type Row, type RowHead } from './row.js';
import type { Workload } from './workloads/workload.js';

/** Peers run one after another at the same workload, so that drift of the machine hits all of them. */
export interface Contest {
  readonly workload: Workload;
  readonly peers: readonly Peer[];
}

/** Who runs what. A raw limit runs only what it is the limit of. */
export function contestsOf(workloads: readonly Workload[], peers: readonly Peer[]): readonly Contest[] {
  return workloads
    .map((workload) => ({ workload, peers: peers.filter((peer) => runs(peer, workload.name)) }))
    .filter((contest) => contest.peers.length > 0);
}

/** Ours against the raw limit of the same technology, workload by workload; correctness (W8) is not compared. */
export function comparisonsOf(contests: readonly Contest[]): readonly Comparison[] {
  return contests
    .filter(({ workload }) => workload.name !== 'W8')
    .flatMap(({ workload, peers }) =>
      peers.flatMap((peer): readonly Comparison[] => {
        const limit = peers.find(({ role, technology }) => role !== 'ours' && technology === peer.technology);
        if (peer.role !== 'ours' || limit === undefined) return [];
        return [{ workload: workload.name, peer: peer.name, limit: limit.name, judged: peer.technology === 'sqlite' }];
      }),
    );
}

/** Runs every contest once; each pass begins with another peer, so that nobody always profits from coming first. */
export async function runPass(
  contests: readonly Contest[],
  pass: number,
  folder: string,
  emit: (row: Row) => void,
): Promise<void> {
  for (const { workload, peers } of contests) {
    const turn = pass % peers.length;
    for (const peer of [...peers.slice(turn), ...peers.slice(0, turn)]) emit(await runOne(peer, workload, folder));
  }
}

function runs({ role }: Peer, workload: string): boolean {
  return role === 'ours' || role.limitOf.includes(workload);
}

async function runOne(peer: Peer, workload: Workload, parent: string): Promise<Row> {
  const head = { peer: peer.name, version: peer.version, workload: workload.name, durability: '' };
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'store-'));
  try {
    return await measureOn(peer, workload, folder, head);
  } catch (error) {
    return failedRow(head, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOn(peer: Peer, workload: Workload, folder: string, head: RowHead): Promise<Row> {
  const store = await peer.open({ folder, ledgers: workload.ledgers });
  const opened = { ...head, durability: store.durability };
  try {
    const run = await workload.prepare(store);
    globalThis.gc?.(); // what preparing left behind is nobody's cost
    return rowOf(opened, await run());
  } catch (error) {
    return failedRow(opened, error);
  } finally {
    await store.close();
  }
}
