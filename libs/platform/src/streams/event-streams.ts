import { randomUUID } from 'node:crypto';
import { MAX_LEDGERS_EXPORTED } from '@taizhang/contracts';
import type { EventStore } from '@taizhang/event-store-port';
import { bureauOf, role, type Allowance, type Clock, type LedgerId } from '@taizhang/kernel';
import { machineTimers, settledWithin } from '@taizhang/messaging-port';
import { isLedgerEventType } from '@taizhang/ledger';
import { recordedReader, recordOrRefuse, type AccessLog } from '../access-log/access-log.js';
import type { ReadingScopes } from '../asking/reading-scope.js';
import type { QueryString } from '../asking/view-parameters.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS, retryLater } from '../http/problem.js';
import type { Sender } from '../identity/identity.js';
import { EventStream, STREAM_VIEW, type StreamReader } from './event-stream.js';
import { exportedEvents, type ExportedEvent } from './exported-events.js';
import type { StreamFormat } from './stream-format.js';
import { readStreamRequest, type StreamRequest } from './stream-request.js';

/** Who may read the events of a context that says nothing else: those who analyse and those who audit, at their unit and below. */
export const STREAM_READERS: Allowance = role('analyst', 'auditor').at('unit-or-superior');
/** Most streams that one account has open at a host. */
export const MAX_STREAMS_OF_ACCOUNT = 4;
/** Most streams that a host has open. */
export const MAX_STREAMS = 200;
/** When whoever found none free may try again, in milliseconds. */
const TRY_AGAIN_MS = 10_000;
/** How long streams may take to end in order when the host stops, in milliseconds; a reader that takes nothing is cut off. */
export const STREAM_STOP_DEADLINE_MS = 3_000;

/** What streams need of their host. */
export interface EventStreamsOptions {
  readonly authority: string;
  readonly registry: Pick<ContextRegistry, 'feature' | 'event'>;
  readonly store: Pick<EventStore, 'follow' | 'readLedger' | 'heads' | 'disclosures'>;
  readonly scopes: Pick<ReadingScopes, 'ofBureaus'>;
  readonly accessLog: AccessLog;
  readonly clock: Clock;
  readonly heartbeatMs?: number;
}

/** A stream that somebody asks for. */
export interface StreamAsking {
  readonly context: string;
  readonly query: QueryString;
  readonly lastEventId: string | undefined;
  readonly sender: Sender;
  /** Who asks, looked up anew: a session that has ended ends the stream. */
  readonly identify: () => Promise<Sender | undefined>;
  readonly format: StreamFormat;
}

/** A stream on its way to a reader. */
export interface OpenStream {
  readonly chunks: AsyncGenerator<Uint8Array, void>;
  /** The reader is gone, or has all: lets go of what the stream holds. Idempotent. */
  close(): void;
}

/** Reads the events that a sender may see, as there are now, with their sealed values; `total` = leaves to be read. */
export type ReadEvents = (
  context: string,
  query: QueryString,
  sender: Sender,
  ending: AbortSignal,
) => Promise<{ readonly batches: AsyncIterable<readonly ExportedEvent[]>; readonly total: number }>;

interface Running {
  readonly account: string;
  readonly ending: AbortController;
  readonly closed: Promise<void>;
}

/** The streams of a host: who may read them, how many there are, and that they end with it (design §8). */
export class EventStreams {
  readonly #running = new Set<Running>();
  #stopping = false;

  constructor(private readonly options: EventStreamsOptions) {}

