import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerMessage, LedgerTransport, OnMessages } from '@taizhang/messaging-port';
import { CommitTraces, MAX_REMEMBERED_COMMITS } from './commit-traces.js';
import { startTracing, traceRequests } from './tracing.js';
import { tracedTransport } from './traced-transport.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const INCOMING = `00-${TRACE}-b7ad6b7169203331-01`;
const LEDGER = 'issues/wgx-0371';

const commits = new CommitTraces();
const commit = (id: string) => ({ commit: { id, seq: 0, pos: 0, cnt: 1 } });

@Controller('api/:context/:bureau/box/:id')
class BoxController {
  @Post('shelve-box')
  async shelve(@Body() { commitId }: { commitId: string }): Promise<{ readonly active: string | undefined }> {
    await Promise.resolve();
    commits.noteActive(commitId);
    return { active: trace.getActiveSpan()?.spanContext().spanId };
  }
}

@Module({ controllers: [BoxController] })
class BoxModule {}

function message(idx: number, traceparent?: string): LedgerMessage {
  return { ledger: LEDGER, idx, leaf: new Uint8Array(), headers: traceparent === undefined ? {} : { traceparent } };
}

function recorded(commitId: string): RecordedEvent {
  return {
    ledger: LEDGER,
    idx: 0,
    stream: 'box/b-1',
    rev: 0,
    id: 'event-1',
    type: 'archives.BoxShelved',
    schema: 1,
    clr: 1,
    data: {},
    actor: { id: 'acct-1', role: 'branch-clerk' },
    time: '2014-07-01T00:00:00.000Z',
    leaf: new Uint8Array(),
    ...commit(commitId),
  };
}

