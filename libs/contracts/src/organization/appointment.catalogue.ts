/**
 * Roles that an appointment gives by itself (domain §1.5). The others come with an office: that of the principal (一把手), or
 * membership of a body.
 */
export const GRANTABLE_ROLES = [
  'branch-secretary',
  'branch-clerk',
  'leading-cadre',
  'campaign-office',
  'superior-office',
  'supervision-group',
  'discipline-office',
  'teller',
  'delegate',
  'auditor',
  'analyst',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;

/** 三员: system, security and audit administrators are different people, and none of them delegates (design §9). */
export const ADMINISTRATOR_ROLES = ['system-admin', 'security-admin', 'audit-admin'] as const;

/** Kinds of bodies with members: 局党委, 教育实践活动办公室, 市委领导小组办公室, 督导组, 纪检监察机构, 领导班子. */
export const BODY_KINDS = [
  'PARTY_COMMITTEE',
  'CAMPAIGN_OFFICE',
  'CITY_OFFICE',
  'SUPERVISION_GROUP',
  'DISCIPLINE_OFFICE',
  'LEADING_GROUP',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Of these a unit has one at a time; supervision groups (督导组) may be several. */
export const SINGLE_BODIES: readonly BodyKind[] = BODY_KINDS.filter((kind) => kind !== 'SUPERVISION_GROUP');

/** Posts within a body: 书记/主任/组长, 副职, 成员. */
export const BODY_POSTS = ['SECRETARY', 'DEPUTY', 'MEMBER'] as const;
export type BodyPost = (typeof BODY_POSTS)[number];

/** Roles that membership of a body can give. */
export const BODY_ROLES = [
  'committee-member',
  'committee-secretary',
  'campaign-office',
  'superior-office',
  'supervision-group',
  'discipline-office',
  'leading-cadre',
] as const;
export type BodyRole = (typeof BODY_ROLES)[number];

const ROLE_OF_MEMBERS: Readonly<Record<BodyKind, BodyRole>> = {
  PARTY_COMMITTEE: 'committee-member',
  CAMPAIGN_OFFICE: 'campaign-office',
  CITY_OFFICE: 'superior-office',
  SUPERVISION_GROUP: 'supervision-group',
  DISCIPLINE_OFFICE: 'discipline-office',
  LEADING_GROUP: 'leading-cadre',
};

/** Roles that a post in a body gives; the secretary of a party committee has two. */
export function rolesOfPost(kind: BodyKind, post: BodyPost): readonly BodyRole[] {
  const own = ROLE_OF_MEMBERS[kind];
  return kind === 'PARTY_COMMITTEE' && post === 'SECRETARY' ? [own, 'committee-secretary'] : [own];
}

/** Contexts to which a delegation (授权) can be limited. */
export const DELEGABLE_CONTEXTS = [
  'organization',
  'issues',
  'campaigns',
  'grassroots',
  'rules',
  'discipline',
  'evaluation',
] as const;

/** Id of a power that a grant gives: unique in the deployment, as the person's is. */
export function powerOfGrant(person: string, appointment: string): string {
  return `${person}:${appointment}`;
}

/** Id of the power that the principal (一把手) of a unit has. */
export function powerOfPrincipal(unitReference: string, person: string): string {
  return `${unitReference}:principal:${person}`;
}

/** Id of a power that membership of a body gives. */
export function powerOfMember(bureau: string, body: string, role: string, person: string): string {
  return `${bureau}/${body}:${role}:${person}`;
}
