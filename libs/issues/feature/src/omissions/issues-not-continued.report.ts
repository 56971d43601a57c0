import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import { NOT_CLOSED } from '@taizhang/issues-domain';
import {
  omissionReport,
  STAGE_DIRECTORY,
  type AskedDuties,
  type DirectoryStage,
  type OwedDuty,
} from '@taizhang/platform';
import type { RectificationRow } from '../rectification-ledger.document.js';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

/** Stages of a bureau that stand and follow another. */
function followingStages(bureau: string, { once, reads }: AskedDuties): Promise<readonly DirectoryStage[]> {
  return once(`following stages ${bureau}`, async () => {
    const found = await reads.all(STAGE_DIRECTORY, { ledgers: [ledgerId('campaigns', bureau)] });
    const stages = found.map(({ doc }) => doc as unknown as DirectoryStage); // documents of that view
    return stages.filter(({ status, previous }) => status !== 'WITHDRAWN' && previous !== null);
  });
}

/**
 * Issues that are still open and were left in a stage that another follows (未接续的未结问题): with the change of stage every open one
 * goes on in the next [C1.1.a].
 */
export const issuesNotContinued = omissionReport({
  name: 'issues-not-continued',
  clauses: ['C1.1.a'],
  title: { zh: '未转入下一环节的未结问题', en: 'Open issues that were not taken into the next stage' },
  duties: { CONTINUE_ISSUE: { zh: '转入下一环节继续整改', en: 'Go on in the next stage' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: rectificationLedgerView.name,
    where: [{ op: 'in', field: 'status', values: [...NOT_CLOSED, 'CLOSED'] }],
    open: [{ op: 'in', field: 'status', values: [...NOT_CLOSED] }],
  },
  owed: async ({ ledger, doc }, asked) => {
    const row = doc as unknown as RectificationRow; // a document of that view
    const stages = await followingStages(bureauOf(ledger), asked);
    const common = { duty: 'CONTINUE_ISSUE', unit: row.lead ?? row.unit, person: row.owner, dueOn: null } as const;
    const owed = (next: DirectoryStage, doneOn: string | null): OwedDuty => ({
      ...common,
      subject: `issue/${row.code}`,
      part: next.stage,
      since: next.from,
      doneOn,
    });
    // What is closed owes nothing any more; what was closed before the stage began never did.
    const left = stages.filter(({ previous }) => previous === row.stage).map((next) => owed(next, row.closedOn));
    const taken = row.continued.flatMap(({ stage, at }) =>
      stages.filter((next) => next.stage === stage).map((next) => owed(next, asked.dayOf(at))),
    );
    return [...taken, ...left];
  },
});
