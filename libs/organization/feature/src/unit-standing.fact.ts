import type { JsonValue } from '@taizhang/kernel';
import type { UnitStanding } from '@taizhang/organization-domain';
import { ledgerFact } from '@taizhang/platform';
import { unitsView, type UnitRow } from './units.view.js';

/** How a unit of a ledger stands: key = `<bureau>/<unit>`; value = `UnitStanding`. */
export const UNIT_STANDING_FACT = 'organization.unit-standing';

/** Answers {@link UNIT_STANDING_FACT}. */
export const unitStandingFact = ledgerFact(
  'organization',
  unitsView.name,
  async ({ ledger, rest: [unit], seen }, reads) => {
    const found = await reads.get(unitsView.name, ledger, unit);
    const row = found?.doc as unknown as UnitRow | undefined; // a document of that view
    const standing: UnitStanding = { seen, unit: row === undefined ? null : standingOf(row) };
    return standing as unknown as JsonValue; // holds JSON only
  },
);

function standingOf(row: UnitRow): NonNullable<UnitStanding['unit']> {
  const { level, from, names, parents, principals, endedOn, ending, successors } = row;
  const ended = endedOn === null || ending === null ? null : { kind: ending, on: endedOn, successors };
  return { level, from, namedFrom: names.at(-1)?.from ?? from, parents, principals, ended };
}
