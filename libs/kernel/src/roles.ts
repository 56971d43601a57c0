/** Roles of those who do a bureau's work or oversee it: who reads its registers by default. */
export const OFFICE_ROLES = [
  'branch-secretary',
  'branch-clerk',
  'leading-cadre',
  'principal',
  'committee-member',
  'committee-secretary',
  'campaign-office',
  'superior-office',
  'supervision-group',
  'discipline-office',
  'auditor',
] as const;

/** Roles that appointments give at a unit, from–to (domain §1.5). */
export const ROLES = [
  ...OFFICE_ROLES,
  'teller',
  'delegate',
  'analyst',
  'system-admin',
  'security-admin',
  'audit-admin',
  'public',
  'system',
] as const;

/** A role; `public` has no account, `system` is for policies. */
export type Role = (typeof ROLES)[number];

/** Where the role must be held, seen from the unit the command is about. */
export type RoleScope = 'unit' | 'unit-or-superior' | 'anywhere';

/** Who may give a command: any of the roles, held at the unit or above it. Default is deny (design §9). */
export interface Allowance {
  readonly roles: readonly Role[];
  readonly scope: RoleScope;
}

/**
 * Declares who may.
 * @example allow: role('branch-secretary', 'branch-clerk').at('unit')
 */
export function role(...roles: readonly [Role, ...Role[]]): { at(scope: RoleScope): Allowance } {
  return { at: (scope) => ({ roles, scope }) };
}
