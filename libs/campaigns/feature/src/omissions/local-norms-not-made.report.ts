import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import { NORM_DIRECTORY, omissionReport, type AskedDuties, type DirectoryNorm } from '@taizhang/platform';
import { stagesView, type StageRow } from '../stages.view.js';

/** Days from which the bureau's own norms are in force, told apart from those that it took over from above. */
function localNormsFrom(bureau: string, { once, reads }: AskedDuties): Promise<readonly string[]> {
  return once(`local norms ${bureau}`, async () => {
    const found = await reads.all(NORM_DIRECTORY, { ledgers: [ledgerId('rules', bureau)] });
    const norms = found.map(({ doc }) => doc as unknown as DirectoryNorm); // documents of that view
    const local = norms.filter(({ status, treatment }) => status !== 'WITHDRAWN' && treatment === null);
    return local.flatMap(({ published }) => published?.from ?? []).sort();
  });
}

/**
 * Bureaus that have in a stage taken over what comes from above and added no norm of their own (未结合本系统实际制定制度), by the
 * stage's last day: what is inherited and what is local are told apart by their origin [C0.3].
 */
export const localNormsNotMade = omissionReport({
  name: 'local-norms-not-made',
  clauses: ['C0.3'],
  title: { zh: '未结合本系统实际制定制度', en: 'Bureaus without a norm of their own in a stage' },
  duties: { MAKE_LOCAL_NORM: { zh: '结合本系统实际制定制度', en: 'Make a norm of the bureau’s own' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: stagesView.name,
    where: [{ op: 'in', field: 'status', values: ['OPEN', 'CLOSING', 'CLOSED'] }],
  },
  owed: async ({ ledger, doc }, asked) => {
    const { stage, from, to } = doc as unknown as StageRow; // a document of that view
    const bureau = bureauOf(ledger);
    const days = await localNormsFrom(bureau, asked);
    return [
      {
        duty: 'MAKE_LOCAL_NORM',
        unit: bureau,
        person: null,
        subject: `stage/${stage}`,
        part: null,
        since: from,
        dueOn: to,
        doneOn: days.find((day) => day >= from) ?? null,
      },
    ];
  },
});
