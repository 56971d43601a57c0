import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { BODY_MEMBER_ABSENT, MEMBERSHIP_IN_PAST, MEMBERSHIP_TERM_EMPTY } from './body.rejections.js';
import { FORMING_ROLES, isMemberAfter, memberOf, onStanding } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Ends a membership (机构成员离任); given by a policy, too, when a person leaves. */
export const leaveBody = command({
  name: 'LeaveBody',
  title: { zh: '机构成员离任', en: 'Leave body' },
  clauses: [],
  schema: z.strictObject({ person: id(), on: date(), reason: text() }),
  allow: role(...FORMING_ROLES, 'system').at('unit-or-superior'),
  decide: (input, state: BodyState, { actor, effectiveOn }, target) =>
    onStanding(state, (body) => {
      const member = memberOf(body, input.person);
      if (member === undefined || !isMemberAfter(member, input.on)) return reject(BODY_MEMBER_ABSENT);
      if (input.on < member.from) return reject(MEMBERSHIP_TERM_EMPTY);
      // What a policy carries out was decided on its day already.
      if (input.on < effectiveOn && actor.role !== 'system') return reject(MEMBERSHIP_IN_PAST);
      return [bodyEvents.BodyMemberLeft({ body: target.id, roles: [...member.roles], ...input })];
    }),
});
