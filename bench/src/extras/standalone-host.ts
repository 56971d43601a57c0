import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@taizhang/kernel';

/** The built program that `npm start` runs. */
const MAIN = fileURLToPath(new URL('../../../apps/standalone/dist/main.js', import.meta.url));
const READY = /is ready at (http:\S+)$/;

/** First part of the host's origins. */
export const HOST_AUTHORITY = 'bench.taizhang.local';
/** The bureau whose issues are raised. */
export const HOST_BUREAU = 'wgx-0371';
/** Who raises them, as the test identity wants it. */
export const HOST_CLERK = `Test acct-clerk;branch-clerk;${HOST_BUREAU}`;
/** Who registers units. */
export const HOST_REGISTRAR = 'Test acct-registrar;system-admin;top';

/** A running host. */
export interface StandaloneHost {
  readonly url: string;
  /** From the start of the process to its word that it serves, in seconds. */
  readonly readyAfterS: number;
  /** @throws with the exit code, if it did not stop in order */
  stop(): Promise<void>;
}

/** Starts the built standalone host on a data folder and waits until it serves. @throws with what it said when it ends instead */
export async function startStandalone(folder: string): Promise<StandaloneHost> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: {
      PATH: process.env['PATH'],
      TAIZHANG_DATA: folder,
      TAIZHANG_PORT: '0',
      TAIZHANG_AUTHORITY: HOST_AUTHORITY,
      TAIZHANG_IDENTITY: 'test',
      TAIZHANG_LOG_LEVEL: 'warn',
      // One sender does here what many do elsewhere.
      TAIZHANG_LIMIT_ADDRESS: '0',
      TAIZHANG_LIMIT_COMMANDS: '0',
      TAIZHANG_LIMIT_READS: '0',
      TAIZHANG_LIMIT_PUBLIC: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const found = READY.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    void ended.then((code) => reject(new Error(`the host ended with ${String(code)}: ${said.slice(-5).join(' ')}`)));
  });
  return {
    url,
    readyAfterS: (performance.now() - startedAt) / 1_000,
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`the host ended with ${String(code)}: ${said.slice(-5).join(' ')}`);
    },
  };
}

/** Registers the units that raising an issue needs. */
export async function registerUnits({ url }: StandaloneHost): Promise<void> {
  const units: readonly (readonly [ledger: string, id: string, level: string, parent: string | undefined])[] = [
    ['top', 'top', 'CENTRAL', undefined],
    ['prov-sl', 'prov-sl', 'PROVINCE', 'top'],
    ['city-jc', 'city-jc', 'CITY', 'prov-sl'],
    [HOST_BUREAU, HOST_BUREAU, 'BUREAU', 'city-jc'],
    [HOST_BUREAU, 'b-jia', 'BRANCH', HOST_BUREAU],
  ];
  for (const [ledger, id, level, parent] of units) {
    const path = `organization/${ledger}/unit/${id}/register-unit`;
    const input = { level, name: id, from: '2014-01-01', ...(parent === undefined ? {} : { parent }) };
    await giveCommand({ url }, path, HOST_REGISTRAR, input);
  }
}

/** Registers persons of a bureau, who are made responsible later. */
export async function registerPersons(
  host: Pick<StandaloneHost, 'url'>,
  bureau: string,
  persons: readonly string[],
): Promise<void> {
  for (const person of persons) {
    const path = `organization/${bureau}/person/${person}/register-person`;
    await giveCommand(host, path, HOST_REGISTRAR, { unit: bureau, name: person, from: '2014-01-01' });
  }
}

/** Path of the command that raises an issue. */
export function raisePath(id: string): string {
  return `/api/issues/${HOST_BUREAU}/issue/${id}/raise-issue`;
}

/** Body of that command, with a sealed text as in service. */
export const RAISE_INPUT: JsonObject = {
  unit: 'b-jia',
  stage: null,
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-06-25',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
  originator: '某群众',
};

/** Raises one issue. */
export async function raiseFirst({ url }: StandaloneHost, id: string): Promise<void> {
  await patiently(() => giveCommand({ url }, raisePath(id).replace('/api/', ''), HOST_CLERK, RAISE_INPUT));
}

/** Tries again while the issues do not know the units yet. */
export async function patiently<T>(give: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await give();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, TRY_PAUSE_MS));
    }
  }
}

/** How often, and after what pause in milliseconds, it is tried. */
const MOST_TRIES = 50;
const TRY_PAUSE_MS = 100;

/** Gives a command, or uses another route of the same form. @returns its answer @throws with it where it is refused */
export async function giveCommand(
  { url }: Pick<StandaloneHost, 'url'>,
  path: string,
  who: string,
  input: JsonObject,
): Promise<JsonObject> {
  const response = await fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), authorization: who },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${text}`);
  return JSON.parse(text) as JsonObject; // our API answers objects
}
