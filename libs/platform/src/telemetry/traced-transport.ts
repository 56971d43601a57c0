import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type SpanContext } from '@opentelemetry/api';
import { contextOf } from '@taizhang/kernel';
import type { LedgerMessage, LedgerTransport, OnMessages } from '@taizhang/messaging-port';
import { spanOfTraceparent, TRACER_NAME } from './tracer.js';

/** Most traces that one batch of messages is linked to; more would say nothing. */
export const MAX_SPAN_LINKS = 32;

/** The same transport, whose subscriptions handle messages inside a span of the trace that made them (design §10). */
export function tracedTransport(transport: LedgerTransport): LedgerTransport {
  return {
    kind: transport.kind,
    publish: (name, messages) => transport.publish(name, messages),
    prepare: (contexts) => transport.prepare(contexts),
    subscribe: (options) => transport.subscribe({ ...options, onMessages: traced(options.group, options.onMessages) }),
    close: () => transport.close(),
  };
}

/** A batch of one trace continues it; one of several traces begins its own and is linked to them (messaging conventions). */
function traced(group: string, onMessages: OnMessages): OnMessages {
  return (ledger, messages) => {
    const [first, ...others] = originsOf(messages);
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
function originsOf(messages: readonly LedgerMessage[]): readonly SpanContext[] {
  const traceparents = new Set(messages.map(({ headers }) => headers.traceparent));
  return [...traceparents]
    .map((traceparent) => spanOfTraceparent(traceparent))
    .filter((span) => span !== undefined)
    .slice(0, MAX_SPAN_LINKS);
}
