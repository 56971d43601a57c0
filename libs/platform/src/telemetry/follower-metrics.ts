import type { ConsumerStatus, InboxMetrics } from '@taizhang/messaging-port';
import { Counter, Gauge, type Registry } from 'prom-client';

const COUNTERS = {
  handled: ['taizhang_follower_handled_total', 'Events that had their effect.', []],
  skipped: ['taizhang_follower_skipped_total', 'Events that went by without a handler.', ['cause']],
  refused: ['taizhang_follower_refused_total', 'Reactions the target refused.', ['code']],
  postponed: ['taizhang_follower_postponed_total', 'Tries that are made again later.', ['kind']],
  parkings: ['taizhang_follower_parkings_total', 'Ledgers that were parked. Any is an alarm.', ['reason']],
  fetched: ['taizhang_follower_fetched_total', 'Leaves fetched from the owner, not the transport.', []],
  ownerBehind: ['taizhang_follower_owner_behind_total', 'Owners found to have less than was handled. Alarm.', []],
  failures: ['taizhang_follower_failures_total', 'Rounds of a follower that failed and are tried again.', ['step']],
} as const;

/** What an inbox reports, as metrics by consumer. */
export function inboxMetrics(registers: Registry[]): InboxMetrics {
  const counter = ([name, help, labels]: (typeof COUNTERS)[keyof typeof COUNTERS]) =>
    new Counter<string>({ name, help, labelNames: ['consumer', ...labels], registers });
  const handled = counter(COUNTERS.handled);
  const skipped = counter(COUNTERS.skipped);
  const refused = counter(COUNTERS.refused);
  const postponed = counter(COUNTERS.postponed);
  const parkings = counter(COUNTERS.parkings);
  const fetched = counter(COUNTERS.fetched);
  const ownerBehind = counter(COUNTERS.ownerBehind);
  const failures = counter(COUNTERS.failures);
  return {
    handled: (consumer, events) => {
      handled.inc({ consumer }, events);
    },
    skipped: (consumer, cause, events) => {
      skipped.inc({ consumer, cause }, events);
    },
    refused: (consumer, code) => {
      refused.inc({ consumer, code });
    },
    postponed: (consumer, kind) => {
      postponed.inc({ consumer, kind });
    },
    parked: (consumer, reason) => {
      parkings.inc({ consumer, reason });
    },
    fetched: (consumer, leaves) => {
      fetched.inc({ consumer }, leaves);
    },
    ownerBehind: (consumer) => {
      ownerBehind.inc({ consumer });
    },
    failed: (consumer, step) => {
      failures.inc({ consumer, step });
    },
  };
}

const GAUGES = {
  lag: ['taizhang_follower_lag', 'Events known to exist and not yet gone past.'],
  parked: ['taizhang_follower_parked', 'Ledgers that wait for an operator.'],
  waiting: ['taizhang_follower_waiting', 'Ledgers that wait for another try.'],
} as const;

/** Gauges that ask how the consumers stand whenever they are read. */
export function observeFollowers(registers: Registry[], status: () => readonly ConsumerStatus[]): void {
  for (const member of ['lag', 'parked', 'waiting'] as const) {
    const [name, help] = GAUGES[member];
    new Gauge({
      name,
      help,
      labelNames: ['consumer'],
      registers,
      collect() {
        this.reset(); // a consumer that stopped has no standing any more
        for (const standing of status()) this.set({ consumer: standing.consumer }, standing[member]);
      },
    });
  }
}
