import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CAST_PASSWORD, runScenario, SCENARIO_AUTHORITY, SCENARIOS } from '@taizhang/scenario';
import { startIn } from './own-deployment.js';
import { UnusableInput } from './verify/unusable-input.js';

/** Scenario that the demonstration has played, and up to when. */
const SCENARIO = 'a';
export const DEMONSTRATION_TIME = '2014-09-24T18:00:00+08:00';
/** Marks a data folder as a demonstration: its clock stays as far from the machine's as it was when it was made. */
export const DEMONSTRATION_FILE = 'demonstration.json';

/** Lies in the folder until it is finished, with the id of this process: what a process leaves that was killed is of no use. */
export const UNFINISHED_FILE = 'demonstration.unfinished';

/** What the mark holds. */
export interface Demonstration {
  /** What hosts and this program are told on the folder: whose ledgers they are, and how far its clock is from the machine's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly password: string;
  readonly people: readonly { readonly login: string; readonly zh: string; readonly en: string }[];
}

/**
 * Prepares a demonstration in an empty folder: fictional people, and a scenario already played, so that there is something to see
 * and to do next. @throws where the folder cannot be played on, or something comes out otherwise than it should
 */
export async function prepareDemonstration(folder: string, print: (line: string) => void): Promise<void> {
  const scenario = SCENARIOS[SCENARIO];
  if (scenario === undefined) throw new Error(`there is no scenario ${SCENARIO}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new UnusableInput(`${folder} is not empty.`);
  await writeFile(join(folder, UNFINISHED_FILE), String(process.pid));
  const { url, setupCode, stop } = await startIn(folder, `demonstration-${SCENARIO}`);
  try {
    const addresses = { urlOf: () => url };
    const { surprises } = await runScenario(scenario, {
      addresses,
      setupCode,
      progress: print,
      until: DEMONSTRATION_TIME,
    });
    if (surprises.length > 0) throw new Error(`the demonstration was not played as it should: ${surprises.join('; ')}`);
  } finally {
    await stop();
  }
  const players = [
    scenario.founder,
    ...scenario.moments.flatMap(({ acts }) => acts.flatMap((act) => (act.kind === 'account' ? [act.player] : []))),
  ];
  const mark: Demonstration = {
    environment: {
      TAIZHANG_AUTHORITY: SCENARIO_AUTHORITY,
      TAIZHANG_CLOCK: 'shifted',
      TAIZHANG_CLOCK_SHIFT_MS: String(Date.parse(DEMONSTRATION_TIME) - Date.now()),
    },
    password: CAST_PASSWORD,
    people: players.map(({ login, post }) => ({ login, ...post })),
  };
  await writeFile(join(folder, DEMONSTRATION_FILE), `${JSON.stringify(mark, null, 2)}\n`);
  await rm(join(folder, UNFINISHED_FILE));
}

/** What the demonstration of a folder is run with; nothing where the folder is none. */
export async function demonstrationEnvironment(folder: string): Promise<Demonstration['environment']> {
  const file = join(folder, DEMONSTRATION_FILE);
  if (!existsSync(file)) return {};
  const { environment } = JSON.parse(await readFile(file, 'utf8')) as Demonstration; // as it was written above
  return environment;
}
