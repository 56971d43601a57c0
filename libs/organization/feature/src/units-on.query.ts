import { bureauOf, date, id, isLedgerId, ledgerId, type Allowance, type JsonValue } from '@taizhang/kernel';
import { queryRoute, unitReferenceOf } from '@taizhang/platform';
import type { ViewDocument } from '@taizhang/views-port';
import { z } from 'zod';
import { parentOf, unitOn } from './unit-spans.js';
import { unitsView, type UnitRow } from './units.view.js';

const rowOf = ({ doc }: ViewDocument): UnitRow => doc as unknown as UnitRow; // a document of that view

/** The unit directory as of a date (某日单位名录): a unit as it was on that day, and those directly below it then. */
export function unitsOnQuery(allow: Allowance) {
  return queryRoute({
    name: 'units-on',
    clauses: ['C6.7'],
    title: { zh: '某日单位名录', en: 'Units as of a date' },
    params: z.object({ bureau: id(), on: date() }),
    allow,
    handle: async ({ bureau, on }, reads): Promise<JsonValue> => {
      if (!isLedgerId(`organization/${bureau}`)) return { on, unit: null, below: [] };
      const found = await reads.get(unitsView.name, ledgerId('organization', bureau), bureau);
      const below = await reads.all(unitsView.name, {
        ledgers: 'all',
        where: [{ op: 'eq', field: 'everUnder', value: bureau }],
      });
      const then = below
        // A branch is below its own bureau, whatever another of that code says.
        .filter(({ ledger, key }) => bureauOf(ledger) === key || bureauOf(ledger) === bureau)
        .filter((one) => parentOf(rowOf(one), on) === bureau);
      return {
        on,
        unit: found === undefined ? null : told(found, on),
        below: then.flatMap((one) => {
          const unit = told(one, on);
          return unit === null ? [] : [unit];
        }),
      };
    },
  });
}

function told(document: ViewDocument, on: string): JsonValue {
  const unit = unitOn(rowOf(document), on);
  const reference = unitReferenceOf(document.ledger, document.key);
  return unit === undefined ? null : ({ ...unit, reference } as unknown as JsonValue); // holds JSON only
}
