import type { CommitId, EventId, JsonObject, LocalDate, StreamId } from '@taizhang/kernel';
import type { FoundCommand } from '../context/context-registry.js';
import type { Sender } from '../identity/identity.js';

/** A command on its way to a decision: checked for form, its sender known. */
export interface CommandRequest {
  readonly found: FoundCommand;
  readonly bureau: string;
  readonly id: string;
  /** As parsed by the command's schema. */
  readonly input: JsonObject;
  /** Business date, when it is not today, and why it is recorded late (补录). */
  readonly effectiveOn?: LocalDate;
  readonly lateReason?: string;
  /** The same for every retry: of (log, actor, Idempotency-Key), or of (log, cause, policy, target). */
  readonly commitId: CommitId;
  readonly sender: Sender;
  readonly corr?: string;
  /** The event a policy reacts to, and how many causes lie before it. */
  readonly cause?: { readonly event: EventId; readonly depth: number };
  /** Revision the sender has seen; -1 = nothing. Without it the revision read is expected. */
  readonly ifMatch?: number;
}

/** What became of a command. */
export interface CommandResult {
  readonly ledger: string;
  /** `null`: there was nothing to do, nothing was written. */
  readonly commit: { readonly id: CommitId; readonly seq: number } | null;
  readonly events: readonly {
    readonly id: EventId;
    readonly type: string;
    readonly stream: StreamId;
    readonly idx: number;
    readonly rev: number;
  }[];
  /** Revision of the aggregate's own stream after the commit; -1 = it does not exist. */
  readonly revision: number;
  /** An earlier try had done it. */
  readonly repeated: boolean;
}
