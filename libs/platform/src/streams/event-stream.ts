import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { contextOf, type Clock, type EventDefinition, type LedgerId } from '@taizhang/kernel';
import { hiddenLeaf } from '@taizhang/messaging-port';
import { RECORDED_FROM, recordRead, type AccessLog } from '../access-log/access-log.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from '../identity/identity.js';
import type { StreamRecord } from './stream-format.js';
import { StreamPlaces } from './stream-places.js';
import { packPositions, type StreamPositions } from './stream-position.js';
import type { StreamRequest } from './stream-request.js';

/** Most ledgers that one stream carries: their positions must fit into a header. Whoever reads more uses the topics. */
export const MAX_STREAM_LEDGERS = 1_000;
/** Leaves between two positions, at most. */
export const STREAM_BATCH = 128;
/** How often a stream without news says that it is there, in milliseconds: below what proxies take for silence. */
export const STREAM_HEARTBEAT_MS = 15_000;
/** How long a stream relies on what its reader was allowed, in milliseconds. */
export const STREAM_JUDGED_MS = 10_000;
/** What readings of streams are called in the access ledger. */
export const STREAM_VIEW = 'event-stream';

/** Under which power a stream is read, and what it reaches. */
export interface StreamReader {
  readonly principal: Principal;
  readonly reaches: (ledger: LedgerId) => boolean;
}

/** What one stream is made of. */
export interface EventStreamParts {
  readonly request: StreamRequest;
  readonly store: Pick<EventStore, 'follow' | 'readLedger' | 'heads'>;
  readonly authority: string;
  readonly definitionOf: (type: string) => EventDefinition | undefined;
  readonly accessLog: AccessLog;
  readonly clock: Clock;
  /** Judges the reader anew. @throws {@link ProblemError} when he may read no more */
  readonly judge: () => Promise<StreamReader>;
  /** Ends the stream; its reason is the word that the last record says. */
  readonly ending: AbortSignal;
  readonly heartbeatMs?: number;
}

/** A ledger with its size, when the stream began. */
interface Extent {
  readonly ledger: LedgerId;
  readonly size: number;
}

/**
 * One reader's way through the ledgers of a context: in order within each, without any order between them. It pulls: a batch is
 * read from the store when the one before is taken, so a slow reader costs one batch of memory and no more.
 */
export class EventStream {
  #judgedAt = performance.now();
  readonly #places: StreamPlaces;

  private constructor(
    private readonly parts: EventStreamParts,
    private reader: StreamReader,
    /** What there was to be read when it began. */
    readonly extents: readonly Extent[],
    from: StreamPositions,
  ) {
    this.#places = new StreamPlaces(parts.store, parts.request.filter, from);
  }

  /** Judges the reader and finds the ledgers. @throws {@link ProblemError} before anything is answered */
  static async open(parts: EventStreamParts): Promise<EventStream> {
    const { request, store } = parts;
    const reader = await parts.judge();
    const extents: Extent[] = [];
    for await (const { ledger, size } of store.heads({ context: request.context })) {
      if (reader.reaches(ledger)) extents.push({ ledger, size });
      if (extents.length > MAX_STREAM_LEDGERS) throw new ProblemError(PROBLEMS.streamTooWide);
    }
    extents.sort((a, b) => (a.ledger < b.ledger ? -1 : 1));
    const ends = extents.map(({ ledger, size }) => [ledger, size] as const);
    const from = request.from === 'start' ? [] : request.from === 'end' ? ends : request.from;
    return new EventStream(parts, reader, extents, new Map(from));
  }

  /** Who reads, as judged last. */
  get principal(): Principal {
    return this.reader.principal;
  }

  /** Leaves that are left to be read of what there was when it began, whatever the filter. */
  get left(): number {
    const positions = this.#places.positions();
    return this.extents.reduce((sum, { ledger, size }) => sum + Math.max(0, size - (positions.get(ledger) ?? 0)), 0);
  }

