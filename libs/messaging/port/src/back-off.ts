/** How waiting grows from try to try. */
export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Milliseconds to wait after the `attempt`-th failure (from 1): doubled each time, up to the most. */
export function backOffMs({ firstMs, mostMs }: BackOff, attempt: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
}
