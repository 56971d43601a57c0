import { backOffMs, type BackOff } from './back-off.js';
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

/** How a round is repeated that says itself how long to wait. */
export interface PacedRepetition extends Omit<Repetition, 'pauseMs'> {
  readonly backOff: BackOff;
  /** What cuts a pause short, asked after each round; by default only the end does. */
  readonly wake?: () => AbortSignal;
}

/** Runs a round again and again, each time after the pause, in milliseconds, that it asked for; failures back off. */
export async function repeatedAtItsPace(
  round: () => Promise<number>,
  { backOff, timers, signal, failed, wake = () => signal }: PacedRepetition,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let pauseMs: number;
    try {
      pauseMs = await round();
      failures = 0;
    } catch (error) {
      failures += 1;
      failed(error);
      pauseMs = backOffMs(backOff, failures);
    }
    if (!signal.aborted) await pauseFor(pauseMs, timers, wake());
  }
}
