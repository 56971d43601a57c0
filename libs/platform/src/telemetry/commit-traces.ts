import { isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { LRUCache } from 'lru-cache';
import { traceparentOfSpan } from './tracer.js';

/** Most commits whose traces a host remembers: a relay publishes within a second or two, and what is forgotten loses only its trace. */
export const MAX_REMEMBERED_COMMITS = 16_384;

/**
 * Which trace a commit belongs to, from the moment it is made until the relay has put it into its leaves' headers. A trace
 * never becomes part of a leaf: leaves are the same bytes whether or not anyone watches.
 */
export class CommitTraces {
  readonly #traceparents = new LRUCache<string, string>({ max: MAX_REMEMBERED_COMMITS });

  /**
   * Remembers the active span as the one that makes this commit; without one that is recorded there is nothing to
   * remember. Call it before the append: whoever follows the store may see the commit before the append has returned.
   */
  noteActive(commitId: string): void {
    const span = trace.getActiveSpan()?.spanContext();
    if (span === undefined || !isSpanContextValid(span) || (span.traceFlags & TraceFlags.SAMPLED) === 0) return;
    this.#traceparents.set(commitId, traceparentOfSpan(span));
  }

  /** For the relay's `traceparentOf`. */
  traceparentOf({ commit }: Pick<RecordedEvent, 'commit'>): string | undefined {
    return this.#traceparents.get(commit.id);
  }
}
