/** How long reads and writes, one after the other, may keep the event loop from its turn, in milliseconds: SQLite answers at once. */
export const MAX_HOLD_MS = 10;

/** When the event loop last had its turn because of this file, by `performance.now()`; one for the process, as the loop is. */
let lastTurn = Number.NEGATIVE_INFINITY;

/** Whether the event loop may have waited too long: whoever awaits one answer after the other would else never let it go on. */
export function turnIsDue(): boolean {
  return performance.now() - lastTurn > MAX_HOLD_MS;
}

/** Lets timers and requests have their turn. */
export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  lastTurn = performance.now();
}
