import { actsFor, command, date, id, int, reject, role, text } from '@taizhang/kernel';
import { accountIdOf, BODY_POSTS, bodyEvents, rolesOfPost } from '@taizhang/contracts';
import { z } from 'zod';
import {
  BODY_MEMBER_PRESENT,
  MEMBER_UNKNOWN,
  MEMBERSHIP_IN_PAST,
  MEMBERSHIP_TERM_EMPTY,
  SECOND_SECRETARY,
  SELF_MEMBERSHIP,
} from './body.rejections.js';
import { FORMING_ROLES, isMemberAfter, memberOf, onStanding } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Makes a person a member of a body (机构成员任职); the post says which roles that gives, and the event records them. */
export const joinBody = command({
  name: 'JoinBody',
  title: { zh: '机构成员任职', en: 'Join body' },
  clauses: [],
  schema: z.strictObject({
    person: id(),
    post: z.enum(BODY_POSTS),
    from: date(),
    to: date().nullable().default(null),
    clearance: int().min(0).max(3).default(1),
    basis: text(),
  }),
  allow: role(...FORMING_ROLES).at('unit-or-superior'),
  needs: ({ person }) => ({ person: { fact: 'organization.person', key: person } }),
  decide: (input, state: BodyState, facts, target) =>
    onStanding(state, (body) => {
      if (actsFor(facts).includes(accountIdOf(input.person))) return reject(SELF_MEMBERSHIP);
      if (facts.needs['person'] === null) return reject(MEMBER_UNKNOWN, { person: input.person });
      if ((input.to !== null && input.to <= input.from) || input.from < body.from) return reject(MEMBERSHIP_TERM_EMPTY);
      if (input.from < facts.effectiveOn) return reject(MEMBERSHIP_IN_PAST);
      const present = memberOf(body, input.person);
      if (present !== undefined && isMemberAfter(present, input.from)) return reject(BODY_MEMBER_PRESENT);
      const heads = Object.values(body.members).filter(({ post }) => post === 'SECRETARY');
      const single = body.sort === 'PARTY_COMMITTEE' && input.post === 'SECRETARY';
      if (single && heads.some((head) => isMemberAfter(head, input.from))) return reject(SECOND_SECRETARY);
      const roles = [...rolesOfPost(body.sort, input.post)];
      return [bodyEvents.BodyMemberJoined({ body: target.id, unit: body.unit, roles, ...input })];
    }),
});
