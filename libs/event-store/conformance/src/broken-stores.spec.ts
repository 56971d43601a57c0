import { brokenStores, type BrokenStore } from './broken/broken-stores.js';
import { doNothingStore } from './broken/delegating-event-store.js';
import { cases } from './cases.js';
import type { ConformanceCase } from './conformance-case.js';
import type { EventStoreFixture } from './fixture.js';
import { memoryFixture } from './memory/memory-fixture.js';

/** Longest time of one test here, in milliseconds: what waits in vain for a broken store waits side by side. */
const TIMEOUT_MS = 180_000;

function fixtureOf({ breakStore, breakOptions, breakStorage }: Partial<BrokenStore>): EventStoreFixture {
  const honest = memoryFixture({ server: true, scale: 0.01 });
  return {
    ...honest,
    createDatabase: async () => {
      const database = await honest.createDatabase();
      return {
        ...database,
        open: async (options, wrapStorage) => {
          const store = await database.open(breakOptions?.(options) ?? options, (storage) => {
            const wrapped = wrapStorage(storage);
            return breakStorage?.(wrapped) ?? wrapped;
          });
          return breakStore?.(store) ?? store;
        },
      };
    },
  };
}

async function titlesFailing(
  chosen: readonly ConformanceCase[],
  fixture: EventStoreFixture,
): Promise<readonly string[]> {
  const outcomes = await Promise.allSettled(chosen.map((each) => each.run(fixture)));
  return chosen.flatMap(({ title }, i) => (outcomes[i]?.status === 'rejected' ? [title] : []));
}

describe('the suite itself', () => {
  it('has cases with titles of their own', () => {
    expect(new Set(cases.map(({ topic, title }) => `${topic}: ${title}`)).size).toBe(cases.length);
  });

  it(
    'fails a store that does nothing in every case',
    async () => {
      const fixture = fixtureOf({ breakStore: doNothingStore });
      const here = cases.filter(({ topic }) => topic !== 'processes');
      const together = titlesFailing(here, fixture);
      const passed: string[] = [];
      // One after the other: each starts processes of its own.
      for (const one of cases.filter(({ topic }) => topic === 'processes')) {
        if ((await titlesFailing([one], fixture)).length === 0) passed.push(one.title);
      }
      expect(passed).toEqual([]);
      expect(await together).toEqual(here.map(({ title }) => title));
    },
    TIMEOUT_MS,
  );

  it.each(brokenStores)(
    'notices a store that $fault',
    async ({ topics, caught, ...broken }) => {
      const chosen = cases.filter(({ topic }) => topics.includes(topic));
      const failing = await titlesFailing(chosen, fixtureOf(broken));
      for (const part of caught) expect(failing).toContainEqual(expect.stringContaining(part));
    },
    TIMEOUT_MS,
  );
});
