import type { OpinionFinding, PolicyValues, Verdict } from '@taizhang/contracts';
import { compareFractions } from './share.js';

/** What a comprehensive assessment (综合评估) rests on. */
export interface OpinionFacts {
  readonly verdict: Verdict;
  readonly valid: number;
  /** Distinct ballots or sheets with critical comments, and distinct reporters in the stage; or their comments (policy 6). */
  readonly commenters: number;
  readonly reporters: number;
}

/** What the numbers suggest about 群众反映意见比较多: at least the share of valid ballots and at least so many (policy 5). */
export function suggestedFinding(
  { valid, commenters, reporters }: OpinionFacts,
  policy: Pick<PolicyValues, 'criticism.opinions'>,
): OpinionFinding {
  const { share, min } = policy['criticism.opinions'];
  const opinions = commenters + reporters;
  return opinions >= min && compareFractions(opinions, valid, share.n, share.d) >= 0 ? 'MANY' : 'NOT_MANY';
}

type Join = Pick<PolicyValues, 'criticism.join'>;

/** Whether there is ground for criticism: both elements, or, where the policy says so, either (policy 4). */
export function hasGround(verdict: Verdict, finding: OpinionFinding, policy: Join): boolean {
  const [below, many] = [verdict === 'BELOW', finding === 'MANY'];
  return policy['criticism.join'] === 'AND' ? below && many : below || many;
}

/** Whether an object may be assessed: below the line always, above it only where opinions alone would do. */
export function mayBeAssessed(verdict: Verdict, policy: Join): boolean {
  return verdict === 'BELOW' || policy['criticism.join'] === 'OR';
}
