import type { Instant } from '@taizhang/kernel';

/** Time of a store under the manual clock before anyone has set it. */
export const MANUAL_TIME_START: Instant = '2014-01-01T00:00:00.000Z';

/**
 * The manual clock's time, kept in the store so that all processes of a deployment see it (design §3). The seed is fixed by
 * whoever opens it first.
 */
export interface ManualTime {
  read(): Promise<Instant>;
  set(now: Instant): Promise<void>;
  close(): Promise<void>;
}

/** The store was begun with another seed: what it derives would not be the same any more. One sentence for the operator. */
export class ManualSeedError extends Error {
  override readonly name = 'ManualSeedError';
  readonly code = 'MANUAL_SEED_DIFFERS';
  constructor() {
    super('This store was begun with another TAIZHANG_SEED.');
  }
}
