import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LedgerHoleError } from '@taizhang/event-store-port';
import { METRICS } from '../host/tokens.js';
import { createHostMetrics, type HostMetrics } from './host-metrics.js';
import { MetricsController } from './metrics.controller.js';

/** Samples of our own, without those of the process: `name{labels} value` a line. */
async function samplesOf(metrics: HostMetrics): Promise<string> {
  const lines = (await metrics.render()).split('\n');
  return lines.filter((line) => line.startsWith('taizhang_')).join('\n');
}

describe('metrics', () => {
  let metrics: HostMetrics;
  beforeEach(() => {
    metrics = createHostMetrics('host-a');
  });

  it('measure appends by context', async () => {
    metrics.appended(0.004, 'issues');
    metrics.appended(0.004, 'issues');
    const samples = await samplesOf(metrics);
    expect(samples).toMatch(/^taizhang_append_seconds_bucket\{.*le="0\.0025".*\} 0$/m);
    expect(samples).toMatch(/^taizhang_append_seconds_bucket\{.*le="0\.005".*\} 2$/m);
    expect(samples).toMatch(/^taizhang_append_seconds_count\{.*context="issues".*\} 2$/m);
  });

  it('count what inbox and relay report, by consumer, context, cause and code', async () => {
    metrics.inbox.handled?.('boxes', 3);
    metrics.inbox.skipped?.('boxes', 'duplicate', 2);
    metrics.inbox.refused?.('duties', 'NOT_DIFFICULT');
    metrics.inbox.postponed?.('boxes', 'NOT_YET');
    metrics.inbox.parked?.('boxes', 'FORKED');
    metrics.inbox.fetched?.('boxes', 5);
    metrics.inbox.ownerBehind?.('boxes');
    metrics.inbox.failed?.('boxes', 'reconcile', new Error('张某某'));
    metrics.relay.published?.('issues', 7);
    metrics.relay.failed?.('issues', 'publish', new Error('张某某'));
    metrics.relay.leases?.('issues', 4);
    metrics.relay.waiting?.('issues', 9);
    const samples = await samplesOf(metrics);
    for (const expected of [
      /^taizhang_follower_handled_total\{.*consumer="boxes".*\} 3$/m,
      /^taizhang_follower_skipped_total\{.*cause="duplicate".*\} 2$/m,
      /^taizhang_follower_refused_total\{.*code="NOT_DIFFICULT".*\} 1$/m,
      /^taizhang_follower_postponed_total\{.*kind="NOT_YET".*\} 1$/m,
      /^taizhang_follower_parkings_total\{.*reason="FORKED".*\} 1$/m,
      /^taizhang_follower_fetched_total\{.*\} 5$/m,
      /^taizhang_follower_owner_behind_total\{.*\} 1$/m,
      /^taizhang_follower_failures_total\{.*step="reconcile".*\} 1$/m,
      /^taizhang_relay_published_total\{.*context="issues".*\} 7$/m,
      /^taizhang_relay_failures_total\{.*step="publish".*\} 1$/m,
      /^taizhang_relay_leases\{.*\} 4$/m,
      /^taizhang_relay_waiting\{.*\} 9$/m,
    ])
      expect(samples).toMatch(expected);
    expect(samples).not.toContain('张某某');
  });

  it('count holes by context: the ledger is in the log, not in a label', async () => {
    metrics.hole(new LedgerHoleError('issues/wgx-0371', 7, 'has a hole'));
    metrics.relay.hole?.('issues', new LedgerHoleError('issues/wgx-0371', 7, 'has a hole'));
    const samples = await samplesOf(metrics);
    expect(samples).toMatch(/^taizhang_ledger_holes_total\{.*context="issues".*\} 2$/m);
    expect(samples).not.toContain('wgx-0371');
  });

  it('ask how the followers stand whenever they are read, and forget those that stopped', async () => {
    let standing = [{ consumer: 'boxes', lag: 12, parked: 1, waiting: 2 }];
    metrics.observeFollowers(() => standing);
    expect(await samplesOf(metrics)).toMatch(/^taizhang_follower_lag\{.*consumer="boxes".*\} 12$/m);
    standing = [{ consumer: 'duties', lag: 0, parked: 0, waiting: 0 }];
    const samples = await samplesOf(metrics);
    expect(samples).toMatch(/^taizhang_follower_parked\{.*consumer="duties".*\} 0$/m);
    expect(samples).not.toContain('boxes');
  });

  it('of two hosts of one process do not mix', async () => {
    createHostMetrics('host-b').appended(1, 'issues');
    expect(await samplesOf(metrics)).not.toContain('context="issues"');
  });

  it('are served to anyone, with requests measured by the pattern of their route', async () => {
    @Module({ controllers: [MetricsController], providers: [{ provide: METRICS, useValue: metrics }] })
    class MetricsModule {}
    const app = await NestFactory.create<NestFastifyApplication>(MetricsModule, new FastifyAdapter(), {
      logger: false,
    });
    metrics.observeRequests(app.getHttpAdapter().getInstance());
    await app.init();
    await app.inject({ url: '/metrics' });
    await app.inject({ url: '/person/P-1' });
    const { statusCode, headers, body } = await app.inject({ url: '/metrics' });
    await app.close();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toMatch(/taizhang_http_request_seconds_count\{.*method="GET",route="\/metrics",status="200".*\} 1/);
    expect(body).toMatch(/taizhang_http_request_seconds_count\{.*method="GET",route="unmatched",status="404".*\} 1/);
    expect(body).toContain('process_cpu_seconds_total');
    expect(body).not.toContain('P-1');
  });
});
