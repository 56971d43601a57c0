import { reject, role, type Allowance, type FactQuery, type Facts, type Rejection, type Role } from '@taizhang/kernel';
import type { CheckMode, CheckStatus } from '@taizhang/contracts';
import { DATE_BEFORE_LAST_ACT } from '../norm/norm.rejections.js';
import { appliesOn, knownNorm, NORM_FACT } from '../norm/norm.rules.js';
import { CHECK_STATE_FORBIDS, CHECK_UNKNOWN, NORM_NOT_IN_FORCE, UNIT_CHECKS_ITSELF } from './check.rejections.js';
import type { Check, CheckState, Finding } from './check.state.js';

/** Roles of the checked unit's own people. */
const OWN_PEOPLE: readonly Role[] = ['branch-secretary', 'branch-clerk', 'leading-cadre', 'principal'];

/** Who checks: the unit's own people, and the offices and groups of its bureau and of those above. */
export const CHECKERS: Allowance = role(
  'supervision-group',
  'discipline-office',
  'superior-office',
  'campaign-office',
  'branch-secretary',
  'branch-clerk',
  'leading-cadre',
  'principal',
).at('unit-or-superior');

/** Runs `decide` on a check that stands in one of these ways. Its acts are recorded in the order of their dates. */
export function onCheck<D>(
  state: CheckState,
  statuses: readonly CheckStatus[],
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  decide: (check: Check) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(CHECK_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(CHECK_STATE_FORBIDS, { status: state.status });
  return effectiveOn < state.on ? reject(DATE_BEFORE_LAST_ACT, { field: 'effectiveOn' }) : decide(state);
}

/** Why nothing of a check is done any more, if so. */
export function checkGone(state: CheckState): Rejection | undefined {
  if (state.kind === 'none') return reject(CHECK_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(CHECK_STATE_FORBIDS, { status: state.status }) : undefined;
}

/** Id of the finding that became an issue, where it is closed, or open. */
export function findingOf(state: CheckState, issue: string, { closed }: Pick<Finding, 'closed'>): string | undefined {
  const findings = state.kind === 'none' ? [] : Object.entries(state.findings);
  return findings.find(([, finding]) => finding.issue === issue && finding.closed === closed)?.[0];
}

/** Why whoever acts withdraws nothing of a check, if so: a unit's own people leave alone what others found there. */
export function keptFrom(state: CheckState, by: Pick<Facts, 'actor'>): Rejection | undefined {
  return checkGone(state) ?? (state.kind === 'none' ? undefined : checksItself(state.mode, by));
}

/** Asks for the norm that is checked. */
export function checkedNorm(bureau: string, norm: string): FactQuery {
  return { fact: NORM_FACT, key: `${bureau}/${norm}` };
}

/** Only what applies is checked; `needs.norm` is the answer to {@link checkedNorm}. */
export function notInForce(norm: string, on: string, { needs }: Pick<Facts, 'needs'>): Rejection | undefined {
  const known = knownNorm(needs['norm']);
  return known !== undefined && appliesOn(known, on) ? undefined : reject(NORM_NOT_IN_FORCE, { norm });
}

/** A unit's own people do self-checks (自查); spot checks and supervision are for others [C3.14]. */
export function checksItself(mode: CheckMode, { actor }: Pick<Facts, 'actor'>): Rejection | undefined {
  return mode !== 'SELF_CHECK' && OWN_PEOPLE.includes(actor.role) ? reject(UNIT_CHECKS_ITSELF, { mode }) : undefined;
}
