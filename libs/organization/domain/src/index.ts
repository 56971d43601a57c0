export { body } from './body/body.aggregate.js';
export { bodyRejections } from './body/body.rejections.js';
export { person } from './person/person.aggregate.js';
export { personRejections } from './person/person.rejections.js';
export type { Body, BodyState, Membership } from './body/body.state.js';
export type { PersonState } from './person/person.state.js';
export { unit } from './unit/unit.aggregate.js';
export { unitRejections } from './unit/unit.rejections.js';
export type { Principal, Unit, UnitState } from './unit/unit.state.js';
