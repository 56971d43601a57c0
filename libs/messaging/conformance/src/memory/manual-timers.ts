import type { Timers } from '@taizhang/messaging-port';

/** Timers that move only when a test says so. */
export interface ManualTimers extends Timers {
  /** Moves the time on and runs what is due, in order of its time. */
  advance(ms: number): void;
  /** Number of timers that wait. */
  readonly pending: number;
}

/** @returns timers that stand at `startMs`, milliseconds since 1970. */
export function manualTimers(startMs: number): ManualTimers {
  let now = startMs;
  const waiting = new Map<number, { readonly at: number; readonly action: () => void }>();
  let next = 0;
  return {
    nowMs: () => now,
    get pending() {
      return waiting.size;
    },
    after: (delayMs, action) => {
      const key = (next += 1);
      waiting.set(key, { at: now + delayMs, action });
      return () => {
        waiting.delete(key);
      };
    },
    advance: (ms) => {
      now += ms;
      const due = [...waiting].filter(([, { at }]) => at <= now).sort(([, a], [, b]) => a.at - b.at);
      for (const [key, { action }] of due) if (waiting.delete(key)) action();
    },
  };
}
