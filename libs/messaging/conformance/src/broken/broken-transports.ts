import type { LedgerTransport, OnMessages, Subscription } from '@taizhang/messaging-port';
import { withArrival, withDelivery, wrapped } from '../wrapped-transport.js';

/** Spoils a sound transport in one way. */
export type Spoil = (transport: LedgerTransport) => LedgerTransport;

const never = (): Promise<never> => new Promise(() => undefined);

function withSubscription(
  transport: LedgerTransport,
  change: (subscription: Subscription) => Partial<Subscription>,
): LedgerTransport {
  return wrapped(transport, {
    subscribe: async (options) => {
      const subscription = await transport.subscribe(options);
      const { ready } = subscription;
      return {
        ready,
        pause: (ledger) => {
          subscription.pause(ledger);
        },
        resume: (ledger) => {
          subscription.resume(ledger);
        },
        stop: (deadlineMs) => subscription.stop(deadlineMs),
        ...change(subscription),
      };
    },
  });
}

/** Delivers nothing. */
export const deaf: Spoil = (transport) => withArrival(transport, () => []);

/** Delivers the leaves of a batch in the wrong order. */
export const reordering: Spoil = (transport) => withArrival(transport, (messages) => [messages.toReversed()]);

/** Loses what makes a CloudEvent of a leaf. */
export const headless: Spoil = (transport) =>
  withArrival(transport, (messages) => [messages.map(({ ledger, idx, leaf }) => ({ ledger, idx, leaf, headers: {} }))]);

/** Takes a refusal for an acknowledgement. */
export const swallowing: Spoil = (transport) =>
  withDelivery(transport, (ledger, messages, deliver) => deliver(ledger, messages).catch(() => undefined));

/** Acknowledges at once and delivers later, however much waits. */
export const hasty: Spoil = (transport) => {
  let tail: Promise<unknown> = Promise.resolve();
  return withDelivery(transport, (ledger, messages, deliver) => {
    tail = tail.then(() => deliver(ledger, messages)).catch(() => undefined);
    return Promise.resolve();
  });
};

/** Gives one ledger to its subscriber while it is still at work on it. */
export const overlapping: Spoil = (transport) =>
  withDelivery(transport, async (ledger, messages, deliver: OnMessages) => {
    await Promise.all(messages.map((message) => deliver(ledger, [message])));
  });

/** Delivers contexts that nobody asked for. */
export const indiscreet: Spoil = (transport) =>
  wrapped(transport, {
    subscribe: (options) =>
      transport.subscribe({ ...options, contexts: options.contexts.flatMap((context) => [context, `${context}x`]) }),
  });

/** Lets no ledger rest. */
export const restless: Spoil = (transport) => withSubscription(transport, () => ({ pause: () => undefined }));

/** Goes on after it was stopped. */
export const unstoppable: Spoil = (transport) =>
  wrapped(
    withSubscription(transport, () => ({ stop: () => Promise.resolve() })),
    { close: () => Promise.resolve() },
  );

/** Never ends its stop. */
export const clinging: Spoil = (transport) =>
  wrapped(
    withSubscription(transport, () => ({ stop: never })),
    { close: never },
  );

/** Takes what is published to it, and forgets it. */
export const pretending: Spoil = (transport) => wrapped(transport, { publish: () => Promise.resolve() });

/** Delivers everything twice: allowed. */
export const repeating: Spoil = (transport) => withArrival(transport, (messages) => [messages, messages]);
