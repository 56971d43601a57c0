import type { JsonObject } from '@taizhang/kernel';
import { policyEvents, type PolicyValues } from '@taizhang/contracts';
import { projection, view, type ProjectedEvent, type ViewDefinition } from '@taizhang/views-port';

/** What a unit adopted once, from a date on. */
export interface PolicyEdition {
  /** Event that adopted it. */
  readonly event: string;
  readonly policy: string;
  readonly edition: number;
  readonly from: string;
  readonly values: Partial<PolicyValues>;
}

/** The policy of a unit (政策参数): all its editions that were not withdrawn, oldest first. */
export interface UnitPolicy {
  readonly unit: string;
  readonly editions: readonly PolicyEdition[];
}

/** Name of the view in every context that keeps one. */
export const POLICY_DIRECTORY = 'policy-directory';

type Row = UnitPolicy & JsonObject;
const { PolicyAdopted, PolicyAdoptionWithdrawn } = policyEvents.definitions;

/** The unit in whose stream it stands. */
const unitOf = ({ stream }: ProjectedEvent): string => stream.slice(stream.indexOf('/') + 1);

/** A context's own copy of all policies, followed from `organization` (design §5). */
export function policyDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: POLICY_DIRECTORY,
    version: 1,
    context,
    fields: { unit: 'keyword' },
    on: {
      [PolicyAdopted.type]: projection(PolicyAdopted, {
        keys: (_data, event) => [unitOf(event)],
        project: (doc: Row | null, { unit, policy, edition, from, values }, { meta }) => {
          const settled = values as Partial<PolicyValues>; // the same, but for lists that nobody changes
          const adopted: PolicyEdition = { event: meta.id, policy, edition, from, values: settled };
          return { unit, editions: [...(doc?.editions ?? []), adopted] } as unknown as Row; // holds JSON only
        },
      }),
      [PolicyAdoptionWithdrawn.type]: projection(PolicyAdoptionWithdrawn, {
        keys: (_data, event) => [unitOf(event)],
        project: (doc: Row | null, { event }) =>
          doc && ({ ...doc, editions: doc.editions.filter((edition) => edition.event !== event) } as unknown as Row), // holds JSON only
      }),
    },
  });
}

/** The edition in force on a day, of those that settle the parameter: the one with the latest date, of these the latest. */
export function editionInForce(
  { editions }: UnitPolicy,
  parameter: keyof PolicyValues,
  on: string,
): PolicyEdition | undefined {
  const settling = editions.filter(({ from, values }) => from <= on && Object.hasOwn(values, parameter));
  return settling.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)) || a.edition - b.edition).at(-1);
}
