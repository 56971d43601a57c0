import { ROLES, type Clearance, type Role } from '@taizhang/kernel';
import type { IdentityPort, Sender } from './identity.js';

/** Clearance of a test identity that names none: internal (内部). */
export const DEFAULT_TEST_CLEARANCE = 1;

const CREDENTIALS =
  /^Test ([A-Za-z0-9][A-Za-z0-9._-]{0,63});([a-z-]{1,32});([a-z0-9][a-z0-9-]{0,62}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?)(?:;([0-3]))?$/;
/** An account that acts by its person's appointments, as a real one does. */
const ACCOUNT = /^Test acct-([a-z0-9][a-z0-9-]{0,62}\.[A-Za-z0-9._-]{1,58})$/;

function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/**
 * Believes what the request says: `Authorization: Test <actor id>;<role>;<unit>[;<clearance 0-3>]` claims a power, `Test
 * <account of a person>` has those that the person was given. Only with `TAIZHANG_IDENTITY=test`, which the configuration
 * refuses in production. An actor id here never has the form of a policy's.
 */
export const testIdentity: IdentityPort = {
  identify: ({ headers: { authorization } }) =>
    Promise.resolve(authorization === undefined ? undefined : senderOf(authorization)),
};

function senderOf(authorization: string): Sender | undefined {
  const person = ACCOUNT.exec(authorization)?.[1];
  if (person !== undefined) return { account: `acct-${person}`, person };
  const [, account, role, unit, clearance] = CREDENTIALS.exec(authorization) ?? [];
  if (account === undefined || role === undefined || unit === undefined || !isRole(role)) return undefined;
  return {
    account,
    claimed: {
      id: 'claimed',
      role,
      unit,
      clearance: clearance === undefined ? DEFAULT_TEST_CLEARANCE : (Number(clearance) as Clearance), // the pattern allows 0 to 3
    },
  };
}
