import type { RowsCase, RowsFixture } from './conformance-case.js';
import { brokenGuardRows, brokenSealRows, DoNothingGuardRows, DoNothingSealRows } from './broken/broken-rows.js';
import { guardRowCases } from './cases/guard-rows.cases.js';
import { sealRowCases } from './cases/seal-rows.cases.js';
import { memoryGuardFixture, memorySealFixture } from './memory/memory-fixtures.js';

/** Titles of the cases that rows fail. */
async function failing<Rows>(cases: readonly RowsCase<Rows>[], fixture: () => RowsFixture<Rows>): Promise<string[]> {
  const failed: string[] = [];
  for (const { title, run } of cases) await run(fixture()).catch(() => failed.push(title));
  return failed;
}
const titles = (cases: readonly { readonly title: string }[]) => cases.map(({ title }) => title);

describe('the suites of seals', () => {
  it('have cases with titles of their own', () => {
    for (const cases of [sealRowCases, guardRowCases]) expect(new Set(titles(cases)).size).toBe(cases.length);
  });

  it('fail rows that keep nothing in every case', async () => {
    const noSeals = () => memorySealFixture((memory) => new DoNothingSealRows(memory));
    expect(await failing(sealRowCases, noSeals)).toEqual(titles(sealRowCases));
    const noGuard = () => memoryGuardFixture((memory) => new DoNothingGuardRows(memory));
    expect(await failing(guardRowCases, noGuard)).toEqual(titles(guardRowCases));
  });

  it.each(brokenSealRows)('notice trees and checkpoints of which one $fault', async ({ make, caught }) => {
    expect(await failing(sealRowCases, () => memorySealFixture(make))).toContainEqual(expect.stringContaining(caught));
  });

  it.each(brokenGuardRows)('notice a guard that $fault', async ({ make, caught }) => {
    expect(await failing(guardRowCases, () => memoryGuardFixture(make))).toContainEqual(
      expect.stringContaining(caught),
    );
  });
});
