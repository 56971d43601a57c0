import { boxCases } from './box.cases.js';
import type { BallotBoxCase, BallotBoxFixture } from './conformance-case.js';
import { drawerCases } from './drawers.cases.js';

/** Every case, as data. */
export const ballotBoxCases: readonly BallotBoxCase[] = [...drawerCases, ...boxCases];

/** Runs one case at a fresh place. */
export async function runCase({ check }: BallotBoxCase, fixture: BallotBoxFixture): Promise<void> {
  const place = await fixture.freshPlace();
  const [one, other] = [await fixture.open(place), await fixture.open(place)];
  try {
    await check(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

/** Runs the suite under Jest. */
export function ballotBoxConformance(fixture: BallotBoxFixture): void {
  describe(`ballot box: ${fixture.name}`, () => {
    it.each(ballotBoxCases.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
      await runCase(each, fixture);
    });
  });
}
