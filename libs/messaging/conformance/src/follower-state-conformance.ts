import { leaseCases } from './cases/leases.js';
import { markCases } from './cases/marks.js';
import { parkingCases } from './cases/parking.js';
import type { ConformanceCase } from './conformance-case.js';
import type { FollowerStateFixture } from './fixture.js';

/** Every case that a follower state must pass. */
export const FOLLOWER_STATE_CASES: readonly ConformanceCase<FollowerStateFixture>[] = [
  ...markCases,
  ...parkingCases,
  ...leaseCases,
];

/** Registers the suite with the test runner: an adapter's test file is one call of this. */
export function followerStateConformance(fixture: FollowerStateFixture): void {
  describe(`follower state conformance: ${fixture.name}`, () => {
    for (const { topic, title, run } of FOLLOWER_STATE_CASES) it(`${topic}: ${title}`, () => run(fixture));
  });
}
