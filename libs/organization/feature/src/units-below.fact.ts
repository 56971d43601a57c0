import { bureauOf, isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import type { UnitsBelow } from '@taizhang/organization-domain';
import { unitReferenceOf, type FactProvider } from '@taizhang/platform';
import { unitsView } from './units.view.js';

/** Units directly below one that stand: key = its code; value = `UnitsBelow`. */
export const UNITS_BELOW_FACT = 'organization.units-below';

/** Answers {@link UNITS_BELOW_FACT}. What the view has seen is asked first: it may tell of more, never of less. */
export const unitsBelowFact: FactProvider = async ({ key }, reads) => {
  if (!isLedgerId(`organization/${key}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('organization', key);
  const seen = await reads.seen(unitsView.name, ledger);
  const found = await reads.all(unitsView.name, {
    ledgers: 'all',
    where: [{ op: 'eq', field: 'parent', value: key }],
  });
  const units = found
    .filter(({ doc }) => doc['endedOn'] === null)
    // A branch is below its own bureau, whatever another of that code says.
    .filter((one) => one.ledger === ledger || bureauOf(one.ledger) === one.key)
    .map((one) => unitReferenceOf(one.ledger, one.key));
  const value: UnitsBelow = { seen, units };
  return { value: value as unknown as JsonValue, consulted: [{ ledger, size: seen }] }; // holds JSON only
};
