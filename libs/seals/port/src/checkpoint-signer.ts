import type { LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import {
  formatCheckpoint,
  formatNote,
  frontierFromTiles,
  frontierRoot,
  frontierTiles,
  noteMessage,
  noteSignature,
  parseVkey,
  sameHash,
  type Frontier,
} from '@taizhang/ledger';
import { LedgerBehindError, LedgerForkedError, SigningKeyMissingError } from './errors.js';
import type { GuardRows, SignedHead } from './guard-rows.js';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';
import { readTiles } from './tile-reading.js';

/** How often signing begins anew because another process has signed meanwhile. */
export const MAX_SIGNING_TRIES = 5;

/** What signing needs. */
export interface CheckpointSignerOptions {
  readonly rows: SealRows;
  readonly guard: Pick<GuardRows, 'head' | 'advance'>;
  readonly keys: Pick<KeyStore, 'signer'>;
  readonly authority: string;
}

/** Name of a ledger's head in the guard. */
export function guardName(ledger: LedgerId): string {
  return `log/${ledger}`;
}

/** Another process signs this ledger again and again; it is tried later. */
export class SigningContentionError extends Error {
  override readonly name = 'SigningContentionError';
}

/**
 * Signs the trees of ledgers. The guard comes first: what is about to be signed is recorded there durably, by compare and set, before
 * any signature exists, and only where it extends what was recorded (ledger-format §4). Signatures are deterministic, so a note that
 * was lost after that is made again byte for byte.
 */
export class CheckpointSigner {
  constructor(private readonly options: CheckpointSignerOptions) {}

  /**
   * Signs and keeps a checkpoint of the tree, unless there is one.
   * @throws {LedgerBehindError | LedgerForkedError} when more, or something else, was signed before: nothing is signed then
   */
  async sign(ledger: LedgerId, tree: Frontier): Promise<KeptCheckpoint> {
    const { rows, guard } = this.options;
    const root = frontierRoot(tree);
    for (let attempt = 0; attempt < MAX_SIGNING_TRIES; attempt += 1) {
      const latest = await rows.latest(ledger);
      const signed = await guard.head(guardName(ledger));
      await this.#demandExtends(ledger, tree, [latest, signed]);
      const next: SignedHead = { size: tree.size, root, time: 0 };
      const recorded = signed?.size === tree.size || (await guard.advance(guardName(ledger), next, signed));
      if (!recorded) continue;
      if (latest?.size === tree.size) return latest;
      return rows.publish(ledger, await this.#signed(ledger, tree.size, root));
    }
    throw new SigningContentionError(`${ledger} is signed elsewhere`);
  }

  /** @throws {LedgerBehindError} when a ledger that has no leaves now had some that were signed */
  async demandNothingSigned(ledger: LedgerId): Promise<void> {
    const { rows, guard } = this.options;
    for (const head of [await rows.latest(ledger), await guard.head(guardName(ledger))])
      if (head !== undefined) throw new LedgerBehindError(ledger, head.size, 0);
  }

  async #signed(ledger: LedgerId, size: number, root: Uint8Array): Promise<KeptCheckpoint> {
    const signer = await this.options.keys.signer(ledger, 'log');
    if (signer === undefined) throw new SigningKeyMissingError(ledger);
    const text = formatCheckpoint({ origin: `${this.options.authority}/${ledger}`, size, root });
    const signature = noteSignature(parseVkey(signer.vkey), await signer.sign(noteMessage(text)));
    return { size, root, note: formatNote({ text, signatures: [signature] }), cosigned: false };
  }

  /** The tree must begin with every tree that was signed: their roots are computed again from its own tiles. */
  async #demandExtends(
    ledger: LedgerId,
    tree: Frontier,
    heads: readonly (Pick<SignedHead, 'size' | 'root'> | undefined)[],
  ): Promise<void> {
    for (const head of heads) {
      if (head === undefined) continue;
      if (head.size > tree.size) throw new LedgerBehindError(ledger, head.size, tree.size);
      const source = await readTiles(this.options.rows, ledger, frontierTiles(head.size));
      if (!sameHash(frontierRoot(frontierFromTiles(head.size, source)), head.root))
        throw new LedgerForkedError(ledger, head.size);
    }
  }
}
