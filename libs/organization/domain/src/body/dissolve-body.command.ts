import { command, date, reject, role, text } from '@taizhang/kernel';
import { bodyEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { TERM_IN_PAST } from '../person/person.rejections.js';
import { APPOINTING_ROLES } from '../person/person.rules.js';
import { BEFORE_BODY_FORMED } from './body.rejections.js';
import { endsOf, onStanding, openMemberships } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Dissolves a body (撤销机构): every membership ends with it, one by one; a policy does so when its unit ends, whenever that is recorded. */
export const dissolveBody = command({
  name: 'DissolveBody',
  title: { zh: '撤销机构', en: 'Dissolve body' },
  clauses: [],
  schema: z.strictObject({ on: date(), reason: text() }),
  allow: role(...APPOINTING_ROLES, 'system').at('unit-or-superior'),
  decide: ({ on, reason }, state: BodyState, { actor, effectiveOn }, { id: body }) =>
    onStanding(state, (standing) => {
      if (on < standing.from) return reject(BEFORE_BODY_FORMED, { from: standing.from });
      if (on < effectiveOn && actor.role !== 'system') return reject(TERM_IN_PAST);
      const left = endsOf(body, openMemberships(standing, on), on, reason);
      return [...left, bodyEvents.BodyDissolved({ body, on, reason })];
    }),
});
