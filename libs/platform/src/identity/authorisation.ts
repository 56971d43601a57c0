import type { Allowance, FactQuery, JsonValue } from '@taizhang/kernel';
import { SUBORDINATES_FACT, SUPERIORS_FACT } from '../context/context-feature.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from './identity.js';

/** Asks a fact of a context; `null` when the context registered none of that name. */
export type AskFact = (context: string, query: FactQuery) => Promise<JsonValue>;

/**
 * Default deny: the role must be among the allowed ones, and held where the allowance says (design §9).
 * @throws {@link ProblemError} `FORBIDDEN`
 */
export async function authorise(
  principal: Principal,
  allow: Allowance,
  context: string,
  bureau: string,
  ask: AskFact,
): Promise<void> {
  if (!allow.roles.includes(principal.actor.role)) throw new ProblemError(PROBLEMS.forbidden);
  if (allow.scope === 'anywhere' || principal.unit === bureau) return;
  if (allow.scope === 'unit-or-superior') {
    const superiors = await ask(context, { fact: SUPERIORS_FACT, key: bureau });
    if (Array.isArray(superiors) && superiors.includes(principal.unit)) return;
  }
  throw new ProblemError(PROBLEMS.forbidden);
}

/**
 * Bureaus whose documents this reader may list.
 * @throws {@link ProblemError} `FORBIDDEN` when the role is not among the allowed ones
 */
export async function readableBureaus(
  principal: Principal,
  allow: Allowance,
  context: string,
  ask: AskFact,
): Promise<readonly string[] | 'all'> {
  if (!allow.roles.includes(principal.actor.role)) throw new ProblemError(PROBLEMS.forbidden);
  if (allow.scope === 'anywhere') return 'all';
  if (allow.scope === 'unit') return [principal.unit];
  const below = await ask(context, { fact: SUBORDINATES_FACT, key: principal.unit });
  return [
    principal.unit,
    ...(Array.isArray(below) ? below.filter((code): code is string => typeof code === 'string') : []),
  ];
}
