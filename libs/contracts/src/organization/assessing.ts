import type { Assessment, EventDefinition, JsonObject, OpenOf, Outcome, RecordedDecision } from '@taizhang/kernel';
import type { PolicyParameter, PolicyValues } from './policy.catalogue.js';

type Decision<State, D extends EventDefinition> = Omit<RecordedDecision<State>, 'data'> & {
  readonly data: OpenOf<D['schema']>;
};

/** How one kind of decision is judged again, in the types of its event and of the parameters it names. */
export interface Assessing<State, D extends EventDefinition, P extends PolicyParameter, F extends object> {
  readonly parameters: readonly P[];
  readonly facts: (decision: Decision<State, D>) => F | undefined;
  readonly assess: (facts: F, policy: Pick<PolicyValues, P>) => Outcome;
  readonly recorded: (decision: Decision<State, D>) => Outcome;
}

/**
 * Declares how decisions that an event records are judged again, under whatever values of the parameters they rest on.
 * @example assessing(evaluationEvents.definitions.TallyCertified, { parameters: TALLY_POLICIES, facts, assess, recorded })
 */
export function assessing<State, D extends EventDefinition, const P extends PolicyParameter, F extends object>(
  definition: D,
  how: Assessing<State, D, P, F>,
): Assessment<State> {
  // Contracts parse an event when it is made, facts come from `facts` alone, and values of parameters are parsed by their schemas.
  const typed = (decision: RecordedDecision<State>) => decision as Decision<State, D>;
  return {
    event: definition.type,
    parameters: how.parameters,
    facts: (decision) => how.facts(typed(decision)) as JsonObject | undefined, // facts hold JSON only
    assess: (facts, policy) => how.assess(facts as F, policy as Pick<PolicyValues, P>), // as said above
    recorded: (decision) => how.recorded(typed(decision)),
  };
}
