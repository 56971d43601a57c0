import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { BODY_KINDS, bodyEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { BODY_ALREADY_FORMED, BODY_UNIT_UNKNOWN, MEMBERSHIP_IN_PAST } from './body.rejections.js';
import { FORMING_ROLES } from './body.rules.js';
import type { BodyState } from './body.state.js';

/** Forms a body (设立机构) at a unit of this ledger: a party committee (局党委), an office, a group. */
export const formBody = command({
  name: 'FormBody',
  title: { zh: '设立机构', en: 'Form body' },
  clauses: [],
  schema: z.strictObject({ kind: z.enum(BODY_KINDS), unit: id(), name: text(200), from: date() }),
  allow: role(...FORMING_ROLES).at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit }, { bureau }) => ({ path: { fact: 'organization.unit-path', key: `${bureau}/${unit}` } }),
  decide: (input, state: BodyState, { needs, effectiveOn }, target) => {
    if (state.kind !== 'none') return reject(BODY_ALREADY_FORMED);
    const path = needs['path'];
    const own = [target.bureau, `${target.bureau}/${input.unit}`];
    if (!Array.isArray(path) || !own.some((reference) => reference === path[0])) return reject(BODY_UNIT_UNKNOWN);
    if (input.from < effectiveOn) return reject(MEMBERSHIP_IN_PAST);
    return [bodyEvents.BodyFormed({ body: target.id, ...input })];
  },
});
