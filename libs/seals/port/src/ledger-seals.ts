import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import { frontierFromTiles, frontierTiles, type Frontier } from '@taizhang/ledger';
import { CheckpointSigner, guardName, type CheckpointSignerOptions } from './checkpoint-signer.js';
import type { Cosigning } from './cosigning.js';
import { LedgerTrees } from './ledger-trees.js';
import { readLogKeys, type LogKeys } from './log-keys.js';
import type { KeptCheckpoint } from './seal-rows.js';
import { readTiles } from './tile-reading.js';

/** What sealing one ledger needs. */
export interface LedgerSealsOptions extends CheckpointSignerOptions {
  readonly store: Pick<EventStore, 'readLeaves' | 'readStream'>;
  /** Asks the witness (上级局), where there is one. */
  readonly cosigning?: Pick<Cosigning, 'cosign'>;
}

/**
 * Seals ledgers one by one: extends the tree, signs a checkpoint of it, has it cosigned. Where a log key was rotated since, the
 * checkpoint of exactly that size comes first, signed by both keys (ledger-format §7).
 */
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
    if (tree.size === 0) return this.#nothing(ledger);
    const keys = await readLogKeys(this.options.store, ledger);
    const failures = await this.#handOver(ledger, tree, keys);
    const signed = await this.#signer.sign(ledger, { tree, keys });
    const sealed = signed.cosigned ? signed : ((await this.options.cosigning?.cosign(ledger)) ?? signed);
    if (failures.length > 0) throw failures[0] as Error; // whatever the witness's call threw
    return sealed;
  }

  /**
   * Signs the checkpoints at which keys hand over, as far as they are missing: also one that was lost with later ones. A witness cosigns
   * only what is newest, so it is asked in between; where it is away, sealing goes on, and whoever trusts the old key alone needs a policy
   * file with the new one.
   * @returns why witnesses did not cosign
   */
  async #handOver(ledger: LedgerId, tree: Frontier, keys: LogKeys): Promise<readonly unknown[]> {
    const { rows, guard, cosigning } = this.options;
    const failures: unknown[] = [];
    for (const size of keys.handovers) {
      if (size >= tree.size || (await rows.checkpoint(ledger, size)) !== undefined) continue;
      const at = frontierFromTiles(size, await readTiles(rows, ledger, frontierTiles(size)));
      await this.#signer.sign(ledger, { tree, at, keys });
      if ((await guard.head(guardName(ledger)))?.size !== size) continue;
      await cosigning?.cosign(ledger).catch((error: unknown) => failures.push(error));
    }
    return failures;
  }

  /** A ledger without leaves was never there, unless one of its checkpoints was. */
  async #nothing(ledger: LedgerId): Promise<undefined> {
    await this.#signer.demandNothingSigned(ledger);
    return undefined;
  }
}
