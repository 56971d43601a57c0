import { InProcessTransport } from '@taizhang/messaging-in-process';
import type { HostAdapters } from '@taizhang/platform';

/** Followers read the store of their own process. */
export const inProcessTransport: HostAdapters['transport'] = (store, events) =>
  new InProcessTransport({
    store,
    onFailure: (error) => events.failed(error),
    onHole: (error) => events.hole(error),
  });
