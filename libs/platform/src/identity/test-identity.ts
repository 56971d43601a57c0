import { ROLES, type Clearance, type Role } from '@taizhang/kernel';
import type { IdentityPort, Principal } from './identity.js';

/** Clearance of a test identity that names none: internal (内部). */
export const DEFAULT_TEST_CLEARANCE = 1;

const CREDENTIALS = /^Test ([A-Za-z0-9][A-Za-z0-9._-]{0,63});([a-z-]{1,32});([a-z0-9][a-z0-9-]{0,62})(?:;([0-3]))?$/;

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/**
 * Believes what the request says: `Authorization: Test <actor id>;<role>;<unit>[;<clearance 0-3>]`. Only with
 * `TAIZHANG_IDENTITY=test`, which the configuration refuses in production. An actor id here never has the form of a policy's.
 */
export const testIdentity: IdentityPort = {
  identify: (authorization) => Promise.resolve(authorization === undefined ? undefined : principalOf(authorization)),
};

function principalOf(authorization: string): Principal | undefined {
  const [, id, role, unit, clearance] = CREDENTIALS.exec(authorization) ?? [];
  if (id === undefined || role === undefined || unit === undefined || !isRole(role)) return undefined;
  return {
    actor: { id, role },
    unit,
    clearance: clearance === undefined ? DEFAULT_TEST_CLEARANCE : (Number(clearance) as Clearance), // the pattern allows 0 to 3
  };
}
