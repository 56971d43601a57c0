import { command, date, id, reject, role, text } from '@taizhang/kernel';
import { partialPolicyShape, policyEvents, RECOMMENDED_POLICY } from '@taizhang/contracts';
import { z } from 'zod';
import {
  POLICY_ABOVE_WHOLE,
  POLICY_ALREADY_ADOPTED,
  POLICY_EMPTY,
  POLICY_IN_PAST,
  POLICY_OUTSIDE_LEDGER,
  POLICY_UNIT_UNKNOWN,
} from './policy.rejections.js';
import type { PolicyState } from './policy.state.js';

/**
 * Adopts policy parameters (采用政策参数) for a unit and those below it, from a date on. The first adoption may reach back, as
 * there was nothing before it; a later one may not, so that no decision of the past changes under its feet.
 */
export const adoptPolicy = command({
  name: 'AdoptPolicy',
  title: { zh: '采用政策参数', en: 'Adopt policy' },
  clauses: [],
  schema: z.strictObject({
    policy: id(),
    from: date(),
    values: z.strictObject(partialPolicyShape).default({}),
    /** Whether all that is not named is adopted as recommended. */
    recommended: z.boolean().default(false),
    basis: text(),
  }),
  allow: role('committee-secretary', 'superior-office').at('unit-or-superior'),
  needs: (_input, { bureau }) => ({ path: { fact: 'organization.unit-path', key: `${bureau}/${bureau}` } }),
  decide: ({ policy, from, values, recommended, basis }, { adopted }: PolicyState, facts, target) => {
    if (target.id !== target.bureau) return reject(POLICY_OUTSIDE_LEDGER);
    const { path } = facts.needs;
    if (!Array.isArray(path) || path.length === 0) return reject(POLICY_UNIT_UNKNOWN);
    const settled = recommended ? { ...RECOMMENDED_POLICY, ...values } : values;
    if (Object.keys(settled).length === 0) return reject(POLICY_EMPTY);
    const parameters = aboveWhole(settled);
    if (parameters.length > 0) return reject(POLICY_ABOVE_WHOLE, { parameters });
    if (adopted.some((earlier) => earlier.policy === policy)) return reject(POLICY_ALREADY_ADOPTED, { policy });
    if (adopted.length > 0 && from < facts.effectiveOn) return reject(POLICY_IN_PAST, { field: 'from' });
    const edition = adopted.length + 1;
    return [policyEvents.PolicyAdopted({ unit: target.id, policy, edition, from, values: settled, basis })];
  },
});

/** Parameters that are shares above the whole: a line that nobody could reach would have everybody criticised. */
function aboveWhole(values: object): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => (isAboveWhole(value) ? [name] : []));
}

function isAboveWhole(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('share' in value) return isAboveWhole(value.share);
  return 'n' in value && 'd' in value && Number(value.n) > Number(value.d);
}
