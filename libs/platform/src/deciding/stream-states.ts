import {
  evolveWith,
  lateDateOf,
  type AnyAggregate,
  type EventMeta,
  type JsonObject,
  type LedgerId,
  type StreamId,
} from '@taizhang/kernel';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { LRUCache } from 'lru-cache';

/** Most streams whose states a host keeps. */
export const MAX_CACHED_STREAMS = 10_000;

/** A stream's state as a decider sees it, and how far it was folded. */
export interface StreamState {
  readonly state: unknown;
  /** Revision of the last event folded; -1 = the stream does not exist. */
  readonly revision: number;
}

/** What `evolve` may know of a recorded event. */
export function metaOf({ id, idx, rev, time, actor, data }: RecordedEvent): EventMeta {
  const effectiveOn = lateDateOf(data);
  const onBehalfOf = delegatorOf(data);
  return {
    id,
    idx,
    rev,
    time,
    actor,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(effectiveOn !== undefined && { effectiveOn }),
  };
}

/** Account for which a delegate acted, as the platform noted it (`data.reliedOn.power.onBehalfOf`). */
function delegatorOf({ reliedOn }: JsonObject): string | undefined {
  const { power } = { power: undefined, ...(reliedOn as JsonObject | undefined) }; // an object, where the platform put it
  const { onBehalfOf } = { onBehalfOf: undefined, ...(power as JsonObject | undefined) }; // as above
  return typeof onBehalfOf === 'string' ? onBehalfOf : undefined;
}

/** States of streams by revision (LRU). A kept state may be behind what others wrote: the expected revision finds out (design §4). */
export class StreamStates {
  readonly #kept: LRUCache<string, StreamState>;

  constructor(
    private readonly store: EventStore,
    max: number = MAX_CACHED_STREAMS,
  ) {
    this.#kept = new LRUCache({ max });
  }

  /** The kept state, or what the store says when nothing is kept. */
  async get(aggregate: AnyAggregate, ledger: LedgerId, stream: StreamId): Promise<StreamState> {
    return this.#kept.get(keyOf(ledger, stream)) ?? this.refresh(aggregate, ledger, stream);
  }

  /** The state with everything the store has now. */
  async refresh(aggregate: AnyAggregate, ledger: LedgerId, stream: StreamId): Promise<StreamState> {
    let current = this.#kept.get(keyOf(ledger, stream)) ?? { state: aggregate.initial as unknown, revision: -1 }; // of any state
    for await (const event of this.store.readStream(ledger, stream, { from: current.revision + 1 })) {
      current = fold(aggregate, current, event);
    }
    this.#keep(ledger, stream, current);
    return current;
  }

  /** Goes on with events just recorded, when they follow what is kept. */
  advance(aggregate: AnyAggregate, ledger: LedgerId, stream: StreamId, events: readonly RecordedEvent[]): void {
    let current = this.#kept.get(keyOf(ledger, stream));
    for (const event of events) {
      if (event.stream !== stream || event.rev !== (current?.revision ?? -2) + 1 || current === undefined) continue;
      current = fold(aggregate, current, event);
    }
    if (current !== undefined) this.#keep(ledger, stream, current);
  }

  forget(ledger: LedgerId, stream: StreamId): void {
    this.#kept.delete(keyOf(ledger, stream));
  }

  #keep(ledger: LedgerId, stream: StreamId, state: StreamState): void {
    const key = keyOf(ledger, stream);
    if ((this.#kept.peek(key)?.revision ?? -1) <= state.revision) this.#kept.set(key, state);
  }
}

function keyOf(ledger: LedgerId, stream: StreamId): string {
  return `${ledger}|${stream}`;
}

function fold(aggregate: AnyAggregate, current: StreamState, event: RecordedEvent): StreamState {
  const { type, data } = event;
  return { state: evolveWith(aggregate, current.state, { type, data, meta: metaOf(event) }), revision: event.rev };
}
