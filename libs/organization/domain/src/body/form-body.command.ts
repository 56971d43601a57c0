import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { BODY_KINDS, bodyEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { TERM_IN_PAST, UNIT_NOT_REGISTERED } from '../person/person.rejections.js';
import { APPOINTING_ROLES } from '../person/person.rules.js';
import { BODY_ALREADY_FORMED } from './body.rejections.js';
import type { BodyState } from './body.state.js';

/** Forms a body (成立机构) of a unit: it lies in the unit's ledger, a branch's in its bureau's. */
export const formBody = command({
  name: 'FormBody',
  title: { zh: '成立机构', en: 'Form body' },
  clauses: [],
  schema: z.strictObject({ kind: z.enum(BODY_KINDS), unit: id(), name: text(200), from: date() }),
  allow: role(...APPOINTING_ROLES).at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({ path: { fact: 'organization.unit-path', key: `${bureau}/${unit}` } }),
  decide: (input, state: BodyState, { needs, effectiveOn }, { bureau, id: body }) => {
    if (state.kind !== 'none') return reject(BODY_ALREADY_FORMED);
    const path = needs['path'];
    const own = input.unit === bureau ? bureau : `${bureau}/${input.unit}`;
    if (!Array.isArray(path) || path[0] !== own) return reject(UNIT_NOT_REGISTERED, { unit: input.unit });
    if (input.from < effectiveOn) return reject(TERM_IN_PAST);
    return [bodyEvents.BodyFormed({ body, ...input })];
  },
});
