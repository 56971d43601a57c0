import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scenarioEnvironment } from '@taizhang/scenario';

/** An embedded deployment of the command's own, in a temporary folder. */
export interface OwnDeployment {
  readonly url: string;
  readonly setupCode: string;
  readonly serviceToken: string;
  /** Stops it; one of the command's own goes with its folder. */
  stop(): Promise<void>;
}

/** The deployment ends in order when we are gone, however that came about: nobody else knows of it. */
const ENDS_WITH_US = `data:text/javascript,${encodeURIComponent(
  "process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))",
)}`;
const READY = /is ready at (http:\S+)$/;
const SETUP_CODE = /Setup code .*: (\S+)$/;

/** @throws with what it printed when it does not come up */
export async function startOwnDeployment(seed: string): Promise<OwnDeployment> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-scenario-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const started = await startIn(folder, seed);
    return { ...started, stop: () => started.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * An embedded deployment on an empty folder, which is kept.
 * @throws with what it printed when it does not come up
 */
export async function startIn(folder: string, seed: string): Promise<OwnDeployment> {
  const serviceToken = randomBytes(16).toString('hex');
  const main = createRequire(import.meta.url).resolve('@taizhang/standalone/dist/main.js');
  const child = spawn(process.execPath, ['--import', ENDS_WITH_US, main], {
    env: {
      ...process.env,
      ...scenarioEnvironment(seed),
      NODE_ENV: 'test',
      TAIZHANG_DATA: folder,
      TAIZHANG_PORT: '0',
      TAIZHANG_SERVICE_TOKEN: serviceToken,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const printed: string[] = [];
  const shown = new Promise<{ readonly url: string; readonly setupCode: string }>((resolve, reject) => {
    let url: string | undefined;
    let setupCode: string | undefined;
    const read = (line: string) => {
      printed.push(line);
      url ??= READY.exec(line)?.[1];
      setupCode ??= SETUP_CODE.exec(line)?.[1];
      if (url !== undefined && setupCode !== undefined) resolve({ url, setupCode });
    };
    for (const input of [child.stdout, child.stderr]) if (input !== null) createInterface({ input }).on('line', read);
    void ended.then(() => {
      reject(new Error(`the deployment did not come up: ${printed.slice(-3).join(' ')}`));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    return { ...(await shown), serviceToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
