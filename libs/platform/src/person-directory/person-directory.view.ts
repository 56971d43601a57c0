import type { JsonObject } from '@taizhang/kernel';
import { personEvents } from '@taizhang/contracts';
import { projection, view, type ViewDefinition } from '@taizhang/views-port';

/** A person (人员) as other contexts need one: where registered, and until when in office. No name. */
export interface DirectoryPerson {
  readonly person: string;
  readonly unit: string;
  /** Day on which the person left (离任). */
  readonly leftOn: string | null;
}

/** Name of the view in every context that keeps one. */
export const PERSON_DIRECTORY = 'person-directory';

type Row = DirectoryPerson & JsonObject;
const { PersonRegistered, PersonLeft } = personEvents.definitions;
const keys = ({ person }: { readonly person: string }) => [person];

/** A context's own copy of who is registered, by opaque id, followed from `organization` (design §2). */
export function personDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: PERSON_DIRECTORY,
    version: 1,
    context,
    fields: { person: 'keyword', unit: 'keyword', leftOn: 'date' },
    on: {
      [PersonRegistered.type]: projection(PersonRegistered, {
        keys,
        project: (_doc: Row | null, { person, unit }) => ({ person, unit, leftOn: null }) as Row, // holds JSON only
      }),
      [PersonLeft.type]: projection(PersonLeft, {
        keys,
        project: (doc: Row | null, { on }) => doc && ({ ...doc, leftOn: on } as Row), // holds JSON only
      }),
    },
  });
}
