import {
  frameLeaves,
  leavesIn,
  RECOVERED_DIGEST,
  type CommitInspection,
  type CommitToStore,
  type ProposedDisclosure,
  type StoredCommit,
  type StoredStream,
} from '@taizhang/event-store-port';
import type { Instant, LedgerId, StreamId } from '@taizhang/kernel';
import {
  appendLeafHash,
  decodeLeaf,
  EMPTY_FRONTIER,
  frontierRoot,
  sameHash,
  sealedDigests,
  type Frontier,
  type Leaf,
} from '@taizhang/ledger';
import { guardName } from '../checkpoint-signer.js';
import { signedLedgers } from '../guarded-store.js';
import type { GuardRows, SignedHead } from '../guard-rows.js';
import { hashLeaf } from '../leaf-hashing.js';
import { LostLeaves, type LeafRefusal, type LedgerEnd } from './lost-leaves.js';
import type { LeafSource, SourcedLeaf } from './sourced-leaves.js';

/** Bytes of leaves that are written at once. */
export const RECOVERED_AT_ONCE_BYTES = 4 * 1024 * 1024;

/** Sealed values of a leaf on their way back into their store. */
export interface ValuesAtRest {
  /**
   * Encrypts disclosures of one leaf for their rest, each under its own key. Those whose key was destroyed are left out: they were
   * erased.
   */
  encrypt(ledger: LedgerId, leaf: Leaf, disclosures: readonly string[]): Promise<readonly ProposedDisclosure[]>;
  /** Which of these have a key still: they were not erased. */
  notErased(ledger: LedgerId, digests: readonly string[]): Promise<readonly string[]>;
}

/** What recovery works on: a store that nobody else writes to. */
export interface LedgerRecoveryOptions {
  readonly authority: string;
  readonly commits: CommitInspection;
  readonly guard: Pick<GuardRows, 'head' | 'heads'>;
  readonly values: ValuesAtRest;
  /** The machine's time: when commits are stored. */
  readonly now: () => Instant;
  /** {@link RECOVERED_AT_ONCE_BYTES} by default. */
  readonly atOnceBytes?: number;
}

/** What became of one ledger. */
export type Recovered =
  | {
      readonly kind: 'recovered';
      readonly ledger: LedgerId;
      /** Leaves before and now. */
      readonly from: number;
      readonly to: number;
      /** Leaves that a signed root proves; those after them are as the source had them. */
      readonly signed: number;
      /** Sealed values that are not there, and were not erased. */
      readonly withoutValue: number;
    }
  | {
      readonly kind: 'refused';
      readonly ledger: LedgerId;
      readonly signed: number;
      readonly present: number;
      readonly reason: LeafRefusal | 'missing' | 'other-root';
      /** Leaves up to which the source goes on from what is there. */
      readonly reached: number;
    };

/** The leaves came back otherwise than they were looked at: nothing more is written. */
export class SourceChangedError extends Error {
  override readonly name = 'SourceChangedError';
  readonly code = 'SOURCE_CHANGED';
}

interface Plan {
  readonly lost: LostLeaves;
  readonly signed: SignedHead | undefined;
  waiting: SourcedLeaf[];
  withoutValue: number;
}

/**
 * Brings the commits back that a store lost when it was set back (design §10), byte for byte. First everything is looked at: a ledger
 * is written to only if its leaves, with those that come back, make the root that was signed last, or if nothing of it was signed that
 * is missing. What is cut off in the middle has written a beginning of that, and is done again.
 */
export class LedgerRecovery {
  constructor(private readonly options: LedgerRecoveryOptions) {}

  /** @throws {SourceChangedError}; what the stores and the source throw */
  async *recover(source: LeafSource): AsyncGenerator<Recovered, void> {
    const plans = await this.#look(source);
    const accepted = new Map<LedgerId, Plan>();
    for (const [ledger, plan] of plans) {
      const refused = await this.#refused(ledger, plan);
      if (refused === undefined) accepted.set(ledger, plan);
      else yield refused;
    }
    yield* this.#write(source, accepted);
  }

