import { instantMs, type Clock, type LedgerId } from '@taizhang/kernel';
import type { EventStore } from '@taizhang/event-store-port';
import { parseNote, parseVkey, verifyCosignature } from '@taizhang/ledger';
import type { Cosigning, KeptCheckpoint, SealRows } from '@taizhang/seals-port';

/** How old the newest cosignature may be before a bundle asks for another one, in seconds: an auditor takes a day by default. */
export const RENEW_COSIGNATURE_AFTER_SECONDS = 3_600;

/** What it takes to have a checkpoint cosigned again. */
export interface CosignatureRenewal {
  readonly rows: Pick<SealRows, 'latest'>;
  readonly store: Pick<EventStore, 'head'>;
  readonly clock: Clock;
  /** Has this deployment's checkpoints cosigned; none where nobody does. */
  readonly cosigning: Pick<Cosigning, 'cosign'> | undefined;
  /** Public key of whoever cosigns. */
  readonly cosignedBy: string | undefined;
}

/** Has the newest checkpoint cosigned again where that is old, and where it covers the whole ledger. @returns the newest checkpoint */
export async function renewCosignature(
  { rows, store, clock, cosigning, cosignedBy }: CosignatureRenewal,
  ledger: LedgerId,
): Promise<KeptCheckpoint | undefined> {
  const latest = await rows.latest(ledger);
  const head = await store.head(ledger);
  if (latest === undefined || cosigning === undefined || head?.size !== latest.size) return latest;
  const cosignedAt = timeOf(latest, cosignedBy);
  const now = Math.floor(instantMs(clock.now()) / 1_000);
  if (cosignedAt !== undefined && cosignedAt >= now - RENEW_COSIGNATURE_AFTER_SECONDS) return latest;
  return cosigning.cosign(ledger);
}

function timeOf({ note }: KeptCheckpoint, vkey: string | undefined): number | undefined {
  if (vkey === undefined) return undefined;
  const verdict = verifyCosignature(parseNote(Buffer.from(note)), parseVkey(vkey));
  return verdict.kind === 'valid' ? verdict.time : undefined;
}
