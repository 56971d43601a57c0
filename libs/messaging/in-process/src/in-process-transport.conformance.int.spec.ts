import { interruptibleStore, transportConformance } from '@taizhang/messaging-conformance';
import { MAX_WAITING_EVENTS } from './in-process-subscription.js';
import { InProcessTransport } from './in-process-transport.js';

transportConformance({
  name: 'in-process',
  kind: 'following',
  scale: 1,
  handlerHoldsUp: 'ledger',
  waitingEvents: MAX_WAITING_EVENTS,
  patienceMs: 20_000,
  createSite: () => {
    const presence = interruptibleStore();
    return Promise.resolve({
      open: (store) =>
        Promise.resolve(new InProcessTransport({ store: presence.of(store), backOff: { firstMs: 5, mostMs: 100 } })),
      interrupt: () => {
        const restore = presence.interrupt();
        return Promise.resolve(() => {
          restore();
          return Promise.resolve();
        });
      },
      // The store is the archive: nothing of it expires.
      expire: () => Promise.resolve(),
      close: () => Promise.resolve(),
    });
  },
});
