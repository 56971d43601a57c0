import type { LedgerId } from '@taizhang/kernel';
import { derivedEntropy } from '@taizhang/kernel';
import type { LedgerSigner } from '@taizhang/keys-port';
import {
  ed25519PublicKey,
  ed25519Sign,
  logVkey,
  parseCheckpoint,
  witnessVkey,
  type Checkpoint,
} from '@taizhang/ledger';

/** Authority of the suite's ledgers. */
export const SEALS_AUTHORITY = 'rectify.example';
/** Name of the suite's witness (上级局). */
export const SEALS_WITNESS = `${SEALS_AUTHORITY}/witness/city-wgx`;

/** Signs like a key store, and remembers everything that was ever signed: whatever became of it, it may have got out. */
export class RecordingSigners {
  readonly signed: Checkpoint[] = [];

  signer(ledger: LedgerId): Promise<LedgerSigner> {
    const origin = `${SEALS_AUTHORITY}/${ledger}`;
    const seed = seedOf(origin);
    return Promise.resolve({
      vkey: logVkey(origin, ed25519PublicKey(seed)),
      sign: (message) => {
        this.signed.push(parseCheckpoint(new TextDecoder().decode(message)));
        return Promise.resolve(ed25519Sign(seed, message));
      },
    });
  }
}

/** The signer of the suite's witness. */
export function witnessSigner(): Promise<LedgerSigner> {
  const seed = seedOf(SEALS_WITNESS);
  return Promise.resolve({
    vkey: witnessVkey(SEALS_WITNESS, ed25519PublicKey(seed)),
    sign: (message) => Promise.resolve(ed25519Sign(seed, message)),
  });
}

function seedOf(log: string): Uint8Array {
  return derivedEntropy('seals').bytes(32, { log, commit: 'keys', purpose: 'seed' });
}
