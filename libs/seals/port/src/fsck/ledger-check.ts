import type { CommitInspection, EventStore, LedgerHead, StoredCommit } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { VerifierKey } from '@taizhang/ledger';
import { guardName } from '../checkpoint-signer.js';
import type { GuardRows } from '../guard-rows.js';
import { signedLedgers } from '../guarded-store.js';
import { LedgerTrees } from '../ledger-trees.js';
import type { SealRows } from '../seal-rows.js';
import { CommitCheck, type ReadCommit } from './commit-check.js';
import { LedgerDefects, type ReportDefect } from './defects.js';
import { EventIdCheck } from './event-id-check.js';
import { IndexCheck } from './index-check.js';
import { SignedCheck } from './signed-check.js';
import { TreeCheck } from './tree-check.js';

/** What ledgers are checked in, and mended. */
export interface LedgerCheckOptions {
  readonly authority: string;
  readonly commits: CommitInspection;
  /** The same commits as events. */
  readonly store: Pick<EventStore, 'readLeaves'>;
  readonly rows: SealRows;
  readonly guard: Pick<GuardRows, 'head' | 'heads'>;
  /** Keys of witnesses that this deployment knows; cosignatures of others are the auditor's to judge. */
  readonly witnesses: readonly VerifierKey[];
  /** Whether hosts may be at work: then heads may lag for a moment. */
  readonly live: boolean;
}

/**
 * Derives everything again from the stored bytes of a ledger, in one pass and eight bytes an event, and compares what is stored beside them:
 * index, head, tiles, tree, checkpoints, guard.
 */
export class LedgerChecks {
  constructor(private readonly options: LedgerCheckOptions) {}

  /** Every ledger that there is, or was when something was signed of it, with its head hint. */
  async ledgers(): Promise<ReadonlyMap<LedgerId, LedgerHead | undefined>> {
    const { commits, guard } = this.options;
    const ledgers = new Map<LedgerId, LedgerHead | undefined>();
    for await (const head of commits.heads({})) ledgers.set(head.ledger, head);
    for await (const { ledger } of commits.allLedgers()) ledgers.set(ledger, ledgers.get(ledger));
    for await (const ledger of signedLedgers(guard)) ledgers.set(ledger, ledgers.get(ledger));
    return new Map([...ledgers].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  async check(ledger: LedgerId, head: LedgerHead | undefined, report: ReportDefect): Promise<LedgerDefects> {
    const { authority, commits, rows, guard, witnesses } = this.options;
    const defects = new LedgerDefects(ledger, report);
    const log = `${authority}/${ledger}`;
    const shape = new CommitCheck(log, defects);
    const index = new IndexCheck(ledger, commits, defects);
    const tree = new TreeCheck(ledger, rows, await rows.tree(ledger), defects);
    const ids = new EventIdCheck(defects);
    const signed = await SignedCheck.of(
      { log, witnesses },
      rows.checkpoints(ledger),
      await guard.head(guardName(ledger)),
      defects,
    );
    const all = () => commits.commits(ledger, { fromSeq: 0, direction: 'forward' });
    let last: StoredCommit | undefined;
    for await (const stored of all()) {
      last = stored;
      const read = shape.read(stored);
      for (const leaf of read.leaves) ids.add(leaf);
      await index.add(read);
      if (shape.whole) await this.#grow(read, tree, signed);
    }
    await index.end();
    await ids.end(all);
    if (shape.whole) tree.end(signed.proven);
    await signed.end(shape.size);
    await this.#compareTree(ledger, signed.largest, defects);
    this.#compareHead(shape.size, last, head, defects);
    defects.end();
    return defects;
  }

  /** Makes anew what is derived, of a ledger whose leaves and notes are whole. @returns what was made */
  async mend(ledger: LedgerId, defects: LedgerDefects): Promise<readonly string[]> {
    const { commits, rows, store } = this.options;
    const { mendable } = defects;
    const made: string[] = [];
    if (mendable.has('index') && commits.reindex !== undefined) {
      await commits.reindex(ledger, this.#indexed(ledger));
      made.push('index');
    }
    if (mendable.has('head')) {
      const last = await commits.last(ledger);
      if (last !== undefined) {
        await commits.setHead({ ledger, size: last.idx + last.cnt, storedAt: last.storedAt });
        made.push('head');
      }
    }
    if (mendable.has('tree')) {
      await rows.forgetTree(ledger);
      await new LedgerTrees(store, rows).catchUp(ledger);
      made.push('tree');
    }
    return made;
  }

  async #grow({ stored, hashes, leaves }: ReadCommit, tree: TreeCheck, signed: SignedCheck): Promise<void> {
    for (const leaf of leaves) signed.leaf(leaf);
    for (const hash of hashes) {
      await tree.add(hash);
      if (signed.awaits(tree.size)) await signed.compare(tree.frontier(), tree.size < stored.idx + stored.cnt);
    }
  }

  /** A tree is written before its checkpoint, so one that was read after it is never smaller, whoever is at work. */
  async #compareTree(ledger: LedgerId, signed: number, defects: LedgerDefects): Promise<void> {
    const size = (await this.options.rows.tree(ledger))?.size ?? 0;
    if (size < signed && !defects.has('E_TREE')) defects.add('E_TREE', { size, signed });
  }

  /** A head is raised after the insert: beside hosts at work it may lag, and is never ahead. */
  #compareHead(
    size: number,
    last: StoredCommit | undefined,
    head: LedgerHead | undefined,
    defects: LedgerDefects,
  ): void {
    const states = head?.size ?? 0;
    if (states === size || (states < size && this.options.live)) return;
    // A ledger without commits has no row that a head could be written to.
    if (last === undefined && head === undefined) return;
    defects.add('E_HEAD', { states, size });
  }

  async *#indexed(ledger: LedgerId) {
    const unheard = new LedgerDefects(ledger, () => undefined);
    const shape = new CommitCheck(`${this.options.authority}/${ledger}`, unheard);
    for await (const stored of this.options.commits.commits(ledger, { fromSeq: 0, direction: 'forward' })) {
      const { streams } = shape.read(stored);
      if (streams !== undefined) yield { seq: stored.seq, streams };
    }
  }
}
