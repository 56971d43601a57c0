import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { machineTimers, settledWithin } from '@taizhang/messaging-port';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isProbe, isWithoutAccount, routeOf } from './route-of.js';
import { TRACER_NAME } from './tracer.js';

/** Most time the last spans of a process get to leave it, in milliseconds; a collector that is away holds nothing up. */
export const TRACING_STOP_DEADLINE_MS = 3_000;
/** Path of traces below an OTLP endpoint (OpenTelemetry protocol exporter specification, "Endpoint URLs for OTLP/HTTP"). */
export const OTLP_TRACES_PATH = '/v1/traces';

/** A started tracing; its `stop` sends what is left and comes last in the shutdown. */
export interface Tracing {
  stop(): Promise<void>;
}

const NO_TRACING: Tracing = { stop: () => Promise.resolve() };

/**
 * Sends traces to a collector by OTLP over HTTP. Without an endpoint nothing is loaded, and every span of the program is
 * the API's no-op.
 * @param name `service.name` of the traces
 */
export async function startTracing(name: string, endpoint: string | undefined): Promise<Tracing> {
  if (endpoint === undefined) return NO_TRACING;
  const [{ NodeSDK, core }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
  ]);
  const sdk = new NodeSDK({
    serviceName: name,
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}${OTLP_TRACES_PATH}` }),
    textMapPropagator: new core.W3CTraceContextPropagator(), // no baggage: what strangers send goes no further
    metricReaders: [], // metrics are Prometheus', logs are pino's
    logRecordProcessors: [],
    instrumentations: [],
    autoDetectResources: false, // no names of users or machines
  });
  sdk.start();
  return {
    stop: async () => {
      await settledWithin(sdk.shutdown(), TRACING_STOP_DEADLINE_MS, machineTimers);
      for (const registered of [trace, context, propagation]) registered.disable(); // a host may start again in this process
    },
  };
}

/**
 * A server span per request, named by method and route pattern. It continues the sender's trace (`traceparent`) and is
 * active while the request is handled, so that what the handling starts, and what it commits, belongs to it.
 * @example traceRequests(adapter.getInstance()) // before the first route is registered
 */
export function traceRequests(fastify: FastifyInstance): void {
  const running = new WeakMap<FastifyRequest, { readonly span: Span; readonly around: Context }>();
  const finish = (request: FastifyRequest, status: number | undefined): void => {
    const span = running.get(request)?.span;
    running.delete(request);
    if (status !== undefined) span?.setAttribute('http.response.status_code', status);
    if (status === undefined || status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = routeOf(request);
    if (!isProbe(route) && !isWithoutAccount(route)) running.set(request, startSpan(request));
    done();
  });
  // Reading the body leaves the context in which it began, so the span becomes active after that, right before the handler.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const entered = running.get(request);
    if (entered === undefined) done();
    else
      context.with(entered.around, () => {
        done();
      });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    finish(request, reply.statusCode);
    done();
  });
  fastify.addHook('onRequestAbort', (request, done) => {
    finish(request, undefined);
    done();
  });
}

/** Attributes after the semantic conventions of HTTP spans, as far as they hold no address and no person. */
function startSpan(request: FastifyRequest): { readonly span: Span; readonly around: Context } {
  const { method, headers } = request;
  const route = routeOf(request);
  const from = propagation.extract(ROOT_CONTEXT, headers);
  const attributes = { 'http.request.method': method, 'http.route': route, 'taizhang.correlation_id': request.id };
  const span = trace
    .getTracer(TRACER_NAME)
    .startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, from);
  return { span, around: trace.setSpan(from, span) };
}
