import { cases } from './cases.js';
import type { EventStoreFixture } from './fixture.js';

/** Longest time one case may take, in milliseconds; none comes near it, it only ends what hangs. */
export const CASE_TIMEOUT_MS = 180_000;

/**
 * The suite every event store passes (design §3: one conformance suite per port). Call it at the top of a test file; it
 * registers every case, and none is ever skipped: what differs between technologies the fixture declares.
 * @example eventStoreConformance(sqliteFixture());
 */
export function eventStoreConformance(fixture: EventStoreFixture): void {
  describe(`event store on ${fixture.name}`, () => {
    for (const topic of new Set(cases.map((each) => each.topic))) {
      describe(topic, () => {
        for (const each of cases) {
          if (each.topic === topic) it(each.title, () => each.run(fixture), CASE_TIMEOUT_MS);
        }
      });
    }
  });
}
