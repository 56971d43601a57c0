import { leavesIn, type CommitInspection, type StoredCommit } from '@taizhang/event-store-port';
import { contextOf, type LedgerId } from '@taizhang/kernel';
import { leafHashHex, NO_LEAF_HASH, type FollowerState, type InboxMark } from '@taizhang/messaging-port';
import { LedgerDefects, type ReportDefect } from './defects.js';

/** What marks are compared with. */
export interface MarkSources {
  readonly state: Pick<FollowerState, 'consumers' | 'marks'>;
  readonly commits: Pick<CommitInspection, 'at'>;
  /** Contexts whose ledgers are kept here: those of others are their owners' to compare. */
  readonly contexts: ReadonlySet<string>;
}

/** Compares the marks of all consumers (views, policies, relay) with the ledgers. @param found told of each wrong mark's consumer */
export async function checkMarks(
  { state, commits, contexts }: MarkSources,
  only: LedgerId | undefined,
  report: ReportDefect,
  found: (consumer: string, ledger: LedgerId) => void = () => undefined,
): Promise<void> {
  for (const consumer of await state.consumers()) {
    for await (const { ledger, mark } of state.marks(consumer)) {
      if ((only !== undefined && ledger !== only) || mark.idx < 0 || !contexts.has(contextOf(ledger))) continue;
      const reason = await wrongnessOf(commits, ledger, mark);
      if (reason === undefined) continue;
      found(consumer, ledger);
      new LedgerDefects(ledger, report).add('E_MARK', { consumer, idx: mark.idx, reason });
    }
  }
}

async function wrongnessOf(
  commits: MarkSources['commits'],
  ledger: LedgerId,
  { idx, leafHash }: InboxMark,
): Promise<'beyond' | 'other-leaf' | undefined> {
  const commit = await commits.at(ledger, idx);
  if (commit === undefined || idx >= commit.idx + commit.cnt) return 'beyond';
  if (leafHash === NO_LEAF_HASH) return undefined;
  const leaf = leafAt(commit, idx);
  return leaf !== undefined && leafHashHex(leaf) === leafHash ? undefined : 'other-leaf';
}

function leafAt({ idx: first, leaves }: StoredCommit, idx: number): Uint8Array | undefined {
  try {
    return leavesIn(leaves)[idx - first];
  } catch {
    return undefined; // said already, as a defect of the commit
  }
}
