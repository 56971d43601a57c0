import { id, isLedgerId, ledgerId, type Allowance, type JsonValue } from '@taizhang/kernel';
import { queryRoute, unitReferenceOf } from '@taizhang/platform';
import { z } from 'zod';
import { officeOf, spansOf } from './unit-spans.js';
import { unitsView, type UnitRow } from './units.view.js';

/**
 * What a unit was called, where it stood and who was its principal on every day (单位沿革): old names stay; the office shows nobody
 * twice and no day without an entry [C6.7]. Units that it followed and that follow it are named by their references.
 */
export function unitHistoryQuery(allow: Allowance) {
  return queryRoute({
    name: 'unit-history',
    clauses: ['C6.7'],
    title: { zh: '单位沿革', en: 'History of a unit' },
    params: z.object({ bureau: id(), unit: id() }),
    allow,
    handle: async ({ bureau, unit }, reads): Promise<JsonValue> => {
      if (!isLedgerId(`organization/${bureau}`)) return null;
      const found = await reads.get(unitsView.name, ledgerId('organization', bureau), unit);
      if (found === undefined) return null;
      const row = found.doc as unknown as UnitRow; // a document of that view
      const reference = unitReferenceOf(found.ledger, unit);
      const before = await reads.all(unitsView.name, {
        ledgers: 'all',
        where: [{ op: 'eq', field: 'successors', value: reference }],
      });
      const history = {
        reference,
        level: row.level,
        from: row.from,
        endedOn: row.endedOn,
        ending: row.ending,
        successors: row.successors,
        predecessors: before.map(({ ledger, key }) => unitReferenceOf(ledger, key)),
        names: spansOf(row.names, row.endedOn).map(({ value: { name }, from, to }) => ({ name, from, to })),
        parents: spansOf(row.parents, row.endedOn).map(({ value: { parent }, from, to }) => ({ parent, from, to })),
        principals: officeOf(row),
      };
      return history as unknown as JsonValue; // holds JSON only
    },
  });
}
