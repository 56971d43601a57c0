import type { RelayMetrics } from '@taizhang/messaging-port';
import type { Logger } from 'pino';

/** A relay's reports, of which a hole is also logged: where leaves are relayed, nobody else follows the own store to see one. */
export function loggedRelay(metrics: RelayMetrics, logger: Logger): RelayMetrics {
  return {
    ...metrics,
    hole: (context, error) => {
      metrics.hole?.(context, error);
      logger.error({ context, error: error.name }, 'LEDGER_HOLE');
    },
  };
}