/** A transport that hands messages over at once, to whoever subscribed. */
function directTransport() {
  let onMessages: OnMessages = () => Promise.reject(new Error('nobody subscribed'));
  const transport: LedgerTransport = {
    kind: 'relayed',
    publish: () => Promise.resolve(),
    prepare: () => Promise.resolve(),
    subscribe: (options) => {
      onMessages = options.onMessages;
      const subscription = { ready: Promise.resolve(), pause: () => undefined, resume: () => undefined };
      return Promise.resolve({ ...subscription, stop: () => Promise.resolve() });
    },
    close: () => Promise.resolve(),
  };
  return { transport, deliver: (...messages: readonly LedgerMessage[]) => onMessages(LEDGER, messages) };
}

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  const sdk = new NodeSDK({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    metricReaders: [],
    logRecordProcessors: [],
    autoDetectResources: false,
  });
  let app: NestFastifyApplication;

  beforeAll(async () => {
    sdk.start();
    app = await NestFactory.create<NestFastifyApplication>(BoxModule, new FastifyAdapter(), { logger: false });
    traceRequests(app.getHttpAdapter().getInstance());
    await app.init();
  });
  beforeEach(() => {
    exporter.reset();
  });
  afterAll(async () => {
    await app.close();
    await sdk.shutdown();
    trace.disable();
    context.disable();
    propagation.disable();
  });

  const shelve = (commitId: string, headers: Readonly<Record<string, string>> = {}) =>
    app.inject({ method: 'POST', url: '/api/archives/wgx-0371/box/b-1/shelve-box', headers, payload: { commitId } });

  it('name a request by its pattern, continue the sender’s trace and are active in its handler', async () => {
    const reply = await shelve('commit-1', { traceparent: INCOMING });
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('POST /api/:context/:bureau/box/:id/shelve-box');
    expect(span?.kind).toBe(SpanKind.SERVER);
    expect(span?.spanContext().traceId).toBe(TRACE);
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span?.attributes).toMatchObject({ 'http.request.method': 'POST', 'http.response.status_code': 201 });
    expect(JSON.parse(reply.body)).toEqual({ active: span?.spanContext().spanId });
    expect(JSON.stringify(span?.attributes)).not.toContain('wgx-0371');
  });

  it('of two requests at a time do not mix', async () => {
    await Promise.all([shelve('commit-a'), shelve('commit-b')]);
    const ids = new Set(exporter.getFinishedSpans().map((span) => span.spanContext().traceId));
    expect(ids.size).toBe(2);
    expect(commits.traceparentOf(commit('commit-a'))).not.toBe(commits.traceparentOf(commit('commit-b')));
  });

  it('reach the consumer of what a request committed', async () => {
    await shelve('commit-2', { traceparent: INCOMING });
    const [server] = exporter.getFinishedSpans();
    const { transport, deliver } = directTransport();
    let inside: string | undefined;
    await tracedTransport(transport).subscribe({
      group: 'boxes',
      contexts: ['issues'],
      position: () => Promise.resolve(0),
      onMessages: async () => {
        await Promise.resolve();
        inside = trace.getActiveSpan()?.spanContext().spanId;
      },
    });
    await deliver(message(0, commits.traceparentOf(commit('commit-2'))));
    const consumer = exporter.getFinishedSpans()[1];
    expect(consumer?.name).toBe('process issues');
    expect(consumer?.kind).toBe(SpanKind.CONSUMER);
    expect(consumer?.spanContext().traceId).toBe(TRACE);
    expect(consumer?.parentSpanContext?.spanId).toBe(server?.spanContext().spanId);
    expect(inside).toBe(consumer?.spanContext().spanId);
  });

  it('reach a consumer in the same process, though its messages have no headers made for them', async () => {
    await shelve('commit-6', { traceparent: INCOMING });
    exporter.reset();
    const { transport, deliver } = directTransport();
    const options = { group: 'boxes', contexts: ['issues'], position: () => Promise.resolve(0) };
    const traced = tracedTransport(transport, (event) => commits.traceparentOf(event));
    await traced.subscribe({ ...options, onMessages: () => Promise.resolve() });
    const read: LedgerMessage = {
      ...message(0),
      event: recorded('commit-6'),
      get headers(): never {
        throw new Error('headers are made only for who asks');
      },
    };
    await deliver(read);
    expect(exporter.getFinishedSpans().map((span) => span.spanContext().traceId)).toEqual([TRACE]);
  });

  it('of a batch from several requests are linked, since one span has one parent', async () => {
    await shelve('commit-3');
    await shelve('commit-4');
    const origins = exporter.getFinishedSpans().map((span) => span.spanContext().traceId);
    exporter.reset();
    const { transport, deliver } = directTransport();
    const options = { group: 'boxes', contexts: ['issues'], position: () => Promise.resolve(0) };
    await tracedTransport(transport).subscribe({ ...options, onMessages: () => Promise.resolve() });
    const headers = ['commit-3', 'commit-4', 'commit-4', 'unknown'].map((id) => commits.traceparentOf(commit(id)));
    await deliver(...headers.map((traceparent, idx) => message(idx, traceparent)));
    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.links.map((link) => link.context.traceId)).toEqual(origins);
    expect(span?.attributes).toMatchObject({
      'messaging.consumer.group.name': 'boxes',
      'messaging.batch.message_count': 4,
      'taizhang.context': 'issues',
    });
  });

  it('of a failed handling say so, and the failure goes on to the transport', async () => {
    const { transport, deliver } = directTransport();
    const options = { group: 'boxes', contexts: ['issues'], position: () => Promise.resolve(0) };
    await tracedTransport(transport).subscribe({ ...options, onMessages: () => Promise.reject(new Error('not now')) });
    await expect(deliver(message(0, INCOMING))).rejects.toThrow('not now');
    expect(exporter.getFinishedSpans()[0]?.status.code).toBe(SpanStatusCode.ERROR);
  });

  it('are not begun for messages that carry none, nor for what is no traceparent', async () => {
    const { transport, deliver } = directTransport();
    const seen: number[] = [];
    await tracedTransport(transport).subscribe({
      group: 'boxes',
      contexts: ['issues'],
      position: () => Promise.resolve(0),
      onMessages: (_ledger, messages) => Promise.resolve(void seen.push(messages.length)),
    });
    await deliver(message(0));
    await deliver(message(1, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`));
    await deliver(message(2, 'no-trace-at-all'));
    expect(seen).toEqual([1, 1, 1]);
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  it('are forgotten by commit when there are too many, oldest first', async () => {
    await shelve('commit-5');
    const tracer = trace.getTracer('test');
    tracer.startActiveSpan('many', (span) => {
      for (let i = 0; i < MAX_REMEMBERED_COMMITS; i += 1) commits.noteActive(`many-${String(i)}`);
      span.end();
    });
    expect(commits.traceparentOf(commit('commit-5'))).toBeUndefined();
    expect(commits.traceparentOf(commit(`many-${String(MAX_REMEMBERED_COMMITS - 1)}`))).toMatch(/^00-/);
  });

  it('are not remembered outside of a span, nor for one that nobody records', () => {
    commits.noteActive('nobody');
    context.with(
      trace.setSpanContext(context.active(), { traceId: TRACE, spanId: 'b7ad6b7169203331', traceFlags: 0 }),
      () => {
        commits.noteActive('unsampled');
      },
    );
    expect(commits.traceparentOf(commit('nobody'))).toBeUndefined();
    expect(commits.traceparentOf(commit('unsampled'))).toBeUndefined();
  });
});

describe('tracing', () => {
  it('is nothing at all without an endpoint', async () => {
    const tracing = await startTracing('host-a', undefined);
    expect(trace.getTracer('test').startSpan('one').isRecording()).toBe(false);
    await tracing.stop();
  });

  it('sends spans to the collector before it stops, and can be started again', async () => {
    const received: {
      readonly url: string | undefined;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
    }[] = [];
    const collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('latin1') });
        response.end();
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo; // it listens on TCP
    for (const run of ['first', 'second']) {
      const tracing = await startTracing('host-a', `http://127.0.0.1:${String(port)}/`);
      trace.getTracer('test').startSpan(`shelving ${run}`).end();
      await tracing.stop();
    }
    collector.close();
    expect(received.map(({ url }) => url)).toEqual(['/v1/traces', '/v1/traces']);
    expect(received[0]?.headers['content-type']).toBe('application/x-protobuf');
    expect(received[0]?.body).toContain('host-a');
    expect(received.map(({ body }) => /shelving (first|second)/.exec(body)?.[1])).toEqual(['first', 'second']);
  });
});
