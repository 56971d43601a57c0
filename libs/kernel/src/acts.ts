import type { EventMeta } from './aggregate.js';
import type { JsonObject } from './json.js';

/** Member of a state, or of a document that follows one, which remembers the stream's acts; readers never see it. */
export const ACTS = '$acts';

/** An act (业务行为) as a state remembers it: what was recorded, open fields only. */
export interface Act {
  readonly type: string;
  readonly data: JsonObject;
  readonly meta: EventMeta;
  /** Id of the event that withdrew it; from then on the state is as if it had never happened. */
  readonly withdrawn?: string;
}

/** What an event of withdrawal does to the state. */
export interface Withdraws {
  /** Full type of the acts that it withdraws. */
  readonly act: string;
  /** Full type of the event that records the withdrawal; its data names the act as `event`. */
  readonly by: string;
  /**
   * `undone`: the state becomes what it would be without the act, then `evolve` of the withdrawal applies, usually nothing.
   * `ended`: `evolve` of the withdrawal alone says what becomes; for the act with which a stream begins.
   */
  readonly effect: 'undone' | 'ended';
}

/** How a remembering state is folded. */
export interface Remembering<State, A extends Act> {
  readonly initial: State;
  /** By the type of the withdrawing event. */
  readonly withdrawals: ReadonlyMap<string, Withdraws>;
  readonly step: (state: State, act: A) => State;
}

/** The acts that a state remembers, in order, withdrawn ones among them; none where its aggregate declares no withdrawal. */
export function actsOf<A extends Act = Act>(state: unknown): readonly A[] {
  const acts: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, ACTS) : undefined;
  return Array.isArray(acts) ? (acts as readonly A[]) : []; // only `applyAct` writes this member
}

/** Id of the act that an event of withdrawal names. */
export function withdrawnBy(data: JsonObject): string {
  return String(data['event']);
}

/**
 * Applies one act to a state that remembers its acts; a withdrawal folds the others again, without the withdrawn one. Where
 * nothing can be withdrawn, nothing is remembered.
 */
export function applyAct<State, A extends Act>(how: Remembering<State, A>, state: State, act: A): State {
  if (how.withdrawals.size === 0) return how.step(state, act);
  const withdraws = how.withdrawals.get(act.type);
  const before = actsOf<A>(state);
  if (withdraws === undefined) return remember(how.step(state, act), [...before, act]);
  const id = withdrawnBy(act.data);
  const acts = before.map((one) =>
    one.meta.id === id && one.type === withdraws.act ? { ...one, withdrawn: act.meta.id } : one,
  );
  const standing = withdraws.effect === 'ended' ? state : refold(how, acts);
  return remember(how.step(standing, act), [...acts, act]);
}

function refold<State, A extends Act>({ initial, step }: Remembering<State, A>, acts: readonly A[]): State {
  return acts.filter(({ withdrawn }) => withdrawn === undefined).reduce(step, initial);
}

function remember<State>(state: State, acts: readonly Act[]): State {
  if (typeof state !== 'object' || state === null)
    throw new TypeError('the state of an aggregate whose acts can be withdrawn must be an object');
  return { ...state, [ACTS]: acts };
}
