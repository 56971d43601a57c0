import type { LedgerId } from '@taizhang/kernel';
import type { ConsumerSurroundings } from './consumer-surroundings.js';
import { planLeaves } from './leaf-plan.js';
import { OwnerReadError, readOwner } from './owner-reading.js';

/** Named as the one who let a ledger go on that waited for a newer handler. */
export const UPGRADE_ACTOR = 'system:upgrade';

/** Whether the leaf that rested as `UNKNOWN_VERSION` is of a version the handler understands now. False while its owner is away. */
export async function isUnderstoodNow(around: ConsumerSurroundings, ledger: LedgerId, idx: number): Promise<boolean> {
  const rules = { types: around.handler.types, upcast: around.upcast, skips: new Set<number>(), mostEvents: 1 };
  try {
    for await (const leaves of readOwner(around.owner, ledger, { from: idx, upTo: idx, chunk: 1 })) {
      return planLeaves(ledger, leaves, rules).stop === undefined;
    }
  } catch (error) {
    if (!(error instanceof OwnerReadError)) throw error;
  }
  return false;
}
