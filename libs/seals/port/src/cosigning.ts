import type { LedgerId } from '@taizhang/kernel';
import {
  consistencyPathFromTiles,
  consistencyTiles,
  formatNote,
  formatWitnessRequest,
  parseNote,
  verifyCosignature,
  type NoteSignature,
  type VerifierKey,
} from '@taizhang/ledger';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';
import { readTiles } from './tile-reading.js';
import type { WitnessAnswer } from './witness.js';

/** Asks a witness: one in this process, or one elsewhere over HTTP. */
export interface WitnessPeer {
  readonly key: VerifierKey;
  /** @throws when no answer came */
  addCheckpoint(request: string): Promise<Pick<WitnessAnswer, 'status' | 'body'>>;
}

/** A witness refused a checkpoint: with 409 it has seen another tree than this deployment signs, which is an alarm. */
export class CosignatureRefusedError extends Error {
  override readonly name = 'CosignatureRefusedError';
  constructor(
    readonly ledger: LedgerId,
    readonly status: number,
    readonly size?: number,
  ) {
    super(`the witness refused a checkpoint of ${ledger} with ${String(status)}`);
  }
}

const SIZE = /^(0|[1-9][0-9]{0,15})\n?$/;

/** Has checkpoints cosigned by the witness (上级局), always the newest one: an older one's time would be that of no tree (ledger-format §12). */
export class Cosigning {
  constructor(
    private readonly rows: SealRows,
    private readonly witness: WitnessPeer,
  ) {}

  /**
   * Has the newest checkpoint cosigned, once more where it was already: its time is newer then.
   * @returns it, `undefined` for a ledger without one
   * @throws {CosignatureRefusedError}
   */
  async cosign(ledger: LedgerId): Promise<KeptCheckpoint | undefined> {
    const latest = await this.rows.latest(ledger);
    if (latest === undefined) return undefined;
    const lines = await this.#ask(ledger, latest, await this.#lastCosigned(ledger, latest));
    return this.#keep(ledger, latest.size, lines);
  }

  /** The witness knows best what it has: it is asked once more with the size that it names. */
  async #ask(ledger: LedgerId, latest: KeptCheckpoint, oldSize: number): Promise<readonly NoteSignature[]> {
    const first = await this.#send(latest, ledger, oldSize);
    if (first.status === 200) return this.#linesIn(ledger, latest, first.body);
    const known = first.status === 409 ? Number(SIZE.exec(first.body)?.[1] ?? Number.NaN) : Number.NaN;
    if (!(known <= latest.size) || known === oldSize)
      throw new CosignatureRefusedError(ledger, first.status, Number.isNaN(known) ? undefined : known);
    const second = await this.#send(latest, ledger, known);
    if (second.status !== 200) throw new CosignatureRefusedError(ledger, second.status, known);
    return this.#linesIn(ledger, latest, second.body);
  }

  async #send({ note, size }: KeptCheckpoint, ledger: LedgerId, oldSize: number) {
    const addresses = oldSize === 0 ? [] : consistencyTiles(oldSize, size);
    const source = await readTiles(this.rows, ledger, addresses);
    const path = oldSize === 0 ? [] : consistencyPathFromTiles(oldSize, size, source);
    const { text, signatures } = parseNote(new TextEncoder().encode(note));
    const own = signatures.filter(({ name }) => name !== this.witness.key.name);
    return this.witness.addCheckpoint(
      formatWitnessRequest({ oldSize, path, checkpoint: formatNote({ text, signatures: own }) }),
    );
  }

  /** Only lines of the witness that was asked, and only those that verify: an answer is not trusted for having come. */
  #linesIn(ledger: LedgerId, { note }: KeptCheckpoint, body: string): readonly NoteSignature[] {
    const { text } = parseNote(new TextEncoder().encode(note));
    const answered = parseNote(new TextEncoder().encode(`${text}\n${body}`));
    const lines = answered.signatures.filter(({ name }) => name === this.witness.key.name);
    if (verifyCosignature({ text, signatures: lines }, this.witness.key).kind !== 'valid')
      throw new CosignatureRefusedError(ledger, 200);
    return lines;
  }

  /** The witness's line takes the place of its earlier one; lines of others stay. */
  async #keep(ledger: LedgerId, size: number, lines: readonly NoteSignature[]): Promise<KeptCheckpoint | undefined> {
    for (;;) {
      const kept = await this.rows.checkpoint(ledger, size);
      if (kept === undefined) return undefined;
      const { text, signatures } = parseNote(new TextEncoder().encode(kept.note));
      const others = signatures.filter(({ name }) => name !== this.witness.key.name);
      const next = { ...kept, cosigned: true, note: formatNote({ text, signatures: [...others, ...lines] }) };
      if (await this.rows.replace(ledger, next, kept.note)) return next;
    }
  }

  async #lastCosigned(ledger: LedgerId, latest: KeptCheckpoint): Promise<number> {
    return latest.cosigned ? latest.size : ((await this.rows.lastCosigned(ledger))?.size ?? 0);
  }
}
