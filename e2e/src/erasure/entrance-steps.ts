import type { JsonObject, Role } from '@taizhang/kernel';
import type { Player, Step } from '../slice/step.js';
import type { Planter } from './planter.js';

/** Bureau (局) and day of all entrances. */
export const BUREAU = 'wgx-0371';
export const DAY = '2014-09-01';

/** Who claims a role at a unit. */
export function as(account: string, role: Role, unit = BUREAU): Player {
  return { account, role, unit };
}

let minute = 0;
/** A step a minute after the one before; `where` is `<context> <bureau> <aggregate> <id>`. */
export function step(by: Player, where: string, verb: string, input: JsonObject, material?: string): Step {
  minute += 1;
  const [context = '', bureau = '', aggregate = '', id = ''] = where.split(' ');
  const at = new Date(Date.UTC(2014, 8, 1, 1, minute)).toISOString();
  return { at, by, context, bureau, aggregate, id, verb, input, ...(material !== undefined && { material }) };
}

/** An act and what withdraws it: `[event type, who, verb]`. */
export type Act = readonly [step: Step, withdrawn: readonly [type: string, by: Player, verb: string]];

/** Gives acts, each on the one before, then withdraws them, the last first. */
export async function giveAndWithdraw(planter: Planter, acts: readonly Act[]): Promise<void> {
  const events: string[] = [];
  for (const [act, [type]] of acts) events.push((await planter.give(act))[type] ?? '');
  for (const [i, [act, [, by, verb]]] of [...acts.entries()].reverse()) {
    const where = `${act.context} ${act.bureau} ${act.aggregate} ${act.id}`;
    await planter.give(step(by, where, verb, { event: events[i] ?? '', reason: '记错了' }));
  }
}
