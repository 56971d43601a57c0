import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import type { Instant, LedgerId, StreamId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import {
  decodeLeaf,
  entryFor,
  LEDGER_STREAM,
  layBundle,
  noteMessage,
  noteSignature,
  parseVkey,
  sealedDigests,
  signBundle,
  type Clearance,
  type ConsistencyProof,
  type Entry,
  type ErasedDigest,
  type InclusionProof,
} from '@taizhang/ledger';
import { checkpointsBetween } from './bundle-history.js';
import { schemasShown, type SchemaOf } from './bundle-schemas.js';
import { SigningKeyMissingError } from './errors.js';
import { LogKeys } from './log-keys.js';
import type { LedgerProofs } from './proofs.js';
import type { KeptCheckpoint, SealRows } from './seal-rows.js';

/** Leaves whose disclosures are read at once. */
export const LEAVES_AT_ONCE = 500;

/** A bundle cannot be made as asked; one sentence for whoever asked. */
export class BundleRefusedError extends Error {
  override readonly name = 'BundleRefusedError';
  readonly code = 'BUNDLE_REFUSED';
}

/** What bundles are made of. */
export interface LedgerBundlesOptions {
  readonly authority: string;
  readonly store: Pick<EventStore, 'readLedger' | 'readStream'>;
  /** Disclosures as they were sealed, personal values in their envelopes, by digest. */
  readonly disclosures: (ledger: LedgerId, digests: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly rows: Pick<SealRows, 'latest' | 'checkpoint' | 'checkpoints'>;
  readonly proofs: LedgerProofs;
  readonly keys: Pick<KeyStore, 'signers'>;
  readonly now: () => Instant;
  /** Schemas for the types that bundles show; bundles without it carry none. */
  readonly schemaOf?: SchemaOf;
}

/** What somebody wants a bundle of: a range of a ledger, or all events of some streams. */
export interface BundleRequest {
  readonly ledger: LedgerId;
  readonly clearance: Clearance;
  /** Size of the checkpoint that the range starts from; 0 by default. */
  readonly from?: number;
  /** Size of the checkpoint that it ends at; the newest by default. */
  readonly to?: number;
  /** With streams, a bundle of chosen leaves against the newest checkpoint. */
  readonly streams?: readonly StreamId[];
}

/** Makes audit bundles (审计包) of sealed ledgers (ledger-format §11). */
export class LedgerBundles {
  constructor(private readonly options: LedgerBundlesOptions) {}

  /**
   * @returns the files of the bundle, signed with the ledger's export key
   * @throws {BundleRefusedError}
   */
  async make(request: BundleRequest): Promise<Map<string, Uint8Array>> {
    const { ledger, clearance, streams = [], to } = request;
    const checkpoint = await this.#checkpoint(ledger, to);
    const extract = streams.length > 0;
    if (extract && (request.from !== undefined || to !== undefined))
      throw new BundleRefusedError(
        'A bundle of streams has no --from and --to: it is proven in the newest checkpoint.',
      );
    await this.#demandWhole(ledger, checkpoint.size);
    const from = request.from ?? 0;
    const start = from === 0 ? undefined : await this.#start(ledger, from, checkpoint.size);
    const own = await this.#own(ledger);
    const history = [...(start === undefined ? [] : [start]), ...(await this.#history(request, own, from, checkpoint))];
    const erased = erasuresOf(own);
    const events = extract
      ? this.#chosen({ ledger, size: checkpoint.size, erased }, own, streams)
      : this.options.store.readLedger(ledger, { from, to: checkpoint.size - 1 });
    const entries = await this.#entries({ ledger, clearance, size: checkpoint.size, erased }, events);
    const laid = layBundle({
      origin: `${this.options.authority}/${ledger}`,
      kind: extract ? 'extract' : 'range',
      clearance,
      created: this.options.now(),
      from,
      frontier: from === 0 ? [] : (await this.options.proofs.frontier(ledger, from)).nodes,
      checkpoint: checkpoint.note,
      history: history.map(({ note }) => note),
      consistency: extract ? await this.#consistency(ledger, [...history, checkpoint]) : [],
      entries,
      proofs: extract ? await this.#proofs(ledger, entries, checkpoint.size) : [],
      schemas: schemasShown(entries, this.options.schemaOf),
    });
    const signer = (await this.options.keys.signers(ledger, 'export')).at(-1);
    if (signer === undefined) throw new SigningKeyMissingError(ledger);
    return signBundle(laid, noteSignature(parseVkey(signer.vkey), await signer.sign(noteMessage(laid.noteText))));
  }

  async #checkpoint(ledger: LedgerId, to: number | undefined): Promise<KeptCheckpoint> {
    const { rows } = this.options;
    const found = to === undefined ? await rows.latest(ledger) : await rows.checkpoint(ledger, to);
    if (found !== undefined) return found;
    throw new BundleRefusedError(
      to === undefined ? `${ledger} has no checkpoint yet.` : `${ledger} has no checkpoint of size ${String(to)}.`,
    );
  }

  /** What a store lost that was set back would be missing in the bundle, or, in an extract, missing unseen. */
  async #demandWhole(ledger: LedgerId, size: number): Promise<void> {
    const last = this.options.store.readLedger(ledger, { from: size - 1, limit: 1 })[Symbol.asyncIterator]();
    const found = await last.next();
    await last.return?.();
    if (found.done === true)
      throw new BundleRefusedError(`${ledger} has fewer than the ${String(size)} events that were signed: recover it.`);
  }

  async #start(ledger: LedgerId, from: number, to: number): Promise<KeptCheckpoint> {
    if (from >= to) throw new BundleRefusedError('--from must be below the size that the bundle ends at.');
    return this.#checkpoint(ledger, from);
  }

  /** By size; of an extract no more than it needs, since it proves each from the one before. */
  async #history(
    { ledger, streams = [] }: BundleRequest,
    own: readonly RecordedEvent[],
    from: number,
    to: KeptCheckpoint,
  ): Promise<readonly KeptCheckpoint[]> {
    const handovers = await this.#handovers(ledger, own, from, to);
    const between = streams.length > 0 ? [] : await checkpointsBetween(this.options.rows, ledger, from, to);
    const bySize = new Map([...handovers, ...between].map((kept) => [kept.size, kept]));
    return [...bySize.values()].sort((one, other) => one.size - other.size);
  }

  /**
   * Checkpoints within the bundle at which a log key hands over to its successor (ledger-format §7), so that an auditor sees both sign.
   * One that no witness cosigned is left out where the newest was: a policy that asks for witnesses asks them of every checkpoint.
   */
  async #handovers(
    ledger: LedgerId,
    own: readonly RecordedEvent[],
    from: number,
    to: KeptCheckpoint,
  ): Promise<readonly KeptCheckpoint[]> {
    const keys = new LogKeys();
    for (const event of own) keys.learn(event);
    const found: KeptCheckpoint[] = [];
    for (const size of keys.handovers) {
      if (size <= from || size >= to.size) continue;
      const kept = await this.options.rows.checkpoint(ledger, size);
      if (kept !== undefined && (kept.cosigned || !to.cosigned)) found.push(kept);
    }
    return found;
  }

  /** Between each and the next. */
  async #consistency(ledger: LedgerId, checkpoints: readonly KeptCheckpoint[]): Promise<readonly ConsistencyProof[]> {
    const found: ConsistencyProof[] = [];
    for (const [i, { size }] of checkpoints.entries()) {
      const next = checkpoints[i + 1];
      if (next !== undefined) found.push(await this.options.proofs.consistency(ledger, size, next.size));
    }
    return found;
  }

  /** Events of the ledger itself: its keys, and what was erased. */
  async #own(ledger: LedgerId): Promise<readonly RecordedEvent[]> {
    const own: RecordedEvent[] = [];
    for await (const event of this.options.store.readStream(ledger, LEDGER_STREAM)) own.push(event);
    return own;
  }

  async *#chosen(
    { ledger, size, erased }: Omit<Making, 'clearance'>,
    own: readonly RecordedEvent[],
    streams: readonly StreamId[],
  ): AsyncGenerator<RecordedEvent, void> {
    const chosen = new Map<number, RecordedEvent>();
    const choose = (event: RecordedEvent) => void (event.idx < size && chosen.set(event.idx, event));
    for (const event of own) if (event.type.startsWith('ledger.Key')) choose(event);
    const ownByIdx = new Map(own.map((event) => [event.idx, event]));
    for (const stream of streams) {
      let known = false;
      for await (const event of this.options.store.readStream(ledger, stream)) {
        known = true;
        choose(event);
        for (const { by } of erasedOf(digestsOf(event), erased)) {
          const erasing = ownByIdx.get(by);
          if (erasing !== undefined) choose(erasing);
        }
      }
      if (!known) throw new BundleRefusedError(`${ledger} has no stream of that name.`);
    }
    yield* [...chosen.values()].sort((a, b) => a.idx - b.idx);
  }

  async #entries(making: Making, events: AsyncIterable<RecordedEvent>): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let waiting: RecordedEvent[] = [];
    for await (const event of events) {
      waiting.push(event);
      if (waiting.length < LEAVES_AT_ONCE) continue;
      entries.push(...(await this.#entriesOf(making, waiting)));
      waiting = [];
    }
    return [...entries, ...(await this.#entriesOf(making, waiting))];
  }

  async #entriesOf(
    { ledger, clearance, size, erased }: Making,
    events: readonly RecordedEvent[],
  ): Promise<readonly Entry[]> {
    const sealed = events.map(digestsOf);
    const digests = sealed.flat();
    const disclosures =
      digests.length === 0 ? new Map<string, string>() : await this.options.disclosures(ledger, digests);
    return events.map((event, i) => {
      const gone = erasedOf(sealed[i] ?? [], erased);
      if (gone.some(({ by }) => by >= size))
        throw new BundleRefusedError(
          'Something in this bundle was erased after the checkpoint it ends at: take a later one, which proves the erasure.',
        );
      return entryFor({ leaf: event.leaf, disclosures, erased: gone }, clearance);
    });
  }

  async #proofs(ledger: LedgerId, entries: readonly Entry[], size: number): Promise<readonly InclusionProof[]> {
    const proofs: InclusionProof[] = [];
    for (const { idx } of entries) proofs.push(await this.options.proofs.inclusion(ledger, idx, size));
    return proofs;
  }
}

/** What all entries of one bundle are made by. */
interface Making {
  readonly ledger: LedgerId;
  readonly clearance: Clearance;
  /** Of the tree that the bundle is proven in. */
  readonly size: number;
  readonly erased: ReadonlyMap<string, number>;
}

/** What was erased on record, by digest: the index of the leaf that says so. */
function erasuresOf(own: readonly RecordedEvent[]): ReadonlyMap<string, number> {
  return new Map(
    own.flatMap(({ type, data: { digest }, idx }) =>
      type === 'ledger.DisclosureErased' && typeof digest === 'string' ? [[digest, idx] as const] : [],
    ),
  );
}

/** Of the leaf itself: the event's data may be lifted to a newer version. */
function digestsOf({ leaf }: RecordedEvent): readonly string[] {
  return sealedDigests(decodeLeaf(leaf).data).map(({ digest }) => digest);
}

function erasedOf(digests: readonly string[], erased: ReadonlyMap<string, number>): readonly ErasedDigest[] {
  return digests.flatMap((d) => {
    const by = erased.get(d);
    return by === undefined ? [] : [{ by, d }];
  });
}
