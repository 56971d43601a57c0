import type { RelayMetrics } from '@taizhang/messaging-port';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What a relay reports, as metrics. `holes` is shared with the other readers of the store. */
export function relayMetrics(registers: Registry[], holes: Counter<'context'>): RelayMetrics {
  const published = new Counter({
    name: 'taizhang_relay_published_total',
    help: 'Leaves the broker has acknowledged.',
    labelNames: ['context'],
    registers,
  });
  const failed = new Counter({
    name: 'taizhang_relay_failures_total',
    help: 'Sends, lease renewals, saved marks and reads that failed and are tried again.',
    labelNames: ['context', 'step'],
    registers,
  });
  const leases = new Gauge({
    name: 'taizhang_relay_leases',
    help: 'Leases this relay holds.',
    labelNames: ['context'],
    registers,
  });
  const waiting = new Gauge({
    name: 'taizhang_relay_waiting',
    help: 'Leaves read from the store that the broker has not acknowledged yet.',
    labelNames: ['context'],
    registers,
  });
  return {
    published: (context, leaves) => {
      published.inc({ context }, leaves);
    },
    failed: (context, step) => {
      failed.inc({ context, step });
    },
    hole: (context) => {
      holes.inc({ context });
    },
    leases: (context, held) => {
      leases.set({ context }, held);
    },
    waiting: (context, leaves) => {
      waiting.set({ context }, leaves);
    },
  };
}