  async #look(source: LeafSource): Promise<ReadonlyMap<LedgerId, Plan>> {
    const plans = new Map<LedgerId, Plan>();
    for await (const { ledger, idx, leaf } of source()) {
      const plan = plans.get(ledger) ?? (await this.#plan(ledger));
      plans.set(ledger, plan);
      plan.lost.look(idx, leaf);
    }
    for await (const ledger of signedLedgers(this.options.guard))
      if (!plans.has(ledger)) plans.set(ledger, await this.#plan(ledger));
    return plans;
  }

  async #plan(ledger: LedgerId): Promise<Plan> {
    const { authority, commits, guard } = this.options;
    const end = endOf(await commits.last(ledger));
    const lost = new LostLeaves(`${authority}/${ledger}`, end);
    return { lost, signed: await guard.head(guardName(ledger)), waiting: [], withoutValue: 0 };
  }

  async #refused(ledger: LedgerId, { lost, signed }: Plan): Promise<Recovered | undefined> {
    const present = lost.end.size;
    const refused = (reason: (Recovered & { readonly kind: 'refused' })['reason']): Recovered => ({
      kind: 'refused',
      ledger,
      signed: signed?.size ?? 0,
      present,
      reason,
      reached: lost.size,
    });
    if (lost.refusal !== undefined) return refused(lost.refusal);
    if (signed === undefined || signed.size <= present) return undefined;
    if (lost.size < signed.size) return refused('missing');
    const root = frontierRoot(grown(await this.#tree(ledger), lost.hashes.slice(0, signed.size - present)));
    return sameHash(root, signed.root) ? undefined : refused('other-root');
  }

  /** The tree of what is there. */
  async #tree(ledger: LedgerId): Promise<Frontier> {
    let tree = EMPTY_FRONTIER;
    for await (const { leaves } of this.options.commits.commits(ledger, { fromSeq: 0, direction: 'forward' }))
      tree = grown(tree, leavesIn(leaves).map(hashLeaf));
    return tree;
  }

