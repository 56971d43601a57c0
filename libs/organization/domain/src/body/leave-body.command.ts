import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { z } from 'zod';
import { TERM_EMPTY, TERM_IN_PAST } from '../person/person.rejections.js';
import { APPOINTING_ROLES } from '../person/person.rules.js';
import { NOT_A_MEMBER } from './body.rejections.js';
import { endsOf, onStanding, openMemberships } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Ends a person's membership (免去机构职务); a policy does so when the person leaves (离任), whenever that is recorded. */
export const leaveBody = command({
  name: 'LeaveBody',
  title: { zh: '免去机构职务', en: 'Leave body' },
  clauses: [],
  schema: z.strictObject({ person: id(), on: date(), reason: text() }),
  allow: role(...APPOINTING_ROLES, 'system').at('unit-or-superior'),
  decide: ({ person, on, reason }, state: BodyState, { actor, effectiveOn }, { id: body }) =>
    onStanding(state, (standing) => {
      const held = openMemberships(standing, on).filter(([, membership]) => membership.person === person);
      if (held.length === 0) return reject(NOT_A_MEMBER, { person });
      if (actor.role !== 'system') {
        if (held.every(([, { from }]) => on < from)) return reject(TERM_EMPTY);
        if (on < effectiveOn) return reject(TERM_IN_PAST);
      }
      return endsOf(body, held, on, reason);
    }),
});
