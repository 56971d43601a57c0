import { isLedgerId, ledgerId, type JsonValue } from '@taizhang/kernel';
import type { FactProvider } from '@taizhang/platform';
import { bodiesView } from './bodies.view.js';

/** Bodies of a unit that were formed, without those formed in error: key = `<bureau>/<unit>`; value = `UnitBodies`. */
export const UNIT_BODIES_FACT = 'organization.unit-bodies';

/** Answers {@link UNIT_BODIES_FACT}. What the view has seen is asked first: it may tell of more, never of less. */
export const unitBodiesFact: FactProvider = async ({ key }, reads) => {
  const [bureau = '', unit = ''] = key.split('/', 2);
  if (!isLedgerId(`organization/${bureau}`)) return { value: null, consulted: [] };
  const ledger = ledgerId('organization', bureau);
  const seen = await reads.seen(bodiesView.name, ledger);
  const found = await reads.all(bodiesView.name, {
    ledgers: [ledger],
    where: [{ op: 'eq', field: 'unit', value: unit }],
  });
  const bodies = found
    .filter(({ doc }) => doc['withdrawn'] !== true)
    .map(({ key: body, doc }): JsonValue => ({
      body,
      kind: doc['bodyKind'] ?? null,
      dissolvedOn: doc['dissolvedOn'] ?? null,
    }));
  return { value: { seen, bodies }, consulted: [{ ledger, size: seen }] };
};
