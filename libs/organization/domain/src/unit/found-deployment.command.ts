import { command, date, id, reject, role, streamId, text } from '@taizhang/kernel';
import { bureauOfPerson, personEvents, UNIT_LEVELS, unitEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PERSON_ID_INVALID } from '../person/person.rejections.js';
import { DATE_IN_FUTURE, UNIT_ALREADY_REGISTERED, UNIT_OUTSIDE_LEDGER } from './unit.rejections.js';
import type { UnitState } from './unit.state.js';

/** Appointment of the first security administrator. */
const FIRST_APPOINTMENT = 'founding';
/** What the first appointment rests on: there is nobody yet who could appoint. */
const FOUNDING_BASIS = '系统初始化 Founding of the deployment';

/**
 * Founds an empty deployment (系统初始化): its root unit, the first person, and his appointment as security administrator (安全保密管理员),
 * in one commit. Only the setup gives it, once; everybody else is appointed by somebody.
 */
export const foundDeployment = command({
  name: 'FoundDeployment',
  title: { zh: '系统初始化', en: 'Found deployment' },
  clauses: [],
  schema: z.strictObject({
    level: z.enum(UNIT_LEVELS).exclude(['BRANCH']),
    name: text(200),
    person: id(),
    personName: text(100),
    from: date(),
  }),
  allow: role('system').at('anywhere'),
  decide: ({ level, name, person, personName, from }, state: UnitState, { today }, target) => {
    if (state.kind !== 'none') return reject(UNIT_ALREADY_REGISTERED);
    if (target.id !== target.bureau) return reject(UNIT_OUTSIDE_LEDGER);
    if (bureauOfPerson(person) !== target.bureau) return reject(PERSON_ID_INVALID);
    if (from > today) return reject(DATE_IN_FUTURE, { field: 'from' });
    const unit = target.id;
    const founder = [
      personEvents.PersonRegistered({ person, unit, name: personName, from }),
      personEvents.RoleGranted({
        appointment: FIRST_APPOINTMENT,
        person,
        role: 'security-admin',
        unit,
        from,
        to: null,
        clearance: 1,
        basis: FOUNDING_BASIS,
      }),
    ];
    return {
      events: [unitEvents.UnitRegistered({ unit, level, parent: null, name, from })],
      also: [{ stream: streamId('person', person), events: founder, expect: 'no-stream' }],
    };
  },
});
