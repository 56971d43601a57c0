import type {
  LedgerMessage,
  LedgerTransport,
  OnMessages,
  PublishedLeaf,
  SubscriptionOptions,
} from '@taizhang/messaging-port';

/** Changes what arrives: what it answers is delivered in place of the messages, call by call. */
export type Arrival = (messages: readonly LedgerMessage[]) => readonly (readonly LedgerMessage[])[];

/** Publishes, or does something else instead. */
export type Sending = (messages: readonly PublishedLeaf[], publish: () => Promise<void>) => Promise<void>;

/** A transport whose deliveries are changed: what a network, a broker or a rebalance may do to them. */
export function withArrival(transport: LedgerTransport, arrival: Arrival): LedgerTransport {
  return withDelivery(transport, async (ledger, messages, deliver) => {
    for (const delivered of arrival(messages)) {
      if (delivered.length > 0) await deliver(delivered[0]?.ledger ?? ledger, delivered);
    }
  });
}

/** A transport with something between it and its subscribers. */
export function withDelivery(
  transport: LedgerTransport,
  deliver: (...given: [...Parameters<OnMessages>, OnMessages]) => Promise<void>,
): LedgerTransport {
  const between = (options: SubscriptionOptions): SubscriptionOptions => ({
    ...options,
    onMessages: (ledger, messages) => deliver(ledger, messages, options.onMessages),
  });
  return wrapped(transport, { subscribe: (options) => transport.subscribe(between(options)) });
}

/** A transport whose sends pass through `send`, which may hold them up or let them fail. */
export function withSending(transport: LedgerTransport, send: Sending): LedgerTransport {
  return wrapped(transport, {
    publish: (context, messages) => send(messages, () => transport.publish(context, messages)),
  });
}

/** A transport with some of its calls replaced. */
export function wrapped(transport: LedgerTransport, changes: Partial<LedgerTransport>): LedgerTransport {
  return {
    kind: transport.kind,
    publish: (context, messages) => transport.publish(context, messages),
    prepare: (contexts) => transport.prepare(contexts),
    subscribe: (options) => transport.subscribe(options),
    close: () => transport.close(),
    ...changes,
  };
}
