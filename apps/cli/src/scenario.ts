import { writeFile } from 'node:fs/promises';
import {
  differencesOf,
  REPORTED_CONTEXTS,
  reportOf,
  runScenario,
  SCENARIOS,
  UnplayableDeploymentError,
  type Scenario,
} from '@taizhang/scenario';
import { startOwnDeployment, type OwnDeployment } from './own-deployment.js';
import { UnusableInput } from './verify/unusable-input.js';

/** What the command is told. */
export interface ScenarioOptions {
  readonly url?: string;
  readonly report?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Target = Pick<OwnDeployment, 'url' | 'setupCode' | 'serviceToken' | 'stop'>;

/**
 * Plays a scenario over HTTP, against a deployment of its own or the one at `--url`, and compares what came of it.
 * @returns whether nothing differed
 * @throws when the name is unknown, or the deployment cannot be played on
 */
export async function playScenario(
  name: string,
  options: ScenarioOptions,
  environment: Environment,
  print: (line: string) => void,
): Promise<boolean> {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  if (scenario === undefined)
    throw new UnusableInput(`There is no scenario "${name}"; there are: ${Object.keys(SCENARIOS).join(', ')}.`);
  const target =
    options.url === undefined
      ? await startOwnDeployment(`scenario-${name}`)
      : await givenTarget(options.url, environment);
  try {
    return await playOn(target, scenario, options, print);
  } finally {
    await target.stop();
  }
}

async function givenTarget(url: string, environment: Environment): Promise<Target> {
  const { TAIZHANG_SETUP_CODE: setupCode, TAIZHANG_SERVICE_TOKEN: serviceToken } = environment;
  if (!URL.canParse(url)) throw new UnusableInput(`--url is no address: ${url}`);
  if (setupCode === undefined || serviceToken === undefined)
    throw new UnusableInput(
      '--url needs TAIZHANG_SETUP_CODE, as the empty deployment showed it, and its TAIZHANG_SERVICE_TOKEN.',
    );
  const { origin } = new URL(url);
  // a run waits for hosts that fall; one that was never there would be waited for without a word
  const answer = await fetch(`${origin}/api/session`).catch((cause: unknown) => {
    throw new UnusableInput(`Nothing answers at ${origin}.`, { cause });
  });
  if (!/\bjson\b|\+json/.test(answer.headers.get('content-type') ?? ''))
    throw new UnusableInput(`What answers at ${origin} is no deployment of Taizhang.`);
  return { url: origin, setupCode, serviceToken, stop: () => Promise.resolve() };
}

async function playOn(
  { url, setupCode, serviceToken }: Target,
  scenario: Scenario,
  { report: file }: ScenarioOptions,
  print: (line: string) => void,
): Promise<boolean> {
  const addresses = { urlOf: () => url };
  const run = await runScenario(scenario, { addresses, setupCode, progress: print }).catch((error: unknown) => {
    if (error instanceof UnplayableDeploymentError) throw new UnusableInput(error.message, { cause: error });
    throw error;
  });
  const report = await reportOf(scenario, run, { addresses, serviceToken, contexts: REPORTED_CONTEXTS });
  const differences = differencesOf(scenario, run, report);
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  for (const difference of differences) print(`DIFFERENT ${difference}`);
  const total = Object.values(report.events).reduce((sum, count) => sum + count, 0);
  print(
    `${differences.length === 0 ? 'as expected' : 'not as expected'}: ${String(total)} events in ${String(report.ledgers.length)} ledgers, ${String(report.refusals.length)} refusals`,
  );
  return differences.length === 0;
}
