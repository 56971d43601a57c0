import { daysBetween } from '@taizhang/calendar';
import { bureauOf, date, ledgerId, role, type JsonValue } from '@taizhang/kernel';
import { queryRoute, SUBORDINATES_FACT, UNIT_DIRECTORY, unitFacts, type ContextReads } from '@taizhang/platform';
import { z } from 'zod';
import { MASS_SOURCES } from './omissions/unanswered-origins.report.js';
import { duePetitions } from './petition/petitions-due.query.js';
import type { PetitionRow } from './petition/petitions.document.js';
import { petitionsView } from './petition/petitions.view.js';
import type { RectificationRow } from './rectification-ledger.document.js';
import { rectificationLedgerView } from './rectification-ledger.view.js';

/** An appeal of the masses that is overdue: whoever let it lie is a candidate for a lead (对群众诉求推三阻四) [C1.3.c]. */
export interface OverdueAppeal {
  readonly bureau: string;
  /** Stream that it is about. */
  readonly subject: string;
  readonly source: string;
  readonly status: string;
  /** Unit and person whose act is overdue; nobody is named of a petition. */
  readonly unit: string;
  readonly person: string | null;
  readonly dueOn: string;
  readonly daysLate: number;
}

/** Statuses in which an issue waits for its unit: not for its reviewer, nor for a day agreed. */
const WAITING = ['ASSIGNED', 'MEASURES_SET', 'IN_RECTIFICATION', 'RETURNED', 'REOPENED'] as const;

async function overdueIssues(bureaus: readonly string[], on: string, reads: ContextReads) {
  const found = await reads.all(rectificationLedgerView.name, {
    ledgers: bureaus.map((bureau) => ledgerId('issues', bureau)),
    where: [
      { op: 'in', field: 'status', values: [...WAITING] },
      { op: 'range', field: 'deadline', from: '0000-01-01', to: on },
    ],
  });
  return found.flatMap(({ ledger, doc }): readonly OverdueAppeal[] => {
    const row = doc as unknown as RectificationRow; // a document of that view
    const source = Object.values(row.origins).find((origin) => MASS_SOURCES.includes(origin.source))?.source;
    if (source === undefined || row.deadline === null || row.deadline >= on) return [];
    const { code, status, owner: person, deadline: dueOn } = row;
    const daysLate = daysBetween(dueOn, on);
    const [bureau, unit] = [bureauOf(ledger), row.lead ?? row.unit];
    return [{ bureau, subject: `issue/${code}`, source, status, unit, person, dueOn, daysLate }];
  });
}

async function overduePetitions(bureaus: readonly string[], on: string, reads: ContextReads) {
  const found = await reads.all(petitionsView.name, {
    ledgers: bureaus.map((bureau) => ledgerId('issues', bureau)),
    where: [{ op: 'range', field: 'dueOn', from: '0000-01-01', to: on }],
  });
  const rows = found.map(({ ledger, doc }) => ({ bureau: bureauOf(ledger), row: doc as unknown as PetitionRow })); // documents of that view
  return duePetitions(rows, on, null)
    .filter(({ daysLate }) => daysLate > 0) // what waits for the petitioner has no day on which it is due
    .map(({ bureau, petition, status, unit, dueOn, daysLate }): OverdueAppeal => ({
      bureau,
      subject: `petition/${petition}`,
      source: 'PETITION',
      status,
      unit,
      person: null,
      dueOn,
      daysLate,
    }));
}

/** The overdue appeals of the masses in some bureaus on a day, the longest overdue first. */
export async function overdueAppeals(
  bureaus: readonly string[],
  on: string,
  reads: ContextReads,
): Promise<readonly OverdueAppeal[]> {
  const found = [...(await overdueIssues(bureaus, on, reads)), ...(await overduePetitions(bureaus, on, reads))];
  return found.sort((a, b) => b.daysLate - a.daysLate || (a.subject < b.subject ? -1 : 1));
}

/**
 * Appeals of the masses, issues and petitions, that are overdue (超期群众诉求), of a unit and all below it: candidates for leads about
 * not acting. They are told, nothing is recorded: whoever takes one up registers the lead [C1.3.c].
 */
export const overdueMassAppealsQuery = queryRoute({
  name: 'overdue-mass-appeals',
  title: { zh: '超期群众诉求（拟转问题线索）', en: 'Overdue appeals of the masses' },
  clauses: ['C1.3.c'],
  params: z.strictObject({ bureau: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/), on: date() }),
  allow: role('discipline-office', 'campaign-office', 'superior-office', 'supervision-group', 'principal').at(
    'unit-or-superior',
  ),
  handle: async ({ bureau, on }, reads) => {
    const below = await unitFacts(UNIT_DIRECTORY)[SUBORDINATES_FACT]?.({ fact: SUBORDINATES_FACT, key: bureau }, reads);
    const bureaus = [bureau, ...(Array.isArray(below?.value) ? below.value.map(String) : [])];
    return { on, appeals: await overdueAppeals(bureaus, on, reads) } as unknown as JsonValue; // holds JSON only
  },
});
