export { person } from './person/person.aggregate.js';
export * as personRejections from './person/person.rejections.js';
export type { PersonState } from './person/person.state.js';
export { unit } from './unit/unit.aggregate.js';
export * as unitRejections from './unit/unit.rejections.js';
export type { Principal, Unit, UnitState } from './unit/unit.state.js';
