/** Levels of units, highest first (中央、省、市、局、支部; design §2). A parent is always of a higher level. */
export const UNIT_LEVELS = ['CENTRAL', 'PROVINCE', 'CITY', 'BUREAU', 'BRANCH'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** @returns whether a unit of level `parent` may stand above one of level `child`. */
export function isHigherLevel(parent: UnitLevel, child: UnitLevel): boolean {
  return UNIT_LEVELS.indexOf(parent) < UNIT_LEVELS.indexOf(child);
}

/** How a unit ends (机构撤并): it goes into another, into several, or is dissolved. */
export const UNIT_ENDINGS = ['MERGED', 'SPLIT', 'ABOLISHED'] as const;
export type UnitEnding = (typeof UNIT_ENDINGS)[number];

/** What carries an id of an outside system (外部编号). */
export const OUTSIDE_ID_KINDS = ['UNIT', 'PERSON'] as const;
export type OutsideIdKind = (typeof OUTSIDE_ID_KINDS)[number];

/** The account of a person: derived, so that no second register is needed (design §3). */
export function accountIdOf(person: string): string {
  return `acct-${person}`;
}

/** Key by which facts are asked about a unit: a reference of a branch as it is, a code as the bureau means it. */
export function unitKeyOf(bureau: string, unit: string): string {
  return unit.includes('/') ? unit : `${bureau}/${unit}`;
}

const PERSON_ID = /^([a-z0-9][a-z0-9-]{0,62})\.[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Bureau whose ledger a person is registered in. It is part of the person's id, which makes the id unique in the deployment, as
 * the code makes the ledger; `undefined` for what is no such id. Later posts may be anywhere.
 */
export function bureauOfPerson(person: string): string | undefined {
  return PERSON_ID.exec(person)?.[1];
}
