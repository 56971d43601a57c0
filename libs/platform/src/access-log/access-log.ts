import type { Actor, LedgerId, StreamId } from '@taizhang/kernel';
import { ProblemError, PROBLEMS } from '../http/problem.js';

/** One reading of confidential material, as it is put on record before it is answered (design §8). */
export interface AccessEntry {
  readonly act: 'IDENTITY_READ' | 'BLOB_READ';
  readonly actor: Actor;
  /** Unit whose power was used. */
  readonly unit: string;
  /** Ledger of what was read. */
  readonly ledger: LedgerId;
  /** What was read: a stream, or the address of a blob. */
  readonly target: StreamId | string;
  /** Why, in the reader's words, where a reason is asked for. */
  readonly reason?: string;
}

/** The access ledger as those who read see it. Resolves once the entries are durable; until then nothing is answered. */
export interface AccessLog {
  record(entries: readonly AccessEntry[]): Promise<void>;
}

/** A host that knows no access ledger: what must be recorded cannot be read there. */
export const noAccessLog: AccessLog = {
  record: () => Promise.reject(new Error('this host knows no access ledger')),
};

/** Records, or refuses the reading. @throws {@link ProblemError} 503 `ACCESS_LOG_UNAVAILABLE` */
export async function recordOrRefuse(log: AccessLog, entries: readonly AccessEntry[]): Promise<void> {
  try {
    await log.record(entries);
  } catch (cause) {
    throw new ProblemError(PROBLEMS.accessLogUnavailable, {}, { 'Retry-After': '5' }, { cause });
  }
}
