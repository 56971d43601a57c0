import { pauseFor, type Timers } from './timers.js';

/** How a round is repeated. */
export interface Repetition {
  readonly pauseMs: number;
  readonly timers: Timers;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** Runs a round again and again, with a pause after each; a round that fails is tried again at the next. */
export async function repeated(
  round: () => Promise<void>,
  { pauseMs, timers, signal, failed }: Repetition,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await round();
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    await pauseFor(pauseMs, timers, signal);
  }
}