  /** @throws {@link ProblemError} `UNKNOWN_LEDGER`, `PARAMETER_INVALID`, `FORBIDDEN`, `TOO_MANY_STREAMS`, `STREAM_TOO_WIDE`, `ACCESS_LOG_UNAVAILABLE` */
  async open(asking: StreamAsking): Promise<OpenStream> {
    const request = this.#requestOf(asking);
    if (this.#stopping) throw retryLater(PROBLEMS.unavailable, TRY_AGAIN_MS);
    const { account } = asking.sender;
    const own = [...this.#running].filter((stream) => stream.account === account);
    if (own.length >= MAX_STREAMS_OF_ACCOUNT || this.#running.size >= MAX_STREAMS)
      throw retryLater(PROBLEMS.tooManyStreams, TRY_AGAIN_MS);
    const { running, close } = this.#enter(account);
    try {
      const stream = await this.#read(request, asking, running.ending.signal);
      await this.#record(stream, asking.format);
      return { chunks: chunksOf(stream, asking.format), close };
    } catch (error) {
      close();
      throw error;
    }
  }

  /** For jobs, which record that their file is taken away. @throws as {@link open} does */
  readonly read: ReadEvents = async (context, query, sender, ending) => {
    const request = this.#requestOf({ context, query: { ...query, follow: 'false' }, lastEventId: undefined });
    const stream = await this.#read(request, { sender, identify: () => Promise.resolve(sender) }, ending);
    const { authority, registry, store, accessLog } = this.options;
    return {
      batches: exportedEvents(stream, { authority, registry, sealed: store, accessLog }),
      total: stream.left,
    };
  };

  /** Ends all streams in order, and refuses new ones. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = [...this.#running];
    for (const { ending } of running) ending.abort('SHUTDOWN');
    const closed = Promise.all(running.map((stream) => stream.closed));
    await settledWithin(closed, STREAM_STOP_DEADLINE_MS, machineTimers);
  }

  async #read(
    request: StreamRequest,
    { sender, identify }: Pick<StreamAsking, 'sender' | 'identify'>,
    ending: AbortSignal,
  ): Promise<EventStream> {
    const { store, authority, registry, accessLog, clock, heartbeatMs } = this.options;
    let known: Sender | undefined = sender;
    const judge = async (): Promise<StreamReader> => {
      const now = known ?? (await identify());
      known = undefined; // who was just known is asked for the next time
      if (now?.account !== sender.account) throw new ProblemError(PROBLEMS.unauthenticated);
      return this.#readerOf(request, now);
    };
    return EventStream.open({
      request,
      store,
      authority,
      definitionOf: (type) => registry.event(type),
      accessLog,
      clock,
      judge,
      ending,
      ...(heartbeatMs !== undefined && { heartbeatMs }),
    });
  }

  #requestOf({ context, query, lastEventId }: Pick<StreamAsking, 'context' | 'query' | 'lastEventId'>): StreamRequest {
    if (this.options.registry.feature(context) === undefined) throw new ProblemError(PROBLEMS.unknownLedger);
    const isKnown = (type: string) => isLedgerEventType(type) || this.options.registry.event(type) !== undefined;
    return readStreamRequest(context, query, lastEventId, isKnown);
  }

  async #readerOf({ context, bureaus }: StreamRequest, sender: Sender): Promise<StreamReader> {
    const allow = this.options.registry.feature(context)?.stream ?? STREAM_READERS;
    const scope = await this.options.scopes.ofBureaus({ context, sender }, allow, bureaus);
    const reached = scope.bureaus === 'all' ? undefined : new Set(scope.bureaus);
    const reaches = (ledger: LedgerId) => reached?.has(bureauOf(ledger)) ?? true;
    return { principal: scope.principal, reaches };
  }

  #enter(account: string): { readonly running: Running; readonly close: () => void } {
    const ending = new AbortController();
    let over: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      over = resolve;
    });
    const running = { account, ending, closed };
    this.#running.add(running);
    const close = (): void => {
      this.#running.delete(running);
      ending.abort('GONE');
      over();
    };
    return { running, close };
  }

  /** Events that leave the system are an export: on record before the first of them. */
  async #record(stream: EventStream, { name }: StreamFormat): Promise<void> {
    const { bureau, reader } = recordedReader(stream.principal);
    const ledgers = stream.extents.map(({ ledger }) => ledger);
    const job = randomUUID();
    const parts = Array.from({ length: Math.max(1, Math.ceil(ledgers.length / MAX_LEDGERS_EXPORTED)) }, (_none, n) =>
      ledgers.slice(n * MAX_LEDGERS_EXPORTED, (n + 1) * MAX_LEDGERS_EXPORTED),
    );
    const entries = parts.map((part) => {
      const data = { ...reader, job, kind: STREAM_VIEW, format: name, records: stream.left, ledgers: part };
      return { type: 'RecordsExported', bureau, data } as const;
    });
    await recordOrRefuse(this.options.accessLog, entries);
  }
}

async function* chunksOf(stream: EventStream, { opening, write }: StreamFormat): AsyncGenerator<Uint8Array, void> {
  if (opening !== '') yield Buffer.from(opening);
  for await (const records of stream.records()) yield Buffer.concat(records.map(write));
}
