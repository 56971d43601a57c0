import type { accessEvents } from '@taizhang/contracts';
import type { Evolve } from '@taizhang/kernel';

/** Whether a batch of entries is on record. */
export interface BatchState {
  readonly recorded: boolean;
}

/** Before it is recorded. */
export const initialBatch: BatchState = { recorded: false };

const recorded = (): BatchState => ({ recorded: true });

/** Whatever a batch holds, it is recorded once. */
export const evolveBatch: Evolve<BatchState, typeof accessEvents> = {
  'access.RecordsRead': recorded,
  'access.IdentityOpened': recorded,
  'access.RecordsExported': recorded,
  'access.CommandRefused': recorded,
  'access.AccountChanged': recorded,
  'access.SignInFailed': recorded,
};
