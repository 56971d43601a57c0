/** How long {@link eventually} waits before it gives up, in milliseconds: far beyond any honest delay on a busy machine. */
export const DEFAULT_EVENTUALLY_DEADLINE_MS = 30_000;
/** Pauses between two looks of {@link eventually} grow from the first to the last, in milliseconds. */
const INTERVALS_MS = { first: 5, last: 500 };
/** A pause is this part of what was waited already: a look may cost what is waited for its time, and finds it hardly later. */
const PAUSE_PART = 0.1;

/** What was waited for did not come about before the deadline. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** How to wait. */
export interface EventuallyOptions {
  /** Gives up after this many milliseconds. */
  readonly deadlineMs?: number;
}

/**
 * Waits for a condition instead of sleeping: looks until `probe` answers something other than `undefined` or `false`, and
 * returns it. What `probe` throws ends the waiting at once.
 * @throws DeadlineError naming `what` when the deadline passes
 */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<Exclude<T, undefined | false>> {
  const started = performance.now();
  const deadlineMs = options.deadlineMs ?? DEFAULT_EVENTUALLY_DEADLINE_MS;
  for (;;) {
    const answer = await probe();
    // as: the two values it excludes are those the condition excludes
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    const waitedMs = performance.now() - started;
    if (waitedMs > deadlineMs) throw new DeadlineError(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseAfter(waitedMs)));
  }
}

function pauseAfter(waitedMs: number): number {
  return Math.min(INTERVALS_MS.last, Math.max(INTERVALS_MS.first, waitedMs * PAUSE_PART));
}
