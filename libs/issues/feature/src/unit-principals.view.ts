import type { JsonObject } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { projection, view, type Projection } from '@taizhang/views-port';

/** Who is principal of a unit, as this context has seen it in `organization`. */
export interface UnitPrincipal {
  readonly unit: string;
  readonly person: string;
  readonly from: string;
  readonly acting: boolean;
}

const { PrincipalAppointed, PrincipalChanged } = unitEvents.definitions;

function succession(
  definition: typeof PrincipalAppointed | typeof PrincipalChanged,
): Projection<UnitPrincipal & JsonObject> {
  return projection(definition, {
    keys: ({ unit }) => [unit],
    project: (_doc, { unit, person, from, acting }) => ({ unit, person, from, acting }),
  });
}

/** The principal (一把手) of every unit: this context's own copy of the owner's facts (design §2). */
export const unitPrincipalsView = view<UnitPrincipal & JsonObject>({
  name: 'unit-principals',
  version: 1,
  context: 'issues',
  fields: { unit: 'keyword', person: 'keyword' },
  on: {
    [PrincipalAppointed.type]: succession(PrincipalAppointed),
    [PrincipalChanged.type]: succession(PrincipalChanged),
  },
});
