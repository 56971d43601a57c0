import type { LedgerKeysProvider } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { derivedEntropy } from '@taizhang/kernel';
import type { KeyStore, LedgerKey, LedgerKeyUse, LedgerSigner } from '@taizhang/keys-port';
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

/** A checkpoint, and the key that signed it. */
export interface RecordedSignature extends Checkpoint {
  readonly vkey: string;
}

/**
 * Signs with the log keys of a key store, and remembers everything that was ever signed: whatever became of it, it may have got out.
 * A ledger has one key until later generations are made.
 */
export class RecordingSigners implements Pick<KeyStore, 'signers' | 'logKey'> {
  readonly signed: RecordedSignature[] = [];
  readonly #generations = new Map<LedgerId, number>();

  /** The signer of one generation. */
  signer(ledger: LedgerId, generation = 1): Promise<LedgerSigner> {
    const origin = `${SEALS_AUTHORITY}/${ledger}`;
    const seed = seedOf(origin, generation);
    const vkey = logVkey(origin, ed25519PublicKey(seed));
    return Promise.resolve({
      vkey,
      sign: (message) => {
        this.signed.push({ ...parseCheckpoint(new TextDecoder().decode(message)), vkey });
        return Promise.resolve(ed25519Sign(seed, message));
      },
    });
  }

  /** What a ledger is opened with, as an event store asks for it: of its keys it names the log key alone. */
  readonly ledgerKeys: LedgerKeysProvider = async (ledger) => ({
    logVkeys: [(await this.signer(ledger)).vkey],
    exportVkeys: [],
    witnessVkeys: [],
  });

  async logKey(ledger: LedgerId, _origin: string, generation: number): Promise<LedgerKey> {
    this.#generations.set(ledger, Math.max(generation, this.#generations.get(ledger) ?? 1));
    return { ledger, use: 'log', vkey: (await this.signer(ledger, generation)).vkey };
  }

  /** Loses later generations, as a key store that was set back has. */
  setBack(ledger: LedgerId): void {
    this.#generations.delete(ledger);
  }

  signers(ledger: LedgerId, _use?: LedgerKeyUse): Promise<readonly LedgerSigner[]> {
    const generations = Array.from({ length: this.#generations.get(ledger) ?? 1 }, (_, i) => i + 1);
    return Promise.all(generations.map((generation) => this.signer(ledger, generation)));
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

function seedOf(log: string, generation = 1): Uint8Array {
  return derivedEntropy('seals').bytes(32, { log, commit: 'keys', purpose: `seed/${String(generation)}` });
}
