import { parseArgs } from 'node:util';

/** How often everything is run, unless `--passes` says otherwise. */
export const DEFAULT_PASSES = 3;

/** What the command line asks for. */
export interface BenchOptions {
  /** Exactly the lines of bench-workloads.md on standard output, and nothing else there. */
  readonly json: boolean;
  /** Peers whose names contain one of these; empty = all. */
  readonly peers: readonly string[];
  /** Workloads by name (`W2` means its variants, too); empty = all. */
  readonly workloads: readonly string[];
  readonly passes: number;
}

/** @throws {RangeError | TypeError} one sentence about what is wrong with the command line */
export function optionsFrom(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      peer: { type: 'string', multiple: true, default: [] },
      workload: { type: 'string', multiple: true, default: [] },
      passes: { type: 'string', default: String(DEFAULT_PASSES) },
    },
  });
  const passes = Number(values.passes);
  if (!Number.isSafeInteger(passes) || passes < 1)
    throw new RangeError(`--passes must be a whole number from 1, not "${values.passes}".`);
  const { json, peer, workload } = values;
  return { json, peers: peer, workloads: workload, passes };
}

/** Whether a peer is wanted. */
export function wantsPeer({ peers }: BenchOptions, name: string): boolean {
  return peers.length === 0 || peers.some((part) => name.includes(part));
}

/** Whether a workload is wanted. */
export function wantsWorkload({ workloads }: BenchOptions, name: string): boolean {
  return workloads.length === 0 || workloads.some((wanted) => name === wanted || name.startsWith(`${wanted}.`));
}
