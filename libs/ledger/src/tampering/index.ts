export { Forgery, type ForgedEntry, type ForgeryKeys } from './forgery.js';
export { type Landmarks, landmarksOf } from './landmarks.js';
export { type Attacker, type TamperBundle, type TamperCase, type TamperScene, verifyTampered } from './tamper-case.js';
export { TAMPER_CASES } from './tamper-cases.js';
