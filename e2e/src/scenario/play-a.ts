import { readFile } from 'node:fs/promises';
import {
  differencesOf,
  REPORTED_CONTEXTS,
  reportOf,
  runScenario,
  scenarioEnvironment,
  SCENARIOS,
  type ScenarioReport,
} from '@taizhang/scenario';
import type { Deployment } from '../deployments/deployment.js';
import { setupCodeShown, type HostEnvironment } from '../deployments/host-process.js';
import { Kills } from './kills.js';

/** Kills within a run. */
export const KILLS = 10;
/** Lines of a host's output that a run which ends early shows. */
const LAST_LINES = 20;
/** Least requests of a whole run. */
const REQUESTS = 2_300;
/** Real sign-ins and a clock that stands still, as the command plays it. */
export const SCENARIO_A: HostEnvironment = scenarioEnvironment('scenario-a');

/** What a run came to. */
export interface PlayedScenario {
  readonly report: ScenarioReport;
  /** Everything that is not as the table of the scenario says. */
  readonly differences: readonly string[];
  readonly kills: readonly string[];
  readonly requests: number;
}

/**
 * Ledgers of the scenario, the same in every deployment. Whoever changes what is recorded writes them anew:
 * `npx --no-install taizhang scenario a --report FILE`, of which these are the `ledgers`.
 */
export async function ledgersOfA(): Promise<ScenarioReport['ledgers']> {
  const text = await readFile(new URL('ledgers-of-a.json', import.meta.url), 'utf8');
  return JSON.parse(text) as ScenarioReport['ledgers']; // as the command wrote it
}

/**
 * Plays scenario A over HTTP.
 * @param seed chooses the ten requests at which processes are killed
 * @param beforeMoment called before each moment with its time
 */
export async function playScenarioA(
  deployment: Deployment,
  seed: number,
  beforeMoment: (at: string) => Promise<void> = () => Promise.resolve(),
): Promise<PlayedScenario> {
  const scenario = SCENARIOS['a'];
  if (scenario === undefined) throw new Error('there is no scenario a');
  const setupCode = await setupCodeShown(deployment.hostOf('organization'));
  const kills = new Kills(deployment, seed, KILLS, REQUESTS);
  const { addresses } = kills;
  const surprises: string[] = [];
  const run = await runScenario(scenario, {
    addresses,
    setupCode,
    progress: (line) => {
      if (line.startsWith('!')) surprises.push(line);
    },
    beforeMoment: async ({ at }) => {
      await kills.settled();
      await beforeMoment(at);
    },
  }).catch((error: unknown) => {
    const said = deployment.hosts.flatMap(({ output }) => output.slice(-LAST_LINES));
    throw new Error(
      `the run of seed ${String(seed)} ended early; its hosts said:\n${said.join('\n')}\n${surprises.join('\n')}`,
      {
        cause: error,
      },
    );
  });
  await kills.settled();
  const access = { addresses, serviceToken: deployment.serviceToken, contexts: REPORTED_CONTEXTS };
  const report = await reportOf(scenario, run, access);
  return { report, differences: differencesOf(scenario, run, report), kills: kills.done, requests: kills.requests };
}
