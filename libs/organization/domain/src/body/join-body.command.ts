import { command, date, id, int, reject, role, text, type Rejection } from '@taizhang/kernel';
import { BODY_POSTS, bodyEvents, rolesOfPost } from '@taizhang/contracts';
import { z } from 'zod';
import { SELF_APPOINTMENT, TERM_EMPTY, TERM_IN_PAST } from '../person/person.rejections.js';
import { APPOINTING_ROLES, isOwnAct, overlap } from '../person/person.rules.js';
import { PERSON_UNKNOWN } from '../unit/unit.rejections.js';
import { BEFORE_BODY_FORMED, MEMBER_ALREADY, SECRETARY_ALREADY } from './body.rejections.js';
import { onStanding } from './body.rules.js';
import type { Body, BodyState, Membership } from './body.state.js';

/**
 * Makes a person a member of a body (任机构成员), which gives the roles of the post while it lasts. Whoever changes posts
 * (改任) leaves and joins again on the same day.
 */
export const joinBody = command({
  name: 'JoinBody',
  title: { zh: '任机构成员', en: 'Join body' },
  clauses: [],
  schema: z.strictObject({
    person: id(),
    post: z.enum(BODY_POSTS),
    from: date(),
    to: date().nullable().default(null),
    clearance: int().min(0).max(3).default(1),
    basis: text(),
  }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  needs: ({ person }) => ({ person: { fact: 'organization.person', key: person } }),
  decide: (input, state: BodyState, facts, { id: body }) =>
    onStanding(state, (standing) => {
      if (isOwnAct(facts, input.person)) return reject(SELF_APPOINTMENT);
      if (facts.needs['person'] === null) return reject(PERSON_UNKNOWN, { person: input.person });
      if (input.to !== null && input.to <= input.from) return reject(TERM_EMPTY);
      if (input.from < standing.from) return reject(BEFORE_BODY_FORMED, { from: standing.from });
      if (input.from < facts.effectiveOn) return reject(TERM_IN_PAST);
      const roles = [...rolesOfPost(standing.bodyKind, input.post)];
      return taken(standing, input) ?? [bodyEvents.BodyMemberJoined({ body, unit: standing.unit, roles, ...input })];
    }),
});

/** A person has one post in a body at a time, and a party committee one secretary. */
function taken({ bodyKind, memberships }: Body, input: Membership): Rejection | undefined {
  const others = Object.values(memberships).filter((other) => overlap(other, input));
  if (others.some(({ person }) => person === input.person)) return reject(MEMBER_ALREADY, { person: input.person });
  if (bodyKind !== 'PARTY_COMMITTEE' || input.post !== 'SECRETARY') return undefined;
  const secretary = others.find(({ post }) => post === 'SECRETARY');
  return secretary === undefined ? undefined : reject(SECRETARY_ALREADY, { person: secretary.person });
}
