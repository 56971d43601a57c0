import type { JsonObject } from '@taizhang/kernel';
import type { CommandAct, Player } from '../scenario.js';
import { BUREAU } from './cast.js';

/** Somebody gives a command. */
export function gives({ login }: Player, on: string, verb: string, input: JsonObject): CommandAct {
  return { kind: 'command', by: login, on, verb, input };
}

/** The same, refused with this code. */
export function refused(act: CommandAct, code: string): CommandAct {
  return { ...act, refused: code };
}

/** Addresses of what the bureau's ledgers hold. */
export const at = {
  unit: (id: string, ledger = BUREAU) => `organization/${ledger}/unit/${id}`,
  person: (id: string) => `organization/${id.slice(0, id.indexOf('.'))}/person/${id}`,
  body: (id: string) => `organization/${BUREAU}/body/${id}`,
  issue: (code: string) => `issues/${BUREAU}/issue/${code}`,
  selfCheck: (id: string) => `issues/${BUREAU}/self-check/${id}`,
  campaign: (id: string) => `campaigns/${BUREAU}/campaign/${id}`,
  stage: (id: string) => `campaigns/${BUREAU}/stage/${id}`,
  lookBack: (id: string) => `campaigns/${BUREAU}/look-back/${id}`,
  norm: (id: string) => `rules/${BUREAU}/norm/${id}`,
  evaluation: (unit: string) => `evaluation/${BUREAU}/evaluation/${STAGE}.${unit}`,
  comment: (id: string) => `evaluation/${BUREAU}/comment/${id}`,
  results: (id: string) => `evaluation/${BUREAU}/results/${id}`,
};

/** The campaign, and its stage 整改落实、建章立制. */
export const CAMPAIGN = 'jysj-2014';
export const STAGE = 'zgls-2014';

/** Items dealt out one after another to so many hands. */
export function dealt<T>(items: readonly T[], hand: number, hands: number): readonly T[] {
  return items.filter((_item, i) => i % hands === hand);
}

/** So many numbers from a first on. */
export function numbers(count: number, first = 1): readonly number[] {
  return Array.from({ length: count }, (_none, i) => first + i);
}

/** The n-th item of a list that is taken from again and again. */
export function taken<T>(items: readonly T[], n: number): T {
  const item = items[n % items.length];
  if (item === undefined) throw new RangeError('nothing to take from');
  return item;
}
