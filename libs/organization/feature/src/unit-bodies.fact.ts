import type { JsonValue } from '@taizhang/kernel';
import { ledgerFact } from '@taizhang/platform';
import { bodiesView } from './bodies.view.js';

/** Bodies of a unit that were formed, without those formed in error: key = `<bureau>/<unit>`; value = `UnitBodies`. */
export const UNIT_BODIES_FACT = 'organization.unit-bodies';

/** Answers {@link UNIT_BODIES_FACT}. */
export const unitBodiesFact = ledgerFact(
  'organization',
  bodiesView.name,
  async ({ ledger, rest: [unit], seen }, reads) => {
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
    return { seen, bodies };
  },
);
