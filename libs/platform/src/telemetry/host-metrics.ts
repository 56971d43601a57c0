import type { ConsumerStatus, InboxMetrics, RelayMetrics } from '@taizhang/messaging-port';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { inboxMetrics, observeFollowers } from './follower-metrics.js';
import { relayMetrics } from './relay-metrics.js';
import { sealMetrics, type SealMetrics } from './seal-metrics.js';
import { routeOf } from './route-of.js';

/** Upper bounds of the append histogram, in seconds: from one group commit on a fast disk to a store that is choking. */
export const APPEND_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
/** Upper bounds of the request histogram, in seconds. */
export const REQUEST_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What a host measures. Labels are contexts, consumers, causes, codes and routes: never ledgers, never personal data. */
export interface HostMetrics {
  /** Given to the inbox. */
  readonly inbox: InboxMetrics;
  /** Told by the sealer. */
  readonly seals: SealMetrics;
  /** Given to the relay. */
  readonly relay: RelayMetrics;
  /** An append took `seconds`. */
  appended(seconds: number, context: string): void;
  /** The store reported a hole (`LEDGER_HOLE`): alarm. */
  hole(error: Error): void;
  /** Lag, parked and waiting ledgers are asked for whenever the metrics are read. */
  observeFollowers(status: () => readonly ConsumerStatus[]): void;
  /** Measures every request by route pattern, method and status. */
  observeRequests(fastify: FastifyInstance): void;
  /** The Prometheus text. */
  render(): Promise<string>;
  readonly contentType: string;
}

/** Metrics of one host, in a registry of its own so that several hosts of one process do not mix. */
export function createHostMetrics(name: string): HostMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ host: name });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const appends = new Histogram({
    name: 'taizhang_append_seconds',
    help: 'How long appending a commit took, queueing and group commit included.',
    labelNames: ['context'],
    buckets: [...APPEND_BUCKETS_SECONDS],
    registers,
  });
  const holes = new Counter({
    name: 'taizhang_ledger_holes_total',
    help: 'Holes that readers of the store reported (LEDGER_HOLE). Any is an alarm.',
    labelNames: ['context'],
    registers,
  });
  const requests = requestHistogram(registers);
  return {
    inbox: inboxMetrics(registers),
    relay: relayMetrics(registers, holes),
    seals: sealMetrics(registers),
    appended: (seconds, context) => {
      appends.observe({ context }, seconds);
    },
    hole: (error) => {
      holes.inc({ context: contextOfHole(error) });
    },
    observeFollowers: (status) => {
      observeFollowers(registers, status);
    },
    observeRequests: (fastify) => {
      fastify.addHook('onResponse', (request, reply, done) => {
        const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) };
        requests.observe(labels, reply.elapsedTime / 1_000);
        done();
      });
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function requestHistogram(registers: Registry[]): Histogram<'method' | 'route' | 'status'> {
  return new Histogram({
    name: 'taizhang_http_request_seconds',
    help: 'How long answering a request took.',
    labelNames: ['method', 'route', 'status'],
    buckets: [...REQUEST_BUCKETS_SECONDS],
    registers,
  });
}

/** A hole's error names its ledger, of which the context alone may be a label. */
function contextOfHole(error: Error): string {
  return 'ledger' in error && typeof error.ledger === 'string' ? (error.ledger.split('/', 1)[0] ?? '') : 'unknown';
}
