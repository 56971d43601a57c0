import { classificationCases } from './cases/classification-cases.js';
import { counterCases } from './cases/counter-cases.js';
import { crashCases } from './cases/crash-cases.js';
import { guardCases } from './cases/guard-cases.js';
import { handlerCases } from './cases/handler-cases.js';
import { pagingCases } from './cases/paging-cases.js';
import { queryCases } from './cases/query-cases.js';
import { sealedCases } from './cases/sealed-cases.js';
import { setCases } from './cases/set-cases.js';
import { textCases } from './cases/text-cases.js';
import { versionCases } from './cases/version-cases.js';
import type { ConformanceCase } from './conformance-case.js';
import type { ViewsFixture } from './fixture.js';

/** Everything a view store must do. */
export const viewsCases: readonly ConformanceCase[] = [
  ...guardCases,
  ...handlerCases,
  ...counterCases,
  ...crashCases,
  ...queryCases,
  ...setCases,
  ...pagingCases,
  ...textCases,
  ...sealedCases,
  ...classificationCases,
  ...versionCases,
];

/** How long one case may take, in milliseconds: a bound against hanging, not a measure. */
const CASE_TIMEOUT_MS = 300_000;

/**
 * Puts an adapter through the suite, in a Jest test file of five lines. No case is ever skipped.
 * @example viewsConformance({ name: 'sqlite', scale: 1, createDatabase: … })
 */
export function viewsConformance(fixture: ViewsFixture): void {
  describe(`views on ${fixture.name}`, () => {
    for (const topic of new Set(viewsCases.map((one) => one.topic))) {
      describe(topic, () => {
        for (const { title, run } of viewsCases.filter((one) => one.topic === topic)) {
          it(title, () => run(fixture), CASE_TIMEOUT_MS);
        }
      });
    }
  });
}
