import { reject, rejection, type FactQuery, type Facts, type Rejection } from '@taizhang/kernel';

export const PERSON_UNKNOWN = rejection({
  code: 'PERSON_UNKNOWN',
  kind: 'conflict',
  clause: 'C1.0.a',
  sentence: { zh: '该人员尚未登记，或已离任。', en: 'No such person is registered, or the person has left.' },
});

/**
 * Person in office (在任人员): key = the person's id, value = the unit in which the person is registered; `null` for whom nobody
 * registered, or who has left by the date asked for.
 */
export const PERSON_IN_OFFICE_FACT = 'organization.person-in-office';

const needOf = (person: string): string => `person ${person}`;

/** Asks whether these persons, of whatever bureau, are in office: for {@link unknownPersons}. */
export function personsOf(persons: readonly (string | null)[]): Readonly<Record<string, FactQuery>> {
  const named = persons.filter((person) => person !== null);
  return Object.fromEntries(named.map((person) => [needOf(person), { fact: PERSON_IN_OFFICE_FACT, key: person }]));
}

/** Work is given to persons that there are [C1.0.a]; `needs` are those of {@link personsOf}. */
export function unknownPersons(
  persons: readonly (string | null)[],
  { needs }: Pick<Facts, 'needs'>,
): Rejection | undefined {
  const named = [...new Set(persons)].filter((person) => person !== null);
  const unknown = named.filter((person) => typeof needs[needOf(person)] !== 'string');
  return unknown.length === 0 ? undefined : reject(PERSON_UNKNOWN, { persons: unknown });
}
