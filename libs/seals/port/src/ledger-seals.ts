import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { CheckpointSigner, type CheckpointSignerOptions } from './checkpoint-signer.js';
import type { Cosigning } from './cosigning.js';
import { LedgerTrees } from './ledger-trees.js';
import type { KeptCheckpoint } from './seal-rows.js';

/** What sealing one ledger needs. */
export interface LedgerSealsOptions extends CheckpointSignerOptions {
  readonly store: Pick<EventStore, 'readLedger'>;
  /** Asks the witness (上级局), where there is one. */
  readonly cosigning?: Pick<Cosigning, 'cosign'>;
}

/** Seals ledgers one by one: extends the tree, signs a checkpoint of it, has it cosigned. */
export class LedgerSeals {
  readonly #trees: LedgerTrees;
  readonly #signer: CheckpointSigner;

  constructor(private readonly options: LedgerSealsOptions) {
    this.#trees = new LedgerTrees(options.store, options.rows);
    this.#signer = new CheckpointSigner(options);
  }

  /**
   * Brings tree and checkpoint up to the ledger's end. May be called again, and by several processes at once.
   * @returns the checkpoint, `undefined` for a ledger that does not exist
   * @throws see {@link CheckpointSigner.sign}; what the stores throw
   */
  async seal(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    const tree = await this.#trees.catchUp(ledger);
    const signed = tree.size === 0 ? await this.#nothing(ledger) : await this.#signer.sign(ledger, tree);
    if (signed === undefined || signed.cosigned) return signed;
    return (await this.options.cosigning?.cosign(ledger)) ?? signed;
  }

  /** A ledger without leaves was never there, unless one of its checkpoints was. */
  async #nothing(ledger: LedgerId): Promise<undefined> {
    await this.#signer.demandNothingSigned(ledger);
    return undefined;
  }
}
