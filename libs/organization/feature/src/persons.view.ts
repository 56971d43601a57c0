import type { JsonObject } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { projection, view, type SealedValue } from '@taizhang/views-port';

/** A registered person (人员). */
export interface PersonRow {
  readonly person: string;
  readonly unit: string;
  readonly from: string;
  /** Day on which the person left (离任). */
  readonly leftOn: string | null;
  readonly name: SealedValue | null;
}

const { PersonLeft, PersonRegistered } = personEvents.definitions;

/** The persons of a bureau, by opaque id; names stay sealed until read. */
export const personsView = view<PersonRow & JsonObject>({
  name: 'persons',
  version: 2,
  context: 'organization',
  fields: { person: 'keyword', unit: 'keyword', leftOn: 'date', name: 'text' },
  on: {
    [PersonRegistered.type]: projection(PersonRegistered, {
      keys: ({ person }) => [person],
      project: (_doc: (PersonRow & JsonObject) | null, { person, unit, from }, event) =>
        ({ person, unit, from, leftOn: null, name: event.sealed['name'] ?? null }) as PersonRow & JsonObject, // holds JSON only
    }),
    [PersonLeft.type]: projection(PersonLeft, {
      keys: ({ person }) => [person],
      project: (doc: (PersonRow & JsonObject) | null, { on }) =>
        doc === null ? null : ({ ...doc, leftOn: on } as PersonRow & JsonObject), // holds JSON only
    }),
  },
});
