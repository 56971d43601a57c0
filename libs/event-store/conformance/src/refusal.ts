import assert from 'node:assert/strict';
import type { EventStoreError } from '@taizhang/event-store-port';

/** Constructor of a refusal. */
export type RefusalClass<E extends EventStoreError> = abstract new (...args: never[]) => E;

/** Awaits a refusal of exactly this class and returns it; anything else, success above all, fails the case. */
export async function refusalOf<E extends EventStoreError>(
  type: RefusalClass<E>,
  attempt: Promise<unknown>,
): Promise<E> {
  const outcome = await attempt.then(
    (value) => ({ value }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('value' in outcome) assert.fail(`accepted, where ${type.name} was due`);
  if (outcome.thrown instanceof type) return outcome.thrown;
  throw new assert.AssertionError({
    message: `${type.name} was due, not: ${describe(outcome.thrown)}`,
    actual: outcome.thrown,
  });
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${thrown.stack ?? ''}` : String(thrown);
}

/** What became of several attempts that ran at once. */
export interface Outcomes<T> {
  readonly accepted: readonly T[];
  readonly refused: readonly unknown[];
}

/** Waits for all attempts and sorts them. */
export async function outcomesOf<T>(attempts: readonly Promise<T>[]): Promise<Outcomes<T>> {
  const settled = await Promise.allSettled(attempts);
  return {
    accepted: settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])),
    refused: settled.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : [])),
  };
}

/** Exactly one attempt was accepted, and all others were refused with this class. Returns the winner. */
export function soleWinner<T, E extends EventStoreError>(outcomes: Outcomes<T>, loser: RefusalClass<E>): T {
  for (const refusal of outcomes.refused) {
    assert.ok(refusal instanceof loser, `a loser must get ${loser.name}, not: ${describe(refusal)}`);
  }
  assert.equal(outcomes.accepted.length, 1, 'exactly one wins');
  const [winner] = outcomes.accepted;
  assert.ok(winner !== undefined);
  return winner;
}
