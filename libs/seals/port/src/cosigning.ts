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

  /** The request to a witness that no network reaches: to be carried there, and its answer back to {@link accept}. */
  async request(ledger: LedgerId): Promise<string | undefined> {
    const latest = await this.rows.latest(ledger);
    if (latest === undefined) return undefined;
    return this.#requestFor(latest, ledger, await this.#lastCosigned(ledger, latest));
  }

  /**
   * Keeps the lines that a witness answered on another way; of the checkpoint that they verify for, the newest first.
   * @returns it
   * @throws {CosignatureRefusedError} when they verify for none that is kept
   */
  async accept(ledger: LedgerId, body: string): Promise<KeptCheckpoint> {
    const kept: KeptCheckpoint[] = [];
    for await (const one of this.rows.checkpoints(ledger)) kept.push(one);
    for (const one of kept.reverse()) {
      const lines = this.#verified(one, body);
      const next = lines && (await this.#keep(ledger, one.size, lines));
      if (next !== undefined) return next;
    }
    throw new CosignatureRefusedError(ledger, 200);
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

  async #send(checkpoint: KeptCheckpoint, ledger: LedgerId, oldSize: number) {
    return this.witness.addCheckpoint(await this.#requestFor(checkpoint, ledger, oldSize));
  }

  async #requestFor({ note, size }: KeptCheckpoint, ledger: LedgerId, oldSize: number): Promise<string> {
    const addresses = oldSize === 0 ? [] : consistencyTiles(oldSize, size);
    const source = await readTiles(this.rows, ledger, addresses);
    const path = oldSize === 0 ? [] : consistencyPathFromTiles(oldSize, size, source);
    const { text, signatures } = parseNote(new TextEncoder().encode(note));
    const own = signatures.filter(({ name }) => name !== this.witness.key.name);
    return formatWitnessRequest({ oldSize, path, checkpoint: formatNote({ text, signatures: own }) });
  }

  #linesIn(ledger: LedgerId, checkpoint: KeptCheckpoint, body: string): readonly NoteSignature[] {
    const lines = this.#verified(checkpoint, body);
    if (lines === undefined) throw new CosignatureRefusedError(ledger, 200);
    return lines;
  }

  /** Only lines of the witness that was asked, and only those that verify: an answer is not trusted for having come. */
  #verified({ note }: KeptCheckpoint, body: string): readonly NoteSignature[] | undefined {
    const { text } = parseNote(new TextEncoder().encode(note));
    const answered = signaturesIn(text, body);
    const lines = answered.filter(({ name }) => name === this.witness.key.name);
    return verifyCosignature({ text, signatures: lines }, this.witness.key).kind === 'valid' ? lines : undefined;
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

/** Signature lines of an answer; none where it has no such lines. */
function signaturesIn(text: string, body: string): readonly NoteSignature[] {
  try {
    return parseNote(new TextEncoder().encode(`${text}\n${body}`)).signatures;
  } catch {
    return [];
  }
}
