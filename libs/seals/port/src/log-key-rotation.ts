import { ConditionFailedError, type EventStore, type LedgerNotice } from '@taizhang/event-store-port';
import { derivedUuid, type Actor, type LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import { LedgerBehindError, LedgerForkedError, SigningKeyMissingError } from './errors.js';
import type { LedgerSeals } from './ledger-seals.js';
import { readLogKeys, type RetiredLogKey } from './log-keys.js';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';

/** How often a rotation tries to be the next commit of a ledger that others write to. */
export const MAX_ROTATION_TRIES = 50;

/** The ledger is written to so fast that the rotation never came next; nothing was recorded, and it may be tried again. */
export class RotationContentionError extends Error {
  override readonly name = 'RotationContentionError';
  readonly code = 'CONTENTION';
}

/** What a rotation needs. */
export interface LogKeyRotationOptions {
  readonly authority: string;
  readonly store: Pick<EventStore, 'head' | 'readStream' | 'record'>;
  readonly keys: Pick<KeyStore, 'signers' | 'logKey'>;
  readonly rows: Pick<SealRows, 'latest' | 'checkpoint'>;
  readonly seals: Pick<LedgerSeals, 'seal'>;
}

/** Which key is exchanged, why, and who does it. */
export interface RotationOrder {
  readonly ledger: LedgerId;
  /** `compromise`: others may have the key. Whoever verifies gets a new policy file; the new key is not taken over from the ledger. */
  readonly reason: RetiredLogKey['reason'];
  readonly actor: Actor;
}

/** What came of a rotation: it is on record, whatever became of the checkpoint. */
export interface LogKeyRotated {
  readonly vkey: string;
  readonly retired: readonly RetiredLogKey[];
  /** Recorded by an earlier run, which did not come to sign: nothing was recorded now. */
  readonly finished: boolean;
  /** The first checkpoint that the new key signed; of a rotation the old one, too. */
  readonly checkpoint: KeptCheckpoint | undefined;
  /** Why the ledger could not be sealed, or cosigned, now: its host goes on with it. */
  readonly failure?: unknown;
}

/**
 * Exchanges a ledger's log key (ledger-format §7): makes the next generation, records in one commit that it is added and the present
 * one retired, and seals. The commit names the ledger's size right after it, so it is recorded there or not at all. Cut short anywhere,
 * the same call goes on: a key that the ledger does not name yet is taken up, an exchange that is on record but not signed is signed.
 */
export class LogKeyRotation {
  constructor(private readonly options: LogKeyRotationOptions) {}

  /**
   * @throws {SigningKeyMissingError} for a ledger without keys here; {RotationContentionError}; {LedgerBehindError | LedgerForkedError};
   * what the stores throw, `LedgerClosedError` among it
   */
  async rotate(order: RotationOrder): Promise<LogKeyRotated> {
    const { ledger } = order;
    const begun = await this.#unsigned(ledger);
    if (begun !== undefined) return this.#sealed(ledger, begun, true);
    const vkey = await this.#nextKey(ledger);
    // As much as possible is signed before: with a compromised key, the superior's cosignature of that is the last good state.
    await this.options.seals.seal(ledger).catch(unlessAlarm);
    for (let attempt = 0; attempt < MAX_ROTATION_TRIES; attempt += 1) {
      if (await this.#record(order, vkey)) return this.#sealed(ledger, vkey, false);
    }
    throw new RotationContentionError(`${ledger} is written to all the time: try again when it is quieter.`);
  }

  /** The key of an exchange that is on record, but that no checkpoint covers yet. */
  async #unsigned(ledger: LedgerId): Promise<string | undefined> {
    const keys = await readLogKeys(this.options.store, ledger);
    const last = keys.retired.at(-1);
    const signed = (await this.options.rows.latest(ledger))?.size ?? 0;
    return last === undefined || last.sizeAfter <= signed ? undefined : keys.addedAt(last.sizeAfter);
  }

  async #nextKey(ledger: LedgerId): Promise<string> {
    const keys = await readLogKeys(this.options.store, ledger);
    const [first, ...later] = await this.options.keys.signers(ledger, 'log');
    if (first === undefined) throw new SigningKeyMissingError(ledger);
    const unnamed = later.findIndex(({ vkey }) => !keys.names(vkey));
    const generation = 2 + (unnamed === -1 ? later.length : unnamed);
    return (await this.options.keys.logKey(ledger, `${this.options.authority}/${ledger}`, generation)).vkey;
  }

  /** @returns whether the exchange is on record; false when others have written meanwhile */
  async #record({ ledger, reason, actor }: RotationOrder, vkey: string): Promise<boolean> {
    const { store } = this.options;
    const { size } = (await store.head(ledger)) ?? { size: 0 };
    const keys = await readLogKeys(store, ledger);
    if (keys.names(vkey)) return true;
    const [first] = await this.options.keys.signers(ledger, 'log');
    const present = first === undefined ? [] : keys.signing(first.vkey, size + 1);
    const lastSize = reason === 'rotation' ? size + 1 + present.length : size;
    const events: readonly LedgerNotice[] = [
      { type: 'ledger.KeyAdded', data: { use: 'log', vkey } },
      ...present.map((old): LedgerNotice => {
        return { type: 'ledger.KeyRetired', data: { use: 'log', vkey: old, lastSize, reason } };
      }),
    ];
    const id = derivedUuid('log key exchanged', ledger, vkey);
    try {
      await store.record(ledger, { id, actor, events, expect: { size } });
      return true;
    } catch (error) {
      if (error instanceof ConditionFailedError) return false;
      throw error;
    }
  }

  async #sealed(ledger: LedgerId, vkey: string, finished: boolean): Promise<LogKeyRotated> {
    const { store, rows, seals } = this.options;
    const keys = await readLogKeys(store, ledger);
    const from = keys.addedSize(vkey);
    const retired = keys.retired.filter(({ sizeAfter }) => sizeAfter === from);
    const failed = await seals.seal(ledger).then(
      () => ({}),
      (failure: unknown) => ({ failure }),
    );
    const checkpoint = from === undefined ? undefined : await rows.checkpoint(ledger, from);
    return { vkey, retired, finished, checkpoint, ...failed };
  }
}

/** A witness that is away does not stop an exchange; what the guard refuses does. */
function unlessAlarm(error: unknown): undefined {
  if (error instanceof LedgerBehindError || error instanceof LedgerForkedError) throw error;
  return undefined;
}
