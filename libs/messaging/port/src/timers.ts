/** The machine's time and its timers, injected so that tests move them (design §3: leases and back-off use the machine's clock). */
export interface Timers {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs `action` once, `delayMs` from now. @returns what cancels it. */
  after(delayMs: number, action: () => void): () => void;
}

/** The real ones. They never keep a process alive by themselves. */
export const machineTimers: Timers = {
  nowMs: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Resolves with whether `work` settled before `deadlineMs` had passed. What `work` throws counts as settled. */
export async function settledWithin(work: Promise<unknown>, deadlineMs: number, timers: Timers): Promise<boolean> {
  let cancel: () => void = () => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = timers.after(deadlineMs, () => {
      resolve(false);
    });
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    cancel();
  }
}

/** A wait of `delayMs` that `signal` ends early. */
export function pauseFor(delayMs: number, timers: Timers, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const wake = (): void => {
      cancel();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = timers.after(delayMs, wake);
    signal?.addEventListener('abort', wake);
  });
}
