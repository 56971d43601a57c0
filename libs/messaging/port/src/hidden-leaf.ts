import { createHash } from 'node:crypto';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { Clearance } from '@taizhang/kernel';

/**
 * A leaf above its reader's clearance: that it is there, how it is classified and its leaf hash, so that gaps, order and
 * proofs can still be checked (design §7, §8). Nothing else of it is told, neither its type nor its time.
 */
export interface HiddenLeaf {
  readonly log: string;
  readonly idx: number;
  readonly clr: Clearance;
  /** Leaf hash (RFC 6962 §2.1), standard base64: the `h` of an audit bundle's entry. */
  readonly h: string;
}

/** What is told of a leaf that its reader must not see. @param log origin of its ledger */
export function hiddenLeaf(log: string, { idx, clr, leaf }: Pick<RecordedEvent, 'idx' | 'clr' | 'leaf'>): HiddenLeaf {
  return { log, idx, clr, h: createHash('sha256').update(LEAF_PREFIX).update(leaf).digest('base64') };
}

const LEAF_PREFIX = Uint8Array.of(0x00);
