import type { RelayMetrics } from '@taizhang/messaging-port';
import type { Logger } from 'pino';
import { traceOfError } from './error-trace.js';

/** How often failures of one step are logged at most, in milliseconds: a broker that is away fails ten times a second. */
export const RELAY_FAILURE_LOG_INTERVAL_MS = 60_000;

/**
 * A relay's reports, of which holes and failures are also logged: where leaves are relayed, nobody else follows the own store
 * to see a hole, and a count alone does not say what is wrong. The first failure of a step is logged at once; those of the
 * next minute are counted and told with the one after it.
 * @param now milliseconds of a clock that never goes back
 */
export function loggedRelay(
  metrics: RelayMetrics,
  logger: Logger,
  now: () => number = () => performance.now(),
): RelayMetrics {
  const steps = new Map<string, { loggedAt: number; unsaid: number }>();
  return {
    ...metrics,
    failed: (context, step, error) => {
      metrics.failed?.(context, step, error);
      const key = `${context} ${step}`;
      const last = steps.get(key);
      if (last !== undefined && now() - last.loggedAt < RELAY_FAILURE_LOG_INTERVAL_MS) {
        last.unsaid += 1;
        return;
      }
      steps.set(key, { loggedAt: now(), unsaid: 0 });
      const before = last === undefined || last.unsaid === 0 ? {} : { unsaid: last.unsaid };
      logger.warn({ context, step, ...before, ...traceOfError(error) }, 'relaying failed and is tried again');
    },
    hole: (context, error) => {
      metrics.hole?.(context, error);
      logger.error({ context, error: error.name }, 'LEDGER_HOLE');
    },
  };
}
