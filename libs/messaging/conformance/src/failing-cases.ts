import type { ConformanceCase } from './conformance-case.js';

/** Titles of the cases that a fixture does not pass, played side by side: what the tests of the suites ask. */
export async function failingCases<Fixture>(
  cases: readonly ConformanceCase<Fixture>[],
  fixture: Fixture,
): Promise<readonly string[]> {
  const outcomes = await Promise.allSettled(cases.map(({ run }) => run(fixture)));
  return cases.filter((_, index) => outcomes[index]?.status === 'rejected').map(({ title }) => title);
}
