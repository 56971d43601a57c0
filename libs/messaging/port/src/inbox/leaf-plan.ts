import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { InboxHandler } from '../inbox.js';
import { CorruptLeafError, recordedEventOf, type PlacedLeaf } from '../recorded-leaf.js';

/** Why a plan ends before the leaves do. */
export type PlanStop =
  | { readonly kind: 'unknown-version'; readonly event: RecordedEvent }
  | { readonly kind: 'corrupt'; readonly error: CorruptLeafError };

/** What to do with consecutive leaves: the events for the handler, and where that ends. */
export interface LeafPlan {
  readonly events: readonly RecordedEvent[];
  /** Leaves gone past when all `events` are done: these and those without a handler. */
  readonly covered: number;
  /** Leaves without a handler among them: unknown types, and what an operator decided to skip. */
  readonly unknown: number;
  readonly decided: number;
  readonly stop?: PlanStop;
}

/** What decides about a leaf. */
export interface PlanRules {
  readonly types: InboxHandler['types'];
  readonly upcast: UpcastEvent;
  /** Indices that an operator decided to skip. */
  readonly skips: ReadonlySet<number>;
  readonly mostEvents: number;
}

/** Reads and sorts consecutive leaves; stops at the first that cannot be given to the handler. */
export function planLeaves(ledger: LedgerId, leaves: readonly PlacedLeaf[], rules: PlanRules): LeafPlan {
  const events: RecordedEvent[] = [];
  const counts = { covered: 0, unknown: 0, decided: 0 };
  for (const leaf of leaves) {
    if (rules.skips.has(leaf.idx)) {
      counts.decided += 1;
      counts.covered += 1;
      continue;
    }
    const read = readEvent(ledger, leaf, rules.upcast);
    if (read instanceof CorruptLeafError) return { events, ...counts, stop: { kind: 'corrupt', error: read } };
    // `Object.hasOwn`: a type named like a property of every object is still unknown.
    const version = Object.hasOwn(rules.types, read.type) ? rules.types[read.type]?.version : undefined;
    if (version === undefined) counts.unknown += 1;
    else if (read.schema > version) return { events, ...counts, stop: { kind: 'unknown-version', event: read } };
    else if (events.length === rules.mostEvents) break;
    else events.push(read);
    counts.covered += 1;
  }
  return { events, ...counts };
}

function readEvent(ledger: LedgerId, leaf: PlacedLeaf, upcast: UpcastEvent): RecordedEvent | CorruptLeafError {
  if (leaf.event !== undefined) return leaf.event;
  try {
    return recordedEventOf(ledger, leaf, upcast);
  } catch (error) {
    if (error instanceof CorruptLeafError) return error;
    throw error;
  }
}
