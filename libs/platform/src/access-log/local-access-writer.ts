import { commitIdOfRequest, ledgerId } from '@taizhang/kernel';
import type { ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest } from '../deciding/command-request.js';
import { readCommandBody } from '../http/command-body.js';
import { UNIT_DIRECTORY } from '../unit-directory/unit-directory.view.js';
import type { AccessEntry } from './access-log.js';
import type { AccessBatch, WriteAccesses } from './batched-access-log.js';

/** Context that keeps the access ledgers. */
export const ACCESS_CONTEXT = 'access';
/** Hosts write, people never. */
const RECORDER = 'policy:access-log';

/** What writing to the access ledgers of this host takes. */
export interface LocalAccessWriterOptions {
  readonly authority: string;
  readonly registry: Pick<ContextRegistry, 'command'>;
  readonly reads: () => Pick<ContextReads, 'page'>;
  readonly execute: (request: CommandRequest) => Promise<unknown>;
}

/** Writes each bureau's entries to `access/<bureau>` by the command `RecordAccesses`, one commit each. */
export function localAccessWriter(options: LocalAccessWriterOptions): WriteAccesses {
  return async ({ id, entries }: AccessBatch) => {
    const byBureau = new Map<string, AccessEntry[]>();
    for (const entry of entries) {
      const bureau = entry.bureau ?? (await rootUnit(options.reads()));
      byBureau.set(bureau, [...(byBureau.get(bureau) ?? []), entry]);
    }
    for (const [bureau, own] of byBureau) await record(options, id, bureau, own);
  };
}

async function record(
  { authority, registry, execute }: LocalAccessWriterOptions,
  id: string,
  bureau: string,
  entries: readonly AccessEntry[],
): Promise<void> {
  const found = registry.command(ACCESS_CONTEXT, 'batch', 'record-accesses');
  if (found === undefined) throw new Error('this host does not keep the access ledger');
  const log = `${authority}/${ledgerId(ACCESS_CONTEXT, bureau)}`;
  await execute({
    found,
    bureau,
    id,
    ...readCommandBody(found.command, { entries: entries.map(({ type, data }) => ({ type, data })) }),
    commitId: commitIdOfRequest(log, RECORDER, id),
    sender: { account: RECORDER, claimed: { id: RECORDER, role: 'system', unit: bureau, clearance: 0 } },
  });
}

/** Where entries of unknown accounts go (design §8); the first of several. */
async function rootUnit(reads: Pick<ContextReads, 'page'>): Promise<string> {
  const { items } = await reads.page(UNIT_DIRECTORY, {
    ledgers: 'all',
    where: [{ op: 'eq', field: 'parent', value: null }],
    limit: 1,
  });
  const [root] = items;
  if (root === undefined) throw new Error('there is no unit yet whose access ledger could tell');
  return root.key;
}
