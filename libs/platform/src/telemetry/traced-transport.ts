import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type SpanContext } from '@opentelemetry/api';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { contextOf } from '@taizhang/kernel';
import type { LedgerMessage, LedgerTransport, OnMessages } from '@taizhang/messaging-port';
import { spanOfTraceparent, TRACER_NAME } from './tracer.js';

/** Most traces that one batch of messages is linked to; more would say nothing. */
export const MAX_SPAN_LINKS = 32;

/** Tells the trace an event belongs to, where the process that made it is this one. */
export type TraceparentOf = (event: RecordedEvent) => string | undefined;

/**
 * The same transport, whose subscriptions handle messages inside a span of the trace that made them (design §10).
 * @param traceparentOf asked for messages that come already read: those of this process, which no header describes
 */
export function tracedTransport(transport: LedgerTransport, traceparentOf?: TraceparentOf): LedgerTransport {
  const origin = (message: LedgerMessage): string | undefined =>
    message.event === undefined ? message.headers.traceparent : traceparentOf?.(message.event);
  return {
    kind: transport.kind,
    publish: (name, messages) => transport.publish(name, messages),
    prepare: (contexts) => transport.prepare(contexts),
    subscribe: (options) =>
      transport.subscribe({ ...options, onMessages: traced(options.group, options.onMessages, origin) }),
    close: () => transport.close(),
  };
}

/** A batch of one trace continues it; one of several traces begins its own and is linked to them (messaging conventions). */
function traced(
  group: string,
  onMessages: OnMessages,
  origin: (message: LedgerMessage) => string | undefined,
): OnMessages {
  return (ledger, messages) => {
    const [first, ...others] = originsOf(messages.map(origin));
    if (first === undefined) return onMessages(ledger, messages);
    const oneTrace = others.every(({ traceId }) => traceId === first.traceId);
    const around = oneTrace ? trace.setSpanContext(ROOT_CONTEXT, first) : ROOT_CONTEXT;
    const links = (oneTrace ? others : [first, ...others]).map((origin) => ({ context: origin }));
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.consumer.group.name': group,
      'messaging.batch.message_count': messages.length,
      'taizhang.context': contextOf(ledger),
    };
    const name = `process ${contextOf(ledger)}`;
    const span = trace.getTracer(TRACER_NAME).startSpan(name, { kind: SpanKind.CONSUMER, attributes, links }, around);
    return context.with(trace.setSpan(around, span), async () => {
      try {
        await onMessages(ledger, messages);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

/** The spans that made the messages, each once, in the order they arrived. */
function originsOf(traceparents: readonly (string | undefined)[]): readonly SpanContext[] {
  return [...new Set(traceparents)]
    .map((traceparent) => spanOfTraceparent(traceparent))
    .filter((span) => span !== undefined)
    .slice(0, MAX_SPAN_LINKS);
}
