import type { ProposedCommit } from '@taizhang/event-store-port';
import type { CommitId, Instant, LedgerId } from '@taizhang/kernel';
import type { AppendStep } from '@taizhang/testkit';
import type { ChildStorage } from '../fixture.js';

/** One append a child process is to make. */
export interface ChildAppend {
  readonly ledger: LedgerId;
  readonly commit: ProposedCommit;
}

/** What a child process is to do; sent as its first line of input. It begins when the line `go` follows. */
export interface ChildJob {
  readonly storage: ChildStorage;
  readonly authority: string;
  /** Where its manual clock stands. */
  readonly now: Instant;
  readonly appends: readonly ChildAppend[];
  /** How many of them run at once. */
  readonly atOnce: number;
  /** Where it kills itself (SIGKILL): at the nth time (from 1) it comes to a step. */
  readonly killAt?: { readonly step: AppendStep; readonly time: number };
}

/** What a child process says, one JSON line each. */
export type ChildWord =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'acknowledged';
      readonly ledger: LedgerId;
      readonly id: CommitId;
      readonly idx: number;
      readonly seq: number;
      readonly repeated: boolean;
    }
  | { readonly kind: 'refused'; readonly ledger: LedgerId; readonly id: CommitId; readonly name: string }
  | { readonly kind: 'done' };
