import type { JsonValue } from '@taizhang/kernel';
import type { Body } from '@taizhang/organization-domain';
import { ledgerFact } from '@taizhang/platform';
import { bodiesView } from './bodies.view.js';

/** Full membership of a body on a date: key = `<bureau>/<body>`; value = `{ person, post }` each, in order of joining. */
export const BODY_MEMBERS_FACT = 'organization.body-members';

/** Answers {@link BODY_MEMBERS_FACT} (应到成员): votes count against all members, present or not. */
export const bodyMembersFact = ledgerFact(
  'organization',
  bodiesView.name,
  async ({ ledger, rest: [id], on }, reads) => {
    const found = await reads.get(bodiesView.name, ledger, id);
    const memberships = Object.values((found?.doc['memberships'] ?? {}) as unknown as Body['memberships']); // as the view writes them
    return memberships
      .filter(({ from, to }) => from <= on && (to === null || on < to))
      .map(({ person, post }): JsonValue => ({ person, post }));
  },
  [],
);
