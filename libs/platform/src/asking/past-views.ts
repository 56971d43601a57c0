import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clearance, Instant, JsonObject, LedgerId } from '@taizhang/kernel';
import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import { recordedEventOf, type LedgerOwner } from '@taizhang/messaging-port';
import {
  createViewHandler,
  createViewReaders,
  shapeOf,
  type SealedFields,
  type SearchKeys,
  type ViewDefinition,
  type ViewEventHandler,
  type ViewReader,
  type ViewReaders,
  type ViewStorage,
} from '@taizhang/views-port';
import { PROBLEMS, retryLater } from '../http/problem.js';
import { contextsOf } from './view-service.js';

/** Events projected at once; between two batches other requests have their turn. */
export const PAST_BATCH_EVENTS = 500;
/** Most questions about the past that are answered at once; one more is refused with 503. */
export const MAX_PAST_READINGS = 8;
/** After how long one that was refused may ask again, in milliseconds. */
const BUSY_RETRY_AFTER_MS = 2_000;

/** What looking into the past needs of its host. */
export interface PastViewsOptions {
  readonly owner: Pick<LedgerOwner, 'leaves' | 'changedHeads'>;
  readonly upcast: UpcastEvent;
  /** Gives an empty storage that forgets everything when it is closed. */
  readonly scratch: () => Promise<ViewStorage>;
  readonly sealed: SealedFields;
  readonly searchKeys: SearchKeys;
}

/**
 * Views as they were at an instant (截至某时): the events recorded by then are projected anew, by the same projections that feed the
 * live views and into a storage of the question's own. What is erased since stays erased.
 */
export class PastViews {
  #reading = 0;

  constructor(private readonly options: PastViewsOptions) {}

  /**
   * Reads views as they were; each ledger is read once, when a question first reaches for it.
   * @param key of the one document that is asked for, where it is one: nothing else is kept
   * @throws problem 503 while {@link MAX_PAST_READINGS} others are at it
   */
  async at<T>(asOf: Instant, read: (readers: ViewReaders) => Promise<T>, key?: string): Promise<T> {
    if (this.#reading >= MAX_PAST_READINGS) throw retryLater(PROBLEMS.unavailable, BUSY_RETRY_AFTER_MS);
    this.#reading += 1;
    try {
      const storage = await this.options.scratch();
      try {
        return await read(new PastReading({ ...this.options, asOf, key, storage }).readers);
      } finally {
        await storage.close();
      }
    } finally {
      this.#reading -= 1;
    }
  }
}

interface PastReadingOptions extends Omit<PastViewsOptions, 'scratch'> {
  readonly asOf: Instant;
  readonly key: string | undefined;
  readonly storage: ViewStorage;
}

/** A view that is being projected, and what of it is there. */
interface Projected {
  readonly handler: ViewEventHandler;
  readonly ledgers: Set<LedgerId>;
}

/** One question's own copy of what it reads. */
class PastReading {
  readonly #views = new Map<string, Projected>();
  /** Ledgers are projected one after the other, whoever asks for them. */
  #projecting: Promise<void> = Promise.resolve();

  constructor(private readonly options: PastReadingOptions) {}

  readonly readers: ViewReaders = (clearance: Clearance): ViewReader => {
    const reader = createViewReaders(this.options)(clearance);
    return {
      query: async (view, query) => {
        await this.#project(view, query.ledgers);
        return reader.query(view, query);
      },
      get: async (view, ledger, key) => {
        await this.#project(view, [ledger]);
        return reader.get(view, ledger, key);
      },
      counters: async (view, counter, ledgers, where) => {
        await this.#project(view, ledgers);
        return reader.counters(view, counter, ledgers, where);
      },
    };
  };

  #project<Doc extends JsonObject>(view: ViewDefinition<Doc>, ledgers: readonly LedgerId[] | 'all'): Promise<void> {
    const definition = view as unknown as ViewDefinition; // its own projections make its documents
    const next = this.#projecting.then(() => this.#projectNow(definition, ledgers));
    this.#projecting = next.catch(() => undefined); // told to whoever asked for it
    return next;
  }

  async #projectNow(view: ViewDefinition, ledgers: readonly LedgerId[] | 'all'): Promise<void> {
    const projected = await this.#begun(view);
    for await (const ledger of ledgers === 'all' ? this.#allOf(view) : ledgers) {
      if (projected.ledgers.has(ledger)) continue;
      await this.#replay(ledger, projected.handler);
      projected.ledgers.add(ledger);
    }
  }

  async #begun(view: ViewDefinition): Promise<Projected> {
    const { storage, asOf, key } = this.options;
    const found = this.#views.get(view.name);
    if (found !== undefined) return found;
    const narrowed = key === undefined ? view : narrowedTo(view, key);
    const shape = shapeOf(narrowed);
    await storage.ensure(shape);
    await storage.markPrepared(shape.name, shape);
    await storage.activate(shape.name, shape, undefined, asOf);
    const begun = { handler: createViewHandler(narrowed, this.options), ledgers: new Set<LedgerId>() };
    this.#views.set(view.name, begun);
    return begun;
  }

  async *#allOf(view: ViewDefinition): AsyncGenerator<LedgerId> {
    for (const context of contextsOf(view))
      for await (const { ledger } of this.options.owner.changedHeads(context)) yield ledger;
  }

  async #replay(ledger: LedgerId, handler: ViewEventHandler): Promise<void> {
    let batch: RecordedEvent[] = [];
    for await (const event of this.#recordedBy(ledger)) {
      if (Object.hasOwn(handler.types, event.type)) batch.push(event);
      if (batch.length < PAST_BATCH_EVENTS) continue;
      await handleAll(ledger, handler, batch);
      batch = [];
      await nextTurn();
    }
    await handleAll(ledger, handler, batch);
  }

  /** Times never go back in a ledger, so the first event that is later ends it. */
  async *#recordedBy(ledger: LedgerId): AsyncGenerator<RecordedEvent> {
    const { owner, upcast, asOf } = this.options;
    for await (const placed of owner.leaves(ledger, 0)) {
      const event = placed.event ?? recordedEventOf(ledger, placed, upcast);
      if (event.time > asOf) return;
      yield event;
    }
  }
}

/** A handler may take less than it was given. */
async function handleAll(ledger: LedgerId, handler: ViewEventHandler, events: readonly RecordedEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += (await handler.handle(ledger, events.slice(from))).length);
}

/** The same view, of one document alone. */
function narrowedTo(view: ViewDefinition, only: string): ViewDefinition {
  const on = Object.entries(view.on).map(([type, projection]) => {
    const keys: typeof projection.keys = (event) => projection.keys(event).filter((key) => key === only);
    return [type, { ...projection, keys }] as const;
  });
  return { ...view, on: Object.fromEntries(on) };
}
