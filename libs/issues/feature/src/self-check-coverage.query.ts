import { id, isLedgerId, ledgerId, OFFICE_ROLES, role, type JsonValue } from '@taizhang/kernel';
import { queryRoute, STAGE_DIRECTORY, type ContextReads, type DirectoryStage } from '@taizhang/platform';
import { z } from 'zod';
import { selfCheckDues } from './self-check-dues.js';
import { SELF_CHECKS, type SelfCheckRow } from './self-checks.view.js';

/** One who owes a self-check: a leading group, or a leading cadre of it. */
export interface SelfCheckDue {
  readonly unit: string;
  readonly person: string | null;
}

/** How far the self-checks of a stage have come by a day: `missing` names who had not answered then [C1.1.l]. */
export interface SelfCheckCoverage {
  readonly due: number;
  readonly submitted: number;
  readonly nothingFound: number;
  readonly missing: readonly SelfCheckDue[];
}

async function coverage(bureau: string, stage: string, on: string, reads: ContextReads): Promise<JsonValue> {
  const opened = await reads.get(STAGE_DIRECTORY, ledgerId('campaigns', bureau), stage);
  if (opened === undefined) return null;
  const owed = await selfCheckDues(bureau, opened.doc as unknown as DirectoryStage, on, reads); // a document of that view
  const dues = owed.map(({ unit, person }): SelfCheckDue => ({ unit, person }));
  const found = await reads.all(SELF_CHECKS, {
    ledgers: [ledgerId('issues', bureau)],
    where: [
      { op: 'eq', field: 'stage', value: stage },
      { op: 'eq', field: 'submitted', value: true },
    ],
  });
  const standing = found.map(({ doc }) => doc as unknown as SelfCheckRow); // documents of that view
  const checks = standing.filter(({ submittedAt }) => reads.dayOf(submittedAt) <= on);
  const answered = (due: SelfCheckDue) => checks.find(({ unit, person }) => unit === due.unit && person === due.person);
  const given = dues.flatMap((due) => answered(due) ?? []);
  const result: SelfCheckCoverage = {
    due: dues.length,
    submitted: given.length,
    nothingFound: given.filter(({ nothingFound }) => nothingFound).length,
    missing: dues.filter((due) => answered(due) === undefined),
  };
  return result as unknown as JsonValue; // holds JSON only
}

/** Whether every leading group and leading cadre of a stage has answered (自查覆盖情况), and who has not [C1.1.l]. */
export const selfCheckCoverageQuery = queryRoute({
  name: 'self-check-coverage',
  title: { zh: '自查覆盖情况', en: 'Coverage of self-checks' },
  params: z.strictObject({ bureau: id(), stage: id(), on: z.iso.date() }),
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  handle: ({ bureau, stage, on }, reads) =>
    isLedgerId(`issues/${bureau}`) ? coverage(bureau, stage, on, reads) : Promise.resolve(null),
});
