import { reject, type FactQuery, type Facts, type NoneAfter, type Rejection } from '@taizhang/kernel';
import { jointItemEvents } from '@taizhang/contracts';
import { JOINT_ITEM_OPEN } from './issue.rejections.js';

/** Joint items of an issue that are pursued: `issues.open-joint-items`, key = `<bureau>/<code>`. */
export const OPEN_JOINT_ITEMS_FACT = 'issues.open-joint-items';

/** `seen` = how much of the ledger was looked at. */
export interface OpenJointItems {
  readonly open: readonly string[];
  readonly seen: number;
}

const { JointItemIdentified, JointClosureWithdrawn } = jointItemEvents.definitions;

/** Asks for the joint items of an issue: for {@link jointlyPursued} and {@link whileNoneIsIdentified}. */
export function jointNeeds(bureau: string, code: string): Readonly<Record<string, FactQuery>> {
  return { joint: { fact: OPEN_JOINT_ITEMS_FACT, key: `${bureau}/${code}` } };
}

/** What superior and subordinate still rectify together is not closed by one of them [C6.11]. */
export function jointlyPursued(facts: Pick<Facts, 'needs'>): Rejection | undefined {
  const items = itemsOf(facts)?.open ?? [];
  return items.length === 0 ? undefined : reject(JOINT_ITEM_OPEN, { items });
}

/** An issue is closed only where no joint item began or went on since it was looked: also not at the same moment. */
export function whileNoneIsIdentified(facts: Pick<Facts, 'needs'>): readonly NoneAfter[] {
  const items = itemsOf(facts);
  const types = [JointItemIdentified.type, JointClosureWithdrawn.type];
  return items === null ? [] : [{ types, after: items.seen - 1 }];
}

function itemsOf({ needs }: Pick<Facts, 'needs'>): OpenJointItems | null {
  return (needs['joint'] ?? null) as unknown as OpenJointItems | null; // as its provider answers
}
