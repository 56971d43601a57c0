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
  /** Numbers in outside systems, sealed. */
  readonly outside: readonly { readonly system: string; readonly outside: SealedValue | null }[];
}

const { PersonLeft, PersonOutsideIdLinked, PersonOutsideIdUnlinked, PersonRegistered } = personEvents.definitions;

/** One number of each system. */
function linked(doc: (PersonRow & JsonObject) | null, system: string, now: PersonRow['outside']) {
  const others = doc?.outside.filter((each) => each.system !== system) ?? [];
  return doc && ({ ...doc, outside: [...others, ...now] } as unknown as PersonRow & JsonObject); // holds JSON only
}

/** The persons of a bureau, by opaque id; names stay sealed until read. */
export const personsView = view<PersonRow & JsonObject>({
  name: 'persons',
  version: 3,
  context: 'organization',
  fields: { person: 'keyword', unit: 'keyword', leftOn: 'date', name: 'text' },
  on: {
    [PersonRegistered.type]: projection(PersonRegistered, {
      keys: ({ person }) => [person],
      project: (_doc: (PersonRow & JsonObject) | null, { person, unit, from }, event) =>
        ({ person, unit, from, leftOn: null, name: event.sealed['name'] ?? null, outside: [] }) as PersonRow &
          JsonObject, // holds JSON only
    }),
    [PersonOutsideIdLinked.type]: projection(PersonOutsideIdLinked, {
      keys: ({ person }) => [person],
      project: (doc: (PersonRow & JsonObject) | null, { system }, event) =>
        linked(doc, system, [{ system, outside: event.sealed['outside'] ?? null }]),
    }),
    [PersonOutsideIdUnlinked.type]: projection(PersonOutsideIdUnlinked, {
      keys: ({ person }) => [person],
      project: (doc: (PersonRow & JsonObject) | null, { system }) => linked(doc, system, []),
    }),
    [PersonLeft.type]: projection(PersonLeft, {
      keys: ({ person }) => [person],
      project: (doc: (PersonRow & JsonObject) | null, { on }) =>
        doc === null ? null : ({ ...doc, leftOn: on } as PersonRow & JsonObject), // holds JSON only
    }),
  },
});
