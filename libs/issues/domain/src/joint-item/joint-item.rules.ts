import { actsFor, actsOf, reject, role, type Facts, type JsonValue, type Rejection } from '@taizhang/kernel';
import type { JointMode, JointSide, JointStatus } from '@taizhang/contracts';
import {
  JOINT_DATE_BEFORE_IDENTIFIED,
  JOINT_ITEM_UNKNOWN,
  JOINT_MODE_FORBIDS,
  JOINT_SAME_PERSON,
  JOINT_STATE_FORBIDS,
  JOINT_UNIT_NOT_NAMED,
} from './joint-item.rejections.js';
import { subordinateOf, type Consents, type JointItem, type JointItemState } from './joint-item.state.js';

/** Fact: how an issue stands; key = `<bureau>/<code>`, value = its status, `null` where there is none. */
export const ISSUE_STATUS_FACT = 'issues.issue-status';

/** Who speaks for one of the two units, at that unit itself: nobody above speaks for both. */
export const SPEAKERS = role('branch-secretary', 'campaign-office', 'superior-office', 'principal').at('unit');

/** Runs `decide` on an item in one of the given statuses; an act recorded late cannot be effective before the item was. */
export function inStatus<D>(
  state: JointItemState,
  statuses: readonly JointStatus[],
  { effectiveOn }: Pick<Facts, 'effectiveOn'>,
  decide: (item: JointItem) => D,
): D | Rejection {
  if (state.kind === 'none') return reject(JOINT_ITEM_UNKNOWN);
  if (!statuses.includes(state.status)) return reject(JOINT_STATE_FORBIDS, { status: state.status });
  if (effectiveOn < state.identifiedOn) return reject(JOINT_DATE_BEFORE_IDENTIFIED, { field: 'effectiveOn' });
  return decide(state);
}

/** Refuses what the mode of the item does not know [C6.12–C6.14]. */
export function inMode<D>(item: JointItem, modes: readonly JointMode[], decide: () => D): D | Rejection {
  return modes.includes(item.mode) ? decide() : reject(JOINT_MODE_FORBIDS, { mode: item.mode });
}

/** Runs `decide` for the side that a unit is; whoever acts was found to have his power at that unit. */
export function asSide<D>(
  { superior, subordinate }: JointItem,
  unit: string,
  decide: (side: JointSide) => D,
): D | Rejection {
  if (unit === superior) return decide('SUPERIOR');
  return unit === subordinate ? decide('SUBORDINATE') : reject(JOINT_UNIT_NOT_NAMED, { unit });
}

/** Who gave the other side's consent does not give this one's, nor does a delegate of his: it would be nobody's agreement. */
export function samePerson(
  consents: Consents,
  side: JointSide,
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  const other = consents[side === 'SUPERIOR' ? 'SUBORDINATE' : 'SUPERIOR'] ?? [];
  return actsFor(act).some((account) => other.includes(account)) ? reject(JOINT_SAME_PERSON) : undefined;
}

/** References of a unit and of those above it, as a fact tells them; none for an unknown unit. */
export function pathIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((unit): unit is string => typeof unit === 'string') : [];
}

/** Nothing is withdrawn of an item that is not, or was identified by mistake. */
export function notPursued(state: JointItemState): Rejection | undefined {
  if (state.kind === 'none') return reject(JOINT_ITEM_UNKNOWN);
  return state.status === 'WITHDRAWN' ? reject(JOINT_STATE_FORBIDS, { status: state.status }) : undefined;
}

/** The unit whose act it was: an act is withdrawn by the side that did it. An unknown act is nobody's: the decider says so. */
export function unitOfAct(
  { event }: { readonly event: string },
  _target: unknown,
  state: JointItemState,
): readonly string[] {
  const unit = actsOf(state).find(({ meta }) => meta.id === event)?.data['unit'];
  return typeof unit === 'string' ? [unit] : subordinateOf(state);
}
