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
  type NoteSignature,
} from '@taizhang/ledger';
import { LedgerBehindError, LedgerForkedError, SigningKeyMissingError } from './errors.js';
import type { GuardRows, SignedHead } from './guard-rows.js';
import type { LogKeys } from './log-keys.js';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';
import { readTiles } from './tile-reading.js';

/** How often signing begins anew because another process has signed meanwhile. */
export const MAX_SIGNING_TRIES = 5;

/** What signing needs. */
export interface CheckpointSignerOptions {
  readonly rows: SealRows;
  readonly guard: Pick<GuardRows, 'head' | 'advance'>;
  readonly keys: Pick<KeyStore, 'signers'>;
  readonly authority: string;
}

/** What is signed: a tree, or an earlier one that it begins with. */
export interface Signing {
  /** Of the leaves that the ledger has now. */
  readonly tree: Frontier;
  /** What the checkpoint is of; default: the tree itself. */
  readonly at?: Frontier;
  /** What the ledger says of its log keys. */
  readonly keys: LogKeys;
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
   * Signs and keeps a checkpoint, unless there is one. What the tree begins with and a larger head of the guard covers needs no other
   * record: its root follows from that head's.
   * @throws {LedgerBehindError | LedgerForkedError} when more, or something else, was signed before: nothing is signed then
   */
  async sign(ledger: LedgerId, { tree, at = tree, keys }: Signing): Promise<KeptCheckpoint> {
    const { rows, guard } = this.options;
    const root = frontierRoot(at);
    for (let attempt = 0; attempt < MAX_SIGNING_TRIES; attempt += 1) {
      const latest = await rows.latest(ledger);
      const signed = await guard.head(guardName(ledger));
      await this.#demandExtends(ledger, tree, [latest, signed]);
      const next: SignedHead = { size: at.size, root, time: 0 };
      const recorded = (signed?.size ?? 0) >= at.size || (await guard.advance(guardName(ledger), next, signed));
      if (!recorded) continue;
      if (latest?.size === at.size) return latest;
      return rows.publish(ledger, await this.#signed(ledger, keys, at.size, root));
    }
    throw new SigningContentionError(`${ledger} is signed elsewhere`);
  }

  /** @throws {LedgerBehindError} when a ledger that has no leaves now had some that were signed */
  async demandNothingSigned(ledger: LedgerId): Promise<void> {
    const { rows, guard } = this.options;
    for (const head of [await rows.latest(ledger), await guard.head(guardName(ledger))])
      if (head !== undefined) throw new LedgerBehindError(ledger, head.size, 0);
  }

  /** By every key that the ledger says signs a tree of this size: two where one hands over to the other. */
  async #signed(ledger: LedgerId, keys: LogKeys, size: number, root: Uint8Array): Promise<KeptCheckpoint> {
    const signers = new Map((await this.options.keys.signers(ledger, 'log')).map((one) => [one.vkey, one]));
    const [first] = signers.keys();
    const vkeys = first === undefined ? [] : keys.signing(first, size);
    if (vkeys.length === 0) throw new SigningKeyMissingError(ledger);
    const text = formatCheckpoint({ origin: `${this.options.authority}/${ledger}`, size, root });
    const signatures: NoteSignature[] = [];
    for (const vkey of vkeys) {
      const signer = signers.get(vkey);
      if (signer === undefined) throw new SigningKeyMissingError(ledger);
      signatures.push(noteSignature(parseVkey(vkey), await signer.sign(noteMessage(text))));
    }
    return { size, root, note: formatNote({ text, signatures }), cosigned: false };
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
