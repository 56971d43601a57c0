import { isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import type { UnitStanding } from '@taizhang/organization-domain';
import type { FactProvider } from '@taizhang/platform';
import { unitsView, type UnitRow } from './units.view.js';

/** How a unit of a ledger stands: key = `<bureau>/<unit>`; value = `UnitStanding`. */
export const UNIT_STANDING_FACT = 'organization.unit-standing';

/** Answers {@link UNIT_STANDING_FACT}. What the view has seen is asked first: it may tell of more, never of less. */
export const unitStandingFact: FactProvider = async ({ key }, reads) => {
  const [bureau = '', unit = ''] = key.split('/', 2);
  if (!isLedgerId(`organization/${bureau}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const seen = await reads.seen(unitsView.name, ledger);
  const found = await reads.get(unitsView.name, ledger, unit);
  const row = found?.doc as unknown as UnitRow | undefined; // a document of that view
  const standing: UnitStanding = { seen, unit: row === undefined ? null : standingOf(row) };
  return { value: standing as unknown as JsonValue, consulted: [{ ledger, size: seen }] }; // holds JSON only
};

function standingOf(row: UnitRow): NonNullable<UnitStanding['unit']> {
  const { level, from, names, parents, principals, endedOn, ending, successors } = row;
  const ended = endedOn === null || ending === null ? null : { kind: ending, on: endedOn, successors };
  return { level, from, namedFrom: names.at(-1)?.from ?? from, parents, principals, ended };
}