  /**
   * What is sent, part by part; each part ends with a position, also the first, which has nothing else, so that the answer begins
   * at once; the last one with the end. What goes wrong on our side, a hole
   * in a ledger above all, is thrown: then the stream breaks off without an end.
   */
  async *records(): AsyncGenerator<readonly StreamRecord[], void> {
    yield [{ kind: 'position', position: this.#position() }];
    try {
      yield* this.parts.request.follow ? this.#live() : this.#recorded();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield [this.#end(error.definition.code)];
    }
  }

  /** All that there was when it began, ledger by ledger. */
  async *#recorded(): AsyncGenerator<readonly StreamRecord[], void> {
    for (const { ledger, size } of this.extents) {
      let next = await this.#places.startOf(ledger, this.reader.principal.clearance);
      while (next < size && !this.#places.isOver(ledger)) {
        if (this.parts.ending.aborted) break;
        const batch: RecordedEvent[] = [];
        const range = { from: next, to: size - 1, limit: STREAM_BATCH };
        for await (const event of this.parts.store.readLedger(ledger, range)) batch.push(event);
        if (batch.length === 0) break;
        next += batch.length;
        yield await this.#recordsOf(batch);
      }
    }
    yield [this.#end(this.#isEnding() ? this.#reason() : 'CAUGHT_UP')];
  }

  /** All that there is and that is still to come. */
  async *#live(): AsyncGenerator<readonly StreamRecord[], void> {
    const { store, request, ending, heartbeatMs = STREAM_HEARTBEAT_MS } = this.parts;
    const over = new AbortController();
    const batches = store.follow({
      from: (ledger) => this.#places.startOf(ledger, this.reader.principal.clearance),
      ledgers: (ledger) => contextOf(ledger) === request.context && this.reader.reaches(ledger),
      signal: AbortSignal.any([ending, over.signal]),
      batchSize: STREAM_BATCH,
    });
    const news = batches[Symbol.asyncIterator]();
    try {
      let next = watched(news.next());
      while (!this.#isEnding()) {
        const came = await within(next, heartbeatMs);
        if (came === undefined) {
          await this.#judged();
          if (this.#isPast()) break;
          yield [{ kind: 'waiting', position: this.#position() }];
        } else if (came.done === true) break;
        else {
          yield await this.#recordsOf(came.value);
          next = watched(news.next());
        }
      }
    } finally {
      over.abort();
      await news.return?.();
    }
    yield [this.#end(this.#isEnding() ? this.#reason() : 'CAUGHT_UP')];
  }

  /** A batch as its reader may see it; what is confidential in it is on record before. */
  async #recordsOf(batch: readonly RecordedEvent[]): Promise<readonly StreamRecord[]> {
    await this.#judged();
    const records = batch.flatMap((event) => this.#recordOf(event));
    await this.#note(records);
    for (const event of batch) this.#places.passed(event);
    return [...records, { kind: 'position', position: this.#position() }];
  }

  #recordOf(event: RecordedEvent): readonly StreamRecord[] {
    const { clearance } = this.reader.principal;
    const isVisible = event.clr <= clearance;
    if (!this.reader.reaches(event.ledger) || !this.#places.isInTime(event, isVisible)) return [];
    if (!isVisible) return [{ kind: 'hidden', hidden: hiddenLeaf(`${this.parts.authority}/${event.ledger}`, event) }];
    return this.#isWanted(event) ? [{ kind: 'leaf', event }] : [];
  }

  #isWanted({ type }: RecordedEvent): boolean {
    const { types, clauses } = this.parts.request.filter;
    if (types.size > 0 && !types.has(type)) return false;
    return clauses.size === 0 || (this.parts.definitionOf(type)?.clauses ?? []).some((clause) => clauses.has(clause));
  }

  /** @throws {@link ProblemError} 503 where what is confidential cannot be put on record */
  async #note(records: readonly StreamRecord[]): Promise<void> {
    const read = records.flatMap((record) =>
      record.kind === 'leaf' && record.event.clr >= RECORDED_FROM
        ? [{ ledger: record.event.ledger, key: record.event.stream }]
        : [],
    );
    await recordRead(this.parts.accessLog, this.reader.principal, STREAM_VIEW, read);
  }

  async #judged(): Promise<void> {
    const now = performance.now();
    if (now - this.#judgedAt < STREAM_JUDGED_MS) return;
    this.reader = await this.parts.judge();
    this.#judgedAt = now;
  }

  /** Whether nothing that is wanted can be recorded any more. */
  #isPast(): boolean {
    const { timeTo } = this.parts.request.filter;
    return timeTo !== undefined && this.parts.clock.now() > timeTo;
  }

  #isEnding(): boolean {
    return this.parts.ending.aborted;
  }

  #reason(): string {
    return String(this.parts.ending.reason);
  }

  #position(): string {
    return packPositions(this.parts.request.context, this.#places.positions());
  }

  #end(end: string): StreamRecord {
    return { kind: 'end', end, position: this.#position() };
  }
}

/** A promise whose failure is met by whoever awaits it later. */
function watched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** What a promise brings within a time; `undefined` when it takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
    timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
