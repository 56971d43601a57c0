import type { BlobStore } from '@taizhang/blobs-port';

/** One place of a technology where nothing was kept before. */
export interface BlobPlace {
  /** Opens a store on it; a second one is what another process would have. */
  open(): Promise<BlobStore>;
  /** Removes it; all its stores are closed by then. */
  drop(): Promise<void>;
}

/** What an adapter declares to be put through the suite. No case is ever skipped. */
export interface BlobsFixture {
  /** Name of the technology, for titles. */
  readonly name: string;
  createPlace(): Promise<BlobPlace>;
}

/** What a case plays with. */
export interface BlobScene {
  readonly store: BlobStore;
  /** Another store on the same place. */
  another(): Promise<BlobStore>;
}

/** One thing a blob store must do, as data: run as a test for adapters, and against broken stores by the suite's own test. */
export interface BlobCase {
  readonly title: string;
  run(fixture: BlobsFixture): Promise<void>;
}

/** Makes cases of titles and plays; each plays in a place of its own. */
export function casesOf(plays: Readonly<Record<string, (scene: BlobScene) => Promise<void>>>): readonly BlobCase[] {
  return Object.entries(plays).map(([title, play]) => ({ title, run: (fixture) => playIn(fixture, play) }));
}

async function playIn(fixture: BlobsFixture, play: (scene: BlobScene) => Promise<void>): Promise<void> {
  const place = await fixture.createPlace();
  const opened: BlobStore[] = [];
  const open = async (): Promise<BlobStore> => {
    const store = await place.open();
    opened.push(store);
    return store;
  };
  try {
    await play({ store: await open(), another: open });
  } finally {
    await Promise.all(opened.map((store) => store.close()));
    await place.drop();
  }
}
