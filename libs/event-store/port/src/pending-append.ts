import {
  timeOrderedUuid,
  type CommitId,
  type Entropy,
  type EventId,
  type Instant,
  type LedgerId,
} from '@taizhang/kernel';
import type { CommitProposal } from './commit-planner.js';
import type { ProposedCommit, RecordedCommit } from './event-store.js';

/** Random bytes of a UUIDv7. */
const EVENT_ID_RANDOM_BYTES = 10;

/** An append that waits for its outcome. */
export class PendingAppend {
  readonly outcome: Promise<RecordedCommit>;
  resolve!: (commit: RecordedCommit) => void; // `!`: the executor of a promise runs at once
  reject!: (error: Error) => void;
  /** Lost races and unknown outcomes so far. */
  tries = 0;
  /** When it is given up, by `performance.now()`; set at the first lost race. */
  deadline: number | undefined;
  /** Whether an earlier try may have been recorded without our knowing. */
  uncertain = false;
  private ids: readonly string[] | undefined;

  constructor(
    readonly ledger: LedgerId,
    readonly log: string,
    readonly commit: ProposedCommit,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** The commit with ids for its events, made at the first call and kept through all tries. */
  proposal(now: Instant, entropy: Entropy): CommitProposal {
    this.ids ??= eventIds(this.log, this.commit, now, entropy);
    return { commit: this.commit, eventIds: this.ids };
  }
}

/** Ids of a commit's events: those they came with, else made now. */
export function eventIds(log: string, commit: ProposedCommit, now: Instant, entropy: Entropy): readonly string[] {
  return commit.events.map(({ id }, pos) => id ?? eventId({ log, commit: commit.id, pos }, now, entropy));
}

/** A UUIDv7 for an event: from the clock's time, and randomness that in the manual mode follows from the commit. */
export function eventId(
  { log, commit, pos }: { readonly log: string; readonly commit: CommitId; readonly pos: number },
  now: Instant,
  entropy: Entropy,
): EventId {
  const drawn = entropy.bytes(EVENT_ID_RANDOM_BYTES, { log, commit, purpose: `event-id/${String(pos)}` });
  return timeOrderedUuid(Date.parse(now), drawn);
}
