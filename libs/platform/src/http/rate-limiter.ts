import { LRUCache } from 'lru-cache';

/** Most senders a limiter remembers; those that were quiet longest are forgotten, and start afresh. */
export const MAX_LIMITED_SENDERS = 100_000;
/** Span that limits are told for, in milliseconds: a minute. */
export const LIMIT_WINDOW_MS = 60_000;

/**
 * Lets each sender do so much a minute: all of it at once, then evenly (generic cell rate algorithm). It keeps one number
 * per sender, so its memory is bounded whoever asks.
 */
export class RateLimiter {
  /** When a sender will have used up what it did, in milliseconds of `now`. */
  readonly #usedUntil: LRUCache<string, number>;
  readonly #costMs: number;

  /**
   * @param limit requests a minute; 0 = no limit
   * @param now milliseconds of a clock that never goes back
   */
  constructor(
    limit: number,
    private readonly now: () => number,
    max: number = MAX_LIMITED_SENDERS,
  ) {
    this.#costMs = limit === 0 ? 0 : LIMIT_WINDOW_MS / limit;
    this.#usedUntil = new LRUCache({ max });
  }

  /** Counts one request. @returns 0 when it may go on, else in how many milliseconds the next one may */
  take(sender: string): number {
    if (this.#costMs === 0) return 0;
    const now = this.now();
    const usedUntil = Math.max(this.#usedUntil.get(sender) ?? 0, now) + this.#costMs;
    const overMs = usedUntil - now - LIMIT_WINDOW_MS;
    if (overMs > ROUNDING_MS) return overMs;
    this.#usedUntil.set(sender, usedUntil);
    return 0;
  }
}

/** Sums of fractions of a millisecond may be off by this much. */
const ROUNDING_MS = 1e-6;
