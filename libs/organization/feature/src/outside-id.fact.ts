import type { JsonValue } from '@taizhang/kernel';
import type { OutsideClaim } from '@taizhang/organization-domain';
import { ledgerFact } from '@taizhang/platform';
import { outsideClaimsView, type OutsideClaimRow } from './outside-claims.view.js';

/** Who has an outside id: key = `<bureau>/<kind>/<system>/<id>`; value = `OutsideClaim`. */
export const OUTSIDE_ID_FACT = 'organization.outside-id';

/** Answers {@link OUTSIDE_ID_FACT}. Only the keyed hash of system and id is looked for, and stands in the ledger. */
export const outsideIdFact = ledgerFact(
  'organization',
  outsideClaimsView.name,
  async ({ ledger, rest: [kind, system = '', ...rest] }, reads) => {
    const claim = await reads.keyedHash('outside-id', JSON.stringify([kind, system, rest.join('/').trim()]));
    const found = await reads.all(outsideClaimsView.name, {
      ledgers: 'all',
      where: [{ op: 'eq', field: 'claim', value: claim }],
    });
    const row = found.find((each) => each.ledger === ledger)?.doc as unknown as OutsideClaimRow | undefined; // a document of that view
    const value: OutsideClaim = {
      claim,
      holder: row?.holder ?? null,
      rev: row?.rev ?? null,
      elsewhere: found.some((each) => each.ledger !== ledger && each.doc['holder'] !== null),
    };
    return value as unknown as JsonValue; // holds JSON only
  },
);
