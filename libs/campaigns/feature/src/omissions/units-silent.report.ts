import { addDays } from '@taizhang/calendar';
import { bureauOf, OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, POLICY_FACT, type AskedDuties, type OwedDuty } from '@taizhang/platform';
import { hasEnded, lastActOf } from '../last-acts.js';
import { stagesView, type StageRow } from '../stages.view.js';

/** Days of silence after which a unit is told of, as in force on the day of the report; `null` where nobody adopted any. */
async function daysAllowed(bureau: string, { fact, once }: AskedDuties): Promise<number | null> {
  const found = await once(`policy ${bureau}`, () => fact({ fact: POLICY_FACT, key: `${bureau}/inactivity.days` }));
  const value: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'value') : null;
  return typeof value === 'number' ? value : null;
}

/**
 * Units of a stage that lasts of which nothing was heard for the policy's days (停滞单位): as of an earlier day, those that are silent
 * since [C6.1].
 */
export const unitsSilent = omissionReport({
  name: 'units-silent',
  clauses: ['C6.1'],
  title: { zh: '工作停滞的单位', en: 'Units that nothing was heard of' },
  duties: { GO_ON: { zh: '持续推进，防止前紧后松', en: 'Go on with the work to the end' } },
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: { view: stagesView.name, where: [{ op: 'in', field: 'status', values: ['OPEN', 'CLOSING'] }] },
  owed: async ({ ledger, doc }, asked) => {
    const { stage, from, units } = doc as unknown as StageRow; // a document of that view
    const bureau = bureauOf(ledger);
    const days = await daysAllowed(bureau, asked);
    if (days === null) return [];
    const owed = units.map(async (unit): Promise<readonly OwedDuty[]> => {
      if (await hasEnded(bureau, unit, asked.reads, asked.on)) return [];
      const since = await lastActOf(bureau, unit, from, asked.reads);
      const subject = `stage/${stage}`;
      const dueOn = addDays(since, days - 1);
      return [{ duty: 'GO_ON', unit, person: null, subject, part: unit, since, dueOn, doneOn: null }];
    });
    return (await Promise.all(owed)).flat();
  },
});
