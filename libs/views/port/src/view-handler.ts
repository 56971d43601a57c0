import type { JsonObject, LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { withClassification } from './classification.js';
import { TermWriter } from './document-terms.js';
import type { SearchKeys } from './search-terms.js';
import { sealedValues, type SealedFields } from './sealed-values.js';
import { countersAfter } from './view-counters.js';
import { DISCLOSURE_ERASED, prepareSteps, ViewFold, type FoldedDocument, type Step } from './view-fold.js';
import type { ViewDefinition } from './view.js';
import {
  consumerOf,
  shapeOf,
  type CounterWrite,
  type GuardedWrite,
  type StoredDocument,
  type ViewShape,
  type ViewStorage,
} from './view-storage.js';

/** What a view's handler works with. */
export interface ViewHandlerOptions {
  readonly storage: ViewStorage;
  readonly sealed: SealedFields;
  /** Without it, sealed fields cannot be searched. */
  readonly searchKeys?: SearchKeys;
  /** Copy of this version to feed; see `ViewVersions.open`. */
  readonly generation?: number;
}

/** A consumer as the inbox runner of `messaging/port` registers it (its `InboxHandler`, by structure). */
export interface ViewEventHandler {
  /** `view:<name>.v<version>`, with `.g<generation>` for a rebuilt copy. */
  readonly consumer: string;
  readonly contexts: readonly string[];
  readonly types: Readonly<Record<string, { readonly version: number }>>;
  /** Applies events of one ledger, ascending; answers for those whose effect is durable, at least one, or throws. */
  handle(ledger: LedgerId, events: readonly RecordedEvent[]): Promise<readonly { readonly kind: 'handled' }[]>;
}

/** Largest document in UTF-16 units of JSON: what every store takes (a MongoDB document holds 16 MiB). */
export const MAX_DOCUMENT_LENGTH = 1024 * 1024;

/** Most search terms of one document: with hashes of 23 characters each, and the document, within a store's 16 MiB. */
export const MAX_DOCUMENT_TERMS = 100_000;

/** A document outgrew {@link MAX_DOCUMENT_LENGTH} or {@link MAX_DOCUMENT_TERMS}: the view gathers too much under one key. */
export class ViewDocumentTooLargeError extends Error {
  override readonly name = 'ViewDocumentTooLargeError';
  readonly code = 'VIEW_DOCUMENT_TOO_LARGE';
}

/** Documents are ahead of their counters, which no order of our writes can bring about: the copy must be rebuilt. */
export class ViewInconsistentError extends Error {
  override readonly name = 'ViewInconsistentError';
  readonly code = 'VIEW_INCONSISTENT';
}

/**
 * Makes the consumer that feeds one copy of a view.
 *
 * Why a crash between any two writes, and runners that overlap, change nothing (design §6). Let f(n) be what the events
 * 0..n of a ledger make of a document, or of the counters.
 * 1. *Every stored value with index i is f(i).* A document is computed from a stored one, f(i), by the events after i
 *    that touch it. All of them are at hand: the batch begins no later than after some mark, and a mark is saved only
 *    when the documents up to it are durable, so an event between i and the batch does not touch it. Equal indices
 *    therefore mean equal values, whichever runner wrote them and however its batches were cut.
 * 2. *Indices only grow*, because the guard stands in each write's filter. So the last value is the one with the highest
 *    index; a late runner's write is lost, and a tombstone, being a value with an index, cannot be revived.
 * 3. *Counters* are changed by differences, which are right only if it is known what they count already. They are
 *    written before the documents, so no document is ever ahead of them (invariant: document.idx ≤ counters.idx), and
 *    they are read after the documents, so that this holds of what was read, too, when a rival writes in between. Let c
 *    be their index as read: what they count of a document is f(c) of it, which folding passes through (or starts from,
 *    if nothing touched it in between); the difference f(end) - f(c), added to f(c) of the counters, is f(end) again,
 *    hence 1 and 2 hold of counters. For that they are written with every batch that touches a document, even when
 *    nothing changes in the sums: else a document would get ahead of them.
 * 4. A crash leaves, at worst, counters ahead of documents, and some documents ahead of others. The mark was not saved;
 *    the next runner, with whatever batch, finds the situation of 3 with c inside or behind its batch.
 * Nothing may fail for good between counters and documents, or an operator's *skip* would leave the skipped event counted:
 * projections have run and sizes are checked before the first write. The mark must not outlive the documents: a
 * storage resolves a write only when it is durable.
 *
 * An erasure (`ledger.DisclosureErased`) counts as an event that touches every document holding the value: see `ViewFold`.
 */
export function createViewHandler<Doc extends JsonObject>(
  definition: ViewDefinition<Doc>,
  options: ViewHandlerOptions,
): ViewEventHandler {
  // Documents of this view are only ever made by its own projections, so they are of its `Doc` whenever it gets one back.
  const view = definition as unknown as ViewDefinition;
  const shape = shapeOf(view, options.generation);
  const runner = new ViewRunner(view, shape, options);
  const types = Object.entries(view.on).map(([type, { version }]) => [type, { version }] as const);
  return {
    consumer: consumerOf(shape.name, shape),
    contexts: contextsOf(view),
    types: { [DISCLOSURE_ERASED]: { version: 1 }, ...Object.fromEntries(types) },
    handle: (ledger, events) => runner.handle(ledger, events),
  };
}

/** Contexts whose events a view projects; `ledger.*` events occur in all of them. */
function contextsOf({ on, context }: ViewDefinition): readonly string[] {
  const contexts = new Set(Object.keys(on).map((type) => type.slice(0, type.indexOf('.'))));
  contexts.delete('ledger');
  return contexts.size === 0 ? [context] : [...contexts].sort();
}

/** A batch folded as far as its projections went. */
interface Folded {
  readonly documents: readonly FoldedDocument[];
  readonly counters: CounterWrite | undefined;
  readonly handled: number;
}

class ViewRunner {
  readonly #terms: TermWriter;
  #ensured: Promise<void> | undefined;

  constructor(
    private readonly definition: ViewDefinition,
    private readonly shape: ViewShape,
    private readonly options: ViewHandlerOptions,
  ) {
    this.#terms = new TermWriter(shape, options.sealed, options.searchKeys);
  }

  async handle(ledger: LedgerId, events: readonly RecordedEvent[]): Promise<readonly { readonly kind: 'handled' }[]> {
    await this.#ensure();
    const { steps, failure } = await prepareSteps(this.definition, ledger, events, this.options.sealed);
    if (steps.length === 0 && failure !== undefined) throw failure as Error; // whatever the view's own function threw
    const folded = await this.#fold(ledger, steps);
    const writes = await this.#writes(ledger, folded.documents);
    const large = writes.find(isTooLarge);
    if (large !== undefined) return this.#handleLess(ledger, events.slice(0, folded.handled), large.key);
    if (folded.counters !== undefined) await this.options.storage.writeCounters(this.shape, folded.counters);
    if (writes.length > 0) await this.options.storage.write(this.shape, writes);
    return events.slice(0, folded.handled).map(() => ({ kind: 'handled' }));
  }

  /** Goes on with half of a batch, so that only the event that makes a document too large fails in the end. */
  #handleLess(ledger: LedgerId, events: readonly RecordedEvent[], key: string): ReturnType<ViewRunner['handle']> {
    if (events.length > 1) return this.handle(ledger, events.slice(0, events.length >> 1));
    const limits = `${String(MAX_DOCUMENT_LENGTH)} units or ${String(MAX_DOCUMENT_TERMS)} search terms`;
    throw new ViewDocumentTooLargeError(`a document has more than ${limits}: ${this.shape.name}, ${ledger}, ${key}`);
  }

  #ensure(): Promise<void> {
    this.#ensured ??= this.options.storage.ensure(this.shape).catch((error: unknown) => {
      this.#ensured = undefined;
      throw error;
    });
    return this.#ensured;
  }

  async #fold(ledger: LedgerId, steps: readonly Step[]): Promise<Folded> {
    const { storage } = this.options;
    const stored = await storage.load(this.shape, ledger, await this.#keys(ledger, steps));
    const counters = this.definition.counters && (await storage.loadCounters(this.shape, ledger)); // after the documents: see 3
    const countersAt = counters?.idx ?? -1;
    if (this.definition.counters) this.#checkOrder(ledger, stored, countersAt);
    const fold = new ViewFold(stored, countersAt);
    const handled = applyAll(fold, steps);
    const end = steps[handled - 1]?.event.meta.idx ?? -1;
    const documents = fold.dirty();
    const count = this.definition.counters !== undefined && documents.length > 0 && end > countersAt;
    return {
      documents,
      counters: count ? countersAfter(this.definition, ledger, counters, end, documents) : undefined,
      handled,
    };
  }

  async #keys(ledger: LedgerId, steps: readonly Step[]): Promise<readonly string[]> {
    const keys = new Set(steps.flatMap((step) => step.keys));
    const erased = steps.flatMap((step) => (step.erased === undefined ? [] : [step.erased]));
    if (erased.length > 0) {
      for (const key of await this.options.storage.holders(this.shape, ledger, erased)) keys.add(key);
    }
    return [...keys];
  }

  #checkOrder(ledger: LedgerId, stored: ReadonlyMap<string, StoredDocument>, countersAt: number): void {
    for (const { idx } of stored.values()) {
      if (idx <= countersAt) continue;
      throw new ViewInconsistentError(
        `${this.shape.name}, ${ledger}: a document is at ${String(idx)}, its counters at ${String(countersAt)}; rebuild the view`,
      );
    }
  }

  async #writes(ledger: LedgerId, documents: readonly FoldedDocument[]): Promise<readonly GuardedWrite[]> {
    if (documents.length === 0) return [];
    const terms = await this.#terms.termsOf(
      ledger,
      documents.map(({ now }) => now?.doc ?? null),
    );
    return documents.map(({ key, idx, now, erased }, i): GuardedWrite => {
      const sealed = now === null ? [] : sealedValues(now.doc).map(({ $sealed }) => $sealed.digest);
      return {
        ledger,
        key,
        idx,
        doc: now && withClassification(now),
        terms: terms[i] ?? {},
        sealed: sealed.length < 2 ? sealed : [...new Set(sealed)],
        erases: erased,
      };
    });
  }
}

function isTooLarge({ doc, terms }: GuardedWrite): boolean {
  if (JSON.stringify(doc).length > MAX_DOCUMENT_LENGTH) return true;
  let count = 0;
  for (const field in terms) count += terms[field]?.length ?? 0;
  return count > MAX_DOCUMENT_TERMS;
}

/** @returns how many steps were applied; at least one, or it throws what the first one threw. */
function applyAll(fold: ViewFold, steps: readonly Step[]): number {
  for (const [i, step] of steps.entries()) {
    try {
      fold.apply(step);
    } catch (error) {
      if (i === 0) throw error;
      return i;
    }
  }
  return steps.length;
}
