import type { JobRowsCase, JobRowsFixture } from './conformance-case.js';
import { jobRowsCases } from './job-rows.cases.js';

/** Runs one case at a fresh place. */
export async function runCase({ check }: JobRowsCase, fixture: JobRowsFixture): Promise<void> {
  const place = await fixture.freshPlace();
  const [one, other] = [await fixture.open(place), await fixture.open(place)];
  try {
    await check(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

/** Runs the suite under Jest. */
export function jobRowsConformance(fixture: JobRowsFixture): void {
  describe(`jobs: ${fixture.name}`, () => {
    it.each(jobRowsCases.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
      await runCase(each, fixture);
    });
  });
}
