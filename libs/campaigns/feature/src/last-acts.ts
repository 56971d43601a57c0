import { ledgerId, type LocalDate } from '@taizhang/kernel';
import { endedBy, UNIT_DIRECTORY, type ContextReads } from '@taizhang/platform';
import { ACTIVE_CONTEXTS, UNIT_ACTIVITY, type UnitActivity } from './unit-activity.view.js';

/** Ledgers of a bureau in which its units act. */
export function activeLedgers(bureau: string) {
  return ACTIVE_CONTEXTS.map((context) => ledgerId(context, bureau));
}

/** Day on which something was heard of a unit last, at the earliest `from`: nobody is silent before there was anything to do [C6.1]. */
export async function lastActOf(
  bureau: string,
  unit: string,
  from: LocalDate,
  reads: Pick<ContextReads, 'all' | 'dayOf'>,
): Promise<LocalDate> {
  const found = await reads.all(UNIT_ACTIVITY, {
    ledgers: activeLedgers(bureau),
    where: [{ op: 'eq', field: 'units', value: unit }],
  });
  const rows = found.map(({ doc }) => doc as unknown as UnitActivity); // documents of that view
  const [last] = rows.flatMap(({ acts }) => acts[unit] ?? []).sort((a, b) => (a < b ? 1 : -1));
  const day = last === undefined ? from : reads.dayOf(last);
  return day > from ? day : from;
}

/** Whether a unit of a bureau ended (撤并), by a day where one is given: it owes nothing any more. */
export async function hasEnded(
  bureau: string,
  unit: string,
  reads: Pick<ContextReads, 'get'>,
  by?: LocalDate,
): Promise<boolean> {
  const found = await reads.get(UNIT_DIRECTORY, ledgerId('organization', bureau), unit);
  return found !== undefined && endedBy(found.doc, by);
}
