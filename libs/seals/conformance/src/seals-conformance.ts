import { guardRowCases } from './cases/guard-rows.cases.js';
import { sealRowCases } from './cases/seal-rows.cases.js';
import type { GuardRowsFixture, RowsCase, RowsFixture, SealRowsFixture } from './conformance-case.js';

/** Runs the suite of trees and checkpoints under Jest. */
export function sealRowsConformance(fixture: SealRowsFixture): void {
  suite(`trees and checkpoints: ${fixture.name}`, sealRowCases, fixture);
}

/** Runs the suite of sign guards under Jest. */
export function guardRowsConformance(fixture: GuardRowsFixture): void {
  suite(`sign guard: ${fixture.name}`, guardRowCases, fixture);
}

function suite<Rows>(name: string, cases: readonly RowsCase<Rows>[], fixture: RowsFixture<Rows>): void {
  describe(name, () => {
    it.each(cases.map((each) => [each.title, each] as const))('%s', async (_title, { run }) => {
      await run(fixture);
    });
  });
}
