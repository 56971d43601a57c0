import { createBallotBox, type BallotBox, type BallotDrawers, type BoxKeys } from '@taizhang/ballots-port';
import type { DataKeys } from '@taizhang/keys-port';
import type { HostAdapters } from '../host/host-adapters.js';

/** Purpose of the keys of ballot boxes in the key store: destroyed with their boxes. */
const PURPOSE = 'ballot-box';

/** The ballot boxes of a host, and how they are closed at its end. */
export interface HostBallotBox {
  readonly box: BallotBox;
  close(): Promise<void>;
}

/** Ballot boxes that are opened when a vote first needs one: a host that holds no votes has no file of them. */
export function hostBallotBox(adapters: Pick<HostAdapters, 'ballotDrawers'>, keys: DataKeys): HostBallotBox {
  let opened: Promise<BallotDrawers> | undefined;
  const boxes = async (): Promise<BallotBox> => {
    opened ??= adapters.ballotDrawers().catch((error: unknown) => {
      opened = undefined; // whoever votes next tries again
      throw error;
    });
    made ??= createBallotBox(await opened, boxKeys(keys));
    return made;
  };
  let made: BallotBox | undefined;
  return {
    box: {
      make: async (box, ballots) => (await boxes()).make(box, ballots),
      put: async (box, cast) => (await boxes()).put(box, cast),
      empty: async (box) => (await boxes()).empty(box),
      destroy: async (box) => (await boxes()).destroy(box),
    },
    close: async () => {
      await (await opened)?.close();
    },
  };
}

/** Keys of boxes are data keys, in the database of keys: another than that of the boxes. */
function boxKeys(keys: DataKeys): BoxKeys {
  return {
    make: async ({ ledger, name }) => {
      const [key] = await keys.make(PURPOSE, [{ ledger, name }]);
      if (key === undefined) throw new TypeError('the key store made fewer keys than asked');
      return key;
    },
    get: async ({ ledger, name }) => (await keys.get(PURPOSE, ledger, [name])).get(name),
    destroy: ({ ledger, name }) => keys.destroy(PURPOSE, ledger, [name]),
  };
}
