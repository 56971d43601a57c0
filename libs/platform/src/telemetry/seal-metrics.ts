import { Counter, Gauge, type Registry } from 'prom-client';

/** What a sealer reports, as metrics; labels are contexts, never ledgers. */
export interface SealMetrics {
  sealed(context: string): void;
  failed(context: string, kind: 'alarm' | 'failure'): void;
  /** Asked for whenever the metrics are read. */
  observe(waiting: () => number): void;
}

/** Metrics of one sealer. */
export function sealMetrics(registers: Registry[]): SealMetrics {
  const sealed = new Counter({
    name: 'taizhang_seals_total',
    help: 'Checkpoints that were signed, or found signed.',
    labelNames: ['context'],
    registers,
  });
  const failed = new Counter({
    name: 'taizhang_seal_failures_total',
    help: 'Ledgers that could not be sealed and are tried again; an alarm is a refusal by the guard or the witness.',
    labelNames: ['context', 'kind'],
    registers,
  });
  return {
    sealed: (context) => {
      sealed.inc({ context });
    },
    failed: (context, kind) => {
      failed.inc({ context, kind });
    },
    observe: (waiting) => {
      new Gauge({
        name: 'taizhang_seals_waiting',
        help: 'Ledgers with leaves that no checkpoint covers yet.',
        registers,
        collect() {
          this.set(waiting());
        },
      });
    },
  };
}
