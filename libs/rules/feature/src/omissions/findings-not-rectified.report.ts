import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import { checksView, type CheckRow } from '../checks.view.js';
import { ISSUE_DIRECTORY } from '../issue-directory.view.js';

/** Day on which the issue of a finding was raised; `null` where there is none. */
async function raisedOn(bureau: string, code: string, { reads }: AskedDuties): Promise<string | null> {
  const found = await reads.get(ISSUE_DIRECTORY, ledgerId('issues', bureau), code);
  const day = found?.doc['raisedOn'];
  return typeof day === 'string' ? day : null;
}

/**
 * What checks found and nobody raised as an issue (未转为问题的检查发现) [C3.15], and what is not rectified (未整改的检查发现): open while
 * its issue is [C3.16].
 */
export const findingsNotRectified = omissionReport({
  name: 'findings-not-rectified',
  clauses: ['C3.15', 'C3.16'],
  title: { zh: '未整改的检查发现', en: 'Findings that are not rectified' },
  duties: {
    RAISE_ISSUE: { zh: '转为问题台账', en: 'Raise the issue' },
    RECTIFY_FINDING: { zh: '整改到位', en: 'Rectify what was found' },
  },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: checksView.name,
    where: [
      { op: 'eq', field: 'status', value: 'PERFORMED' },
      { op: 'range', field: 'found', from: 1 },
    ],
    open: [{ op: 'range', field: 'open', from: 1 }],
  },
  owed: async ({ ledger, doc }, asked) => {
    const { check, unit, findings, on } = doc as unknown as CheckRow; // a document of that view
    const owed = Object.entries(findings).map(async ([part, finding]): Promise<readonly OwedDuty[]> => {
      const since = finding.raisedOn ?? on;
      const common = { unit, person: null, subject: `check/${check}`, part, since, dueOn: null } as const;
      return [
        { ...common, duty: 'RAISE_ISSUE', doneOn: await raisedOn(bureauOf(ledger), finding.issue, asked) },
        { ...common, duty: 'RECTIFY_FINDING', doneOn: finding.closedOn ?? null },
      ];
    });
    return (await Promise.all(owed)).flat();
  },
});
