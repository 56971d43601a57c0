import { command, date, reject, role, text } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { MEMBERSHIP_IN_PAST } from './body.rejections.js';
import { FORMING_ROLES, isMemberAfter, onStanding } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Dissolves a body (撤销机构): every membership ends with it, one by one. */
export const dissolveBody = command({
  name: 'DissolveBody',
  title: { zh: '撤销机构', en: 'Dissolve body' },
  clauses: [],
  schema: z.strictObject({ on: date(), reason: text() }),
  allow: role(...FORMING_ROLES).at('unit-or-superior'),
  decide: ({ on, reason }, state: BodyState, { effectiveOn }, { id: body }) =>
    onStanding(state, ({ members }) => {
      if (on < effectiveOn) return reject(MEMBERSHIP_IN_PAST);
      const left = Object.entries(members)
        .filter(([, member]) => isMemberAfter(member, on))
        .map(([person, { roles, from }]) => {
          const end = from > on ? from : on; // one who was to join later never does
          return bodyEvents.BodyMemberLeft({ body, person, roles: [...roles], on: end, reason });
        });
      return [...left, bodyEvents.BodyDissolved({ body, on, reason })];
    }),
});
