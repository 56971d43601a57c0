import type { PetitionState } from './petition.state.js';

/** Unit that received a petition: it registers it, says who handles it, and ends it. */
export function receivingUnit(state: PetitionState): readonly string[] {
  return state.kind === 'none' ? [] : [state.unit];
}

/** Unit that handles a petition. */
export function handlingUnit(state: PetitionState): readonly string[] {
  return state.kind === 'none' ? [] : [state.handler];
}

/** Unit whose opinion is being given or was given last: the rechecking one, the reviewing one, else the handling one. */
export function opiningUnit(state: PetitionState): readonly string[] {
  return state.kind === 'none' ? [] : [state.rechecker ?? state.reviewer ?? state.handler];
}

/** Common superior that decides whose a petition is. */
export function decidingUnit(state: PetitionState): readonly string[] {
  return state.kind === 'none' ? [] : [state.decider ?? state.unit];
}

/** Every unit that has a petition in hand, or had; never one that it accuses. */
export function concernedByPetition(state: PetitionState): readonly string[] {
  if (state.kind === 'none') return [];
  const units = [state.unit, state.handler, state.decider, state.reviewer, state.rechecker];
  return [...new Set(units)].filter((unit) => unit !== null);
}
