import { bureauOf, ledgerId, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import { hasEnded } from '../last-acts.js';
import { lookBacksView, type LookBackRow } from '../look-backs.view.js';
import { stagesView, type StageRow } from '../stages.view.js';

/** The bureau's look-backs that were completed; loaded once per request. */
function completedLookBacks(bureau: string, { once, reads }: AskedDuties): Promise<readonly LookBackRow[]> {
  return once(`look-backs ${bureau}`, async () => {
    const found = await reads.all(lookBacksView.name, {
      ledgers: [ledgerId('campaigns', bureau)],
      where: [{ op: 'eq', field: 'status', value: 'COMPLETED' }],
    });
    return found.map(({ doc }) => doc as unknown as LookBackRow); // documents of that view
  });
}

/** Units of a stage at which no look-back (回头看) was completed by the stage's last day [C6.2]. */
export const lookBacksNotMade = omissionReport({
  name: 'look-backs-not-made',
  clauses: ['C6.2'],
  title: { zh: '未开展“回头看”的单位', en: 'Units without a look-back' },
  duties: { LOOK_BACK: { zh: '对前段工作开展“回头看”', en: 'Look back on earlier work' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: stagesView.name,
    where: [{ op: 'in', field: 'status', values: ['OPEN', 'CLOSING', 'CLOSED'] }],
  },
  owed: async ({ ledger, doc }, asked) => {
    const { stage, from, to, units } = doc as unknown as StageRow; // a document of that view
    const bureau = bureauOf(ledger);
    const made = (await completedLookBacks(bureau, asked)).filter((lookBack) => lookBack.stage === stage);
    const owed = units.map(async (unit): Promise<readonly OwedDuty[]> => {
      if (await hasEnded(bureau, unit, asked.reads, to)) return []; // it is not looked back at any more
      const [first] = made.flatMap(({ unit: at, completedOn }) => (at === unit ? (completedOn ?? []) : [])).sort();
      const subject = `stage/${stage}`;
      const duty = { duty: 'LOOK_BACK', unit, person: null, subject, part: unit, since: from, dueOn: to } as const;
      return [{ ...duty, doneOn: first ?? null }];
    });
    return (await Promise.all(owed)).flat();
  },
});
