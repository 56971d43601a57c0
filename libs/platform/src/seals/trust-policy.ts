import type { LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';

/** What an operator says is to be trusted of a ledger; an auditor gets it on another way than what is judged by it. */
export interface ToldTrust {
  /** C2SP tlog-policy: the log's key, and who has to have cosigned. */
  readonly policy: string;
  /** Key of whoever exports. */
  readonly exportVkey: string;
}

/**
 * The keys of a ledger as files that verifiers read.
 * @param cosignedBy public key of the witness that cosigns this deployment's checkpoints
 * @returns `undefined` when the ledger has no keys here
 */
export async function toldTrust(
  keys: Pick<KeyStore, 'signer'>,
  ledger: LedgerId,
  cosignedBy: string | undefined,
): Promise<ToldTrust | undefined> {
  const [log, exporting] = [await keys.signer(ledger, 'log'), await keys.signer(ledger, 'export')];
  if (log === undefined || exporting === undefined) return undefined;
  const quorum = cosignedBy === undefined ? ['quorum none'] : [`witness superior ${cosignedBy}`, 'quorum superior'];
  return { policy: `${[`log ${log.vkey}`, ...quorum].join('\n')}\n`, exportVkey: exporting.vkey };
}
