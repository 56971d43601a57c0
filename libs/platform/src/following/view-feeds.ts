import type { EventStore } from '@taizhang/event-store-port';
import { contextOf, type LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import { pauseFor, type FollowerState, type InboxRunner, type Timers } from '@taizhang/messaging-port';
import {
  createViewHandler,
  ViewVersions,
  type SealedFields,
  type SearchKeys,
  type ViewDefinition,
  type ViewShape,
  type ViewStorage,
} from '@taizhang/views-port';
import { LRUCache } from 'lru-cache';
import type { ContextRegistry } from '../context/context-registry.js';

/** How often a copy that is built beside the one that is read is looked at, in milliseconds. */
export const VIEW_SWITCH_INTERVAL_MS = 2_000;
/** Most search keys kept in memory. */
export const MAX_CACHED_SEARCH_KEYS = 10_000;

/** What feeding the views of a host needs. */
export interface ViewFeedsOptions {
  readonly registry: ContextRegistry;
  readonly storage: ViewStorage;
  readonly state: FollowerState;
  readonly sealed: SealedFields;
  readonly searchKeys: SearchKeys;
  readonly inbox: Pick<InboxRunner, 'register'>;
  readonly timers: Timers;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
}

/** Feeds every copy of every view of a host and switches readers to a copy that has caught up (design §6). */
export class ViewFeeds {
  readonly #versions: ViewVersions;
  readonly #fed: ViewShape[] = [];
  readonly #building: ViewShape[] = [];
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: ViewFeedsOptions) {
    const { storage, state, now } = options;
    this.#versions = new ViewVersions({ storage, marks: state, now });
  }

  /** Opens the copies there are, or makes the first, and registers each with the inbox. */
  async open(): Promise<void> {
    const { registry, storage, sealed, searchKeys, inbox } = this.options;
    for (const { context } of registry.features()) {
      for (const { view } of registry.views(context)) {
        const definition = view as ViewDefinition; // of whatever documents
        for (const shape of await this.#versions.open(definition)) {
          inbox.register(createViewHandler(definition, { storage, sealed, searchKeys, generation: shape.generation }));
          this.#fed.push(shape);
          this.#building.push(shape);
        }
      }
    }
  }

  start(): void {
    this.#loop = this.#keepSwitching();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  /** Switches every copy that has caught up now, and drops what nobody goes back to after that. */
  async switchCaughtUp(): Promise<void> {
    for (const shape of [...this.#building]) {
      if (!(await this.#versions.activateIfCaughtUp(shape))) continue;
      await this.#versions.dropSuperseded(
        shape.name,
        this.#fed.filter(({ name }) => name === shape.name),
      );
      this.#building.splice(this.#building.indexOf(shape), 1);
    }
  }

  async #keepSwitching(): Promise<void> {
    while (this.#building.length > 0 && !this.#stopping.signal.aborted) {
      await this.switchCaughtUp().catch(this.options.failed);
      await pauseFor(VIEW_SWITCH_INTERVAL_MS, this.options.timers, this.#stopping.signal);
    }
  }
}

/** Search keys of ledgers: one secret each, kept in memory while used (design §5). */
export function searchKeysOf(keys: Pick<KeyStore, 'secret'>): SearchKeys {
  const kept = new LRUCache<LedgerId, Uint8Array, undefined>({
    max: MAX_CACHED_SEARCH_KEYS,
    fetchMethod: (ledger) => keys.secret(`search-grams/${ledger}`),
  });
  return (ledger) => kept.forceFetch(ledger);
}

/** Sealed values of this host's own ledgers; those of other hosts stay with their owners. */
export function sealedFieldsOf(store: Pick<EventStore, 'disclosures'>, own: ReadonlySet<string>): SealedFields {
  return {
    disclosures: (ledger, digests) =>
      own.has(contextOf(ledger)) ? store.disclosures(ledger, digests) : Promise.resolve(new Map<string, string>()),
  };
}
