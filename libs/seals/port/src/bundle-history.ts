import type { LedgerId } from '@taizhang/kernel';
import { encodeBase64, parseNote } from '@taizhang/ledger';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';

/** Most checkpoints between its ends that a bundle of a range has, beside those at which a log key handed over. */
export const MAX_BUNDLE_HISTORY = 256;

/**
 * Checkpoints between two sizes, thinned out evenly where there are many. Their cosignatures bound the time of the leaves between them:
 * with the newest one alone nobody could tell that an event was backdated (ledger-format §12, stage 4). Only those that are signed and
 * cosigned by all who did so with the newest one, since an auditor's policy judges all checkpoints alike and need not list older keys.
 */
export async function checkpointsBetween(
  rows: Pick<SealRows, 'checkpoints'>,
  ledger: LedgerId,
  from: number,
  newest: KeptCheckpoint,
): Promise<readonly KeptCheckpoint[]> {
  // Without a cosignature a checkpoint tells no time, and the leaves themselves tell its root.
  if (!newest.cosigned) return [];
  const signers = signersOf(newest);
  let found: KeptCheckpoint[] = [];
  let [seen, every] = [0, 1];
  for await (const kept of rows.checkpoints(ledger, { from: from + 1, to: newest.size - 1 })) {
    const by = signersOf(kept);
    if ([...signers].some((signer) => !by.has(signer))) continue;
    if (seen % every === 0) found.push(kept);
    seen += 1;
    if (found.length <= MAX_BUNDLE_HISTORY) continue;
    found = found.filter((_, i) => i % 2 === 0);
    every *= 2;
  }
  return found;
}

function signersOf({ note }: KeptCheckpoint): ReadonlySet<string> {
  const { signatures } = parseNote(Buffer.from(note));
  return new Set(signatures.map(({ name, keyId }) => `${name} ${encodeBase64(keyId)}`));
}