  async *#write(source: LeafSource, accepted: ReadonlyMap<LedgerId, Plan>): AsyncGenerator<Recovered, void> {
    let bytes = 0;
    const next = new Map(Array.from(accepted, ([ledger, { lost }]) => [ledger, lost.end.size]));
    for await (const sourced of source()) {
      const { ledger, idx } = sourced;
      const plan = accepted.get(ledger);
      if (plan === undefined || idx >= plan.lost.size) continue;
      if (idx < plan.lost.end.size) await this.#putBack(sourced);
      if (idx !== next.get(ledger)) continue;
      if (!plan.lost.isLooked(idx, sourced.leaf)) throw new SourceChangedError(`${ledger}: the leaves have changed.`);
      next.set(ledger, idx + 1);
      plan.waiting.push(sourced);
      bytes += sourced.leaf.length;
      if (bytes < (this.options.atOnceBytes ?? RECOVERED_AT_ONCE_BYTES)) continue;
      for (const [each, waiting] of accepted) await this.#store(each, waiting);
      bytes = 0;
    }
    for (const [ledger, plan] of accepted) {
      await this.#store(ledger, plan, true);
      const { lost, signed, withoutValue } = plan;
      if (lost.hashes.length > 0 || withoutValue > 0)
        yield {
          kind: 'recovered',
          ledger,
          from: lost.end.size,
          to: lost.size,
          signed: signed?.size ?? 0,
          withoutValue,
        };
    }
  }

  /** A leaf that is there may lack its sealed values. */
  async #putBack({ ledger, leaf: bytes, disclosures }: SourcedLeaf): Promise<void> {
    if (disclosures.length === 0) return;
    const values = await this.options.values.encrypt(ledger, decodeLeaf(bytes), disclosures);
    const there = await this.options.commits.disclosures(
      ledger,
      values.map(({ digest }) => digest),
    );
    const absent = values.filter(({ digest }) => !there.has(digest));
    if (absent.length > 0) await this.options.commits.keepDisclosures(ledger, absent);
  }

  /** Writes the whole commits that wait. */
  async #store(ledger: LedgerId, plan: Plan, all = false): Promise<void> {
    const commits: CommitToStore[] = [];
    let begun: { readonly leaf: Leaf; readonly sourced: SourcedLeaf }[] = [];
    for (const sourced of plan.waiting) {
      begun.push({ leaf: decodeLeaf(sourced.leaf), sourced });
      if (begun.length < (begun[0]?.leaf.commit.cnt ?? 1)) continue;
      commits.push(await this.#commitOf(ledger, plan, begun));
      begun = [];
    }
    plan.waiting = begun.map(({ sourced }) => sourced);
    const last = commits.at(-1);
    if (last === undefined) return;
    const [outcome] = await this.options.commits.insert([{ ledger, commits }]);
    if (outcome?.kind === 'unknown') throw outcome.error;
    if (outcome?.count !== commits.length || (all && begun.length > 0))
      throw new SourceChangedError(`${ledger} was written to by somebody else.`);
    await this.options.commits.raiseHeads([{ ledger, size: last.idx + last.cnt, storedAt: last.storedAt }]);
  }

  async #commitOf(
    ledger: LedgerId,
    plan: Plan,
    begun: readonly { readonly leaf: Leaf; readonly sourced: SourcedLeaf }[],
  ): Promise<CommitToStore> {
    const [first] = begun;
    if (first === undefined) throw new TypeError('a commit has a leaf at least');
    const { commit, time, idx } = first.leaf;
    const disclosures: ProposedDisclosure[] = [];
    for (const { leaf, sourced } of begun) {
      const values = await this.options.values.encrypt(ledger, leaf, sourced.disclosures);
      disclosures.push(...values);
      plan.withoutValue += await this.#withoutValue(ledger, leaf, values);
    }
    return {
      ledger,
      seq: commit.seq,
      id: commit.id,
      digest: RECOVERED_DIGEST,
      idx,
      cnt: commit.cnt,
      time,
      storedAt: this.options.now(),
      leaves: frameLeaves(begun.map(({ sourced }) => sourced.leaf)),
      streams: streamsOf(begun.map(({ leaf }) => leaf)),
      disclosures,
    };
  }

  async #withoutValue(ledger: LedgerId, { data }: Leaf, values: readonly ProposedDisclosure[]): Promise<number> {
    const back = new Set(values.map(({ digest }) => digest));
    const absent = sealedDigests(data).flatMap(({ digest }) => (back.has(digest) ? [] : [digest]));
    if (absent.length === 0) return 0;
    const there = await this.options.commits.disclosures(ledger, absent);
    const kept = await this.options.values.notErased(ledger, absent);
    return kept.filter((digest) => !there.has(digest)).length;
  }
}

function endOf(last: StoredCommit | undefined): LedgerEnd {
  if (last === undefined) return { size: 0, seq: -1, time: '', lastHash: undefined };
  const leaf = leavesIn(last.leaves).at(-1);
  const lastHash = leaf === undefined ? undefined : hashLeaf(leaf);
  return { size: last.idx + last.cnt, seq: last.seq, time: last.time, lastHash };
}

function grown(tree: Frontier, hashes: readonly Uint8Array[]): Frontier {
  return hashes.reduce(appendLeafHash, tree);
}

function streamsOf(leaves: readonly Leaf[]): readonly StoredStream[] {
  const streams = new Map<string, StoredStream>();
  for (const { stream, rev } of leaves) {
    const fromRev = streams.get(stream)?.fromRev ?? rev;
    // as: the form of a stream's name is one of the rules of a leaf, which has been checked
    streams.set(stream, { stream: stream as StreamId, fromRev, toRev: rev });
  }
  return [...streams.values()];
}
