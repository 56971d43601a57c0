import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import { readLogKeys } from '@taizhang/seals-port';

/** What an operator says is to be trusted of a ledger; an auditor gets it on another way than what is judged by it. */
export interface ToldTrust {
  /** C2SP tlog-policy: the log's keys, rotated ones among them, and who has to have cosigned. */
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
  { keys, store }: { readonly keys: Pick<KeyStore, 'signers'>; readonly store: Pick<EventStore, 'readStream'> },
  ledger: LedgerId,
  cosignedBy: string | undefined,
): Promise<ToldTrust | undefined> {
  const [[first], exporting] = [await keys.signers(ledger, 'log'), (await keys.signers(ledger, 'export')).at(-1)];
  if (first === undefined || exporting === undefined) return undefined;
  const logs = (await readLogKeys(store, ledger)).trusted(first.vkey).map((vkey) => `log ${vkey}`);
  const quorum = cosignedBy === undefined ? ['quorum none'] : [`witness superior ${cosignedBy}`, 'quorum superior'];
  return { policy: `${[...logs, ...quorum].join('\n')}\n`, exportVkey: exporting.vkey };
}
