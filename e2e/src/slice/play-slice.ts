import type { LedgerId } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { POWERS, POWERS_LEDGERS } from './powers.steps.js';
import { RULES, RULES_LEDGERS } from './rules.steps.js';
import { SLICE, SLICE_LEDGERS } from './slice.steps.js';

/** All that a played slice leaves. */
export interface PlayedSlice {
  readonly driver: ScenarioDriver;
  /** `<verb> <id>: <code>` of each step that went otherwise than it says; none when all went well. */
  readonly surprises: readonly string[];
  /** Leaves by ledger, to the byte. */
  readonly leaves: Readonly<Record<string, readonly string[]>>;
}

/** Ledgers that the script writes. */
export const PLAYED_LEDGERS: readonly LedgerId[] = [...SLICE_LEDGERS, ...POWERS_LEDGERS, ...RULES_LEDGERS];

/** The one script that drives both deployments: every step of the slice over HTTP, then all leaves. */
export async function playSlice(deployment: Deployment): Promise<PlayedSlice> {
  const driver = new ScenarioDriver(deployment);
  const surprises: string[] = [];
  for (const step of [...SLICE, ...POWERS, ...RULES]) {
    const { status, body } = await driver.give(step);
    const outcome = status < 300 ? 'done' : String(body['code']);
    const expected = step.refused ?? 'done';
    if (outcome !== expected)
      surprises.push(`${step.at} ${step.verb} ${step.id}: ${outcome} (${JSON.stringify(body)}), expected ${expected}`);
  }
  return { driver, surprises, leaves: await leavesOf(driver, PLAYED_LEDGERS) };
}

/** Leaves of several ledgers. */
export async function leavesOf(
  driver: ScenarioDriver,
  ledgers: readonly LedgerId[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries: [string, readonly string[]][] = [];
  for (const ledger of ledgers) entries.push([ledger, await driver.leaves(ledger)]);
  return Object.fromEntries(entries);
}
