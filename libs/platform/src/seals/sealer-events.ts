import { contextOf, type LedgerId } from '@taizhang/kernel';
import { LedgerBehindError, LedgerForkedError, CosignatureRefusedError, type SealerEvents } from '@taizhang/seals-port';
import type { Logger } from 'pino';
import type { HostMetrics } from '../telemetry/host-metrics.js';

/** What a sealer reports, to the log and the metrics. What a guard or a witness refuses is an alarm: somebody has to look. */
export function sealerEvents(logger: Logger, metrics: Pick<HostMetrics, 'seals' | 'hole'>): SealerEvents {
  return {
    sealed: (ledger) => {
      metrics.seals.sealed(contextOf(ledger));
    },
    failed: (error, ledger) => {
      const kind = isAlarm(error) ? 'alarm' : 'failure';
      metrics.seals.failed(ledger === undefined ? 'none' : contextOf(ledger), kind);
      const told = { error: error instanceof Error ? error.name : typeof error, ...placeOf(ledger) };
      if (kind === 'alarm') logger.error(told, 'a ledger is not sealed');
      else logger.warn(told, 'sealing failed and goes on');
    },
    hole: (error) => {
      metrics.hole(error);
      logger.error({ error: error.name }, 'LEDGER_HOLE');
    },
  };
}

function isAlarm(error: unknown): boolean {
  return (
    error instanceof LedgerBehindError ||
    error instanceof LedgerForkedError ||
    (error instanceof CosignatureRefusedError && error.status !== 200)
  );
}

/** Ledger ids are codes of bureaus: they may stand in a log. */
function placeOf(ledger: LedgerId | undefined): { readonly ledger?: LedgerId } {
  return ledger === undefined ? {} : { ledger };
}
