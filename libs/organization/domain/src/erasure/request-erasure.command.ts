import { command, id, reject, role, text } from '@taizhang/kernel';
import { bureauOfPerson, ERASURE_GROUNDS, erasureEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { ERASURE_ALREADY_REQUESTED, ERASURE_SUBJECT_IN_OFFICE, ERASURE_SUBJECT_UNKNOWN } from './erasure.rejections.js';
import type { ErasureState } from './erasure.state.js';

/**
 * Asks for the erasure of all personal data of a person (申请删除个人信息), wherever they are. Of a person who has left, unless a
 * court orders it: who holds duties must be known by name to those who give them.
 */
export const requestErasure = command({
  name: 'RequestErasure',
  title: { zh: '申请删除个人信息', en: 'Request erasure' },
  clauses: [],
  schema: z.strictObject({ subject: id(), basis: z.enum(ERASURE_GROUNDS), reason: text() }),
  allow: role('security-admin').at('unit-or-superior'),
  needs: ({ subject }) => ({ standing: { fact: 'organization.person-standing', key: subject } }),
  decide: (input, state: ErasureState, { needs }, target) => {
    if (state.kind !== 'none') return reject(ERASURE_ALREADY_REQUESTED);
    const { standing } = needs;
    if (bureauOfPerson(input.subject) !== target.bureau || standing === null) return reject(ERASURE_SUBJECT_UNKNOWN);
    if (standing !== 'LEFT' && input.basis !== 'COURT_ORDER') return reject(ERASURE_SUBJECT_IN_OFFICE);
    return [erasureEvents.ErasureRequested({ erasure: target.id, ...input })];
  },
});
