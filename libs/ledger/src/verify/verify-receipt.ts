import { checkLeaf } from '../leaf-check.js';
import { verifyInclusion } from '../merkle-proof.js';
import { leafHash, sameHash } from '../merkle.js';
import type { Policy } from '../policy.js';
import { parseReceipt, type Receipt } from '../receipt.js';
import { checkNote } from './notes-stage.js';
import type { VerifyCode } from './verify-codes.js';
import { DEFAULT_SKEW_SECONDS } from './verify-context.js';

/** What came of verifying one receipt (回执). */
export interface ReceiptVerification {
  /** None: the leaf is in the ledger that the policy trusts. */
  readonly problems: readonly VerifyCode[];
  readonly origin?: string;
  readonly index?: number;
  /** Size of the tree that it was proven in. */
  readonly size?: number;
  /** When the quorum had seen that tree; POSIX seconds. */
  readonly quorumTime?: number;
  /** Bytes of the proven leaf. */
  readonly leaf?: Uint8Array;
}

/**
 * Verifies a receipt by itself, without any bundle (ledger-format §6): log signature, quorum, inclusion, and that the leaf says of
 * itself what was proven of it: its ledger and its index. How old the quorum is, is for the caller to judge. Never throws.
 * @param leaf bytes of the leaf, needed where the receipt does not carry them
 */
export function verifyReceipt(
  bytes: Uint8Array,
  {
    policy,
    now,
    skewSeconds = DEFAULT_SKEW_SECONDS,
    leaf: given,
  }: { readonly policy: Policy; readonly now: number; readonly skewSeconds?: number; readonly leaf?: Uint8Array },
): ReceiptVerification {
  let receipt: Receipt;
  try {
    receipt = parseReceipt(bytes);
  } catch {
    return { problems: ['E_RECEIPT'] };
  }
  const { index, extra, path } = receipt;
  const note = new TextEncoder().encode(receipt.checkpoint);
  const { problems, checkpoint, quorumTime } = checkNote(note, { policy, origin: undefined, now, skew: skewSeconds });
  const leaf = given ?? extra;
  if (problems.length > 0 || checkpoint === undefined) return { problems, index };
  const { origin, size, root } = checkpoint;
  const told = { origin, index, size, ...(quorumTime !== undefined && { quorumTime }) };
  if (leaf === undefined) return { problems: ['E_RECEIPT'], ...told };
  const hash = leafHash(leaf);
  const isProven = verifyInclusion({ index, size, leafHash: hash, root }, path);
  if (!isProven || (extra !== undefined && !sameHash(leafHash(extra), hash)))
    return { problems: ['E_RECEIPT'], ...told };
  return { problems: leafProblems(leaf, origin, index), ...told, leaf };
}

function leafProblems(bytes: Uint8Array, origin: string, index: number): readonly VerifyCode[] {
  const checked = checkLeaf(bytes);
  if (!checked.ok) return [...new Set(checked.problems.map(({ code }) => code))];
  const { log, idx } = checked.leaf;
  return [...(log === origin ? [] : (['E_LEAF_LOG'] as const)), ...(idx === index ? [] : (['E_LEAF_INDEX'] as const))];
}
