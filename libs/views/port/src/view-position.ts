import type { LedgerId } from '@taizhang/kernel';
import type { ViewMarks } from './view-versions.js';

/** How long a reader waits for its own write, in milliseconds (design §6). */
export const POSITION_WAIT_LIMIT_MS = 2_000;
const FIRST_LOOK_AGAIN_MS = 5;
const LONGEST_LOOK_AGAIN_MS = 100;

/** The view has not reached the reader's own write in time; try again after {@link retryAfterMs} (HTTP 503 with Retry-After). */
export class ViewBehindError extends Error {
  override readonly name = 'ViewBehindError';
  readonly code = 'VIEW_BEHIND';
  readonly retryAfterMs = 1_000;
}

/**
 * Waits until a view's consumer has handled a ledger up to `idx` (`Taizhang-Position`).
 * @throws {@link ViewBehindError} after `limitMs`.
 */
export async function waitForPosition(
  marks: Pick<ViewMarks, 'mark'>,
  consumer: string,
  ledger: LedgerId,
  idx: number,
  limitMs: number = POSITION_WAIT_LIMIT_MS,
): Promise<void> {
  const started = performance.now();
  for (let pauseMs = FIRST_LOOK_AGAIN_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_LOOK_AGAIN_MS)) {
    const mark = await marks.mark(consumer, ledger);
    if (mark !== undefined && mark.idx >= idx) return;
    if (performance.now() - started >= limitMs)
      throw new ViewBehindError(`${consumer} has not reached ${ledger}:${String(idx)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
