import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { eventually } from '@taizhang/testkit';

/** A built host as its operator runs it. */
export interface HostProcess {
  readonly url: string;
  /** All it printed on both streams so far. */
  readonly output: readonly string[];
  /** Sends SIGTERM and waits. @returns the exit code */
  stop(): Promise<number | null>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

/** How a process ended that was not to come up. */
export interface EndedProcess {
  readonly code: number | null;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** Environment of a test's host: nothing of ours is inherited. */
export type HostEnvironment = Readonly<Record<string, string>>;

const READY = /is ready at (http:\S+)$/;
const SETUP_CODE = /Setup code .*: (\S+)$/m;

function launch(app: string, environment: HostEnvironment, through: readonly string[] = []) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(TAIZHANG_|NODE_ENV$|NODE_OPTIONS$|OTEL_)/.test(name),
  );
  const [program = process.execPath, ...words] = [
    ...through,
    process.execPath,
    '--enable-source-maps',
    `apps/${app}/dist/main.js`,
  ];
  const child = spawn(program, words, {
    env: { ...Object.fromEntries(inherited), TAIZHANG_LOG_LEVEL: 'warn', TAIZHANG_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  const output: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const read = (stream: NodeJS.ReadableStream, into: string[], tell: (line: string) => void): void => {
    createInterface({ input: stream }).on('line', (line) => {
      into.push(line);
      output.push(line);
      tell(line);
    });
  };
  return { child, stdout, stderr, output, ended, read };
}

/** Starts a built host and waits until it serves. @throws with what it said when it ends instead */
export async function startHostProcess(app: string, environment: HostEnvironment): Promise<HostProcess> {
  const { child, stdout, stderr, output, ended, read } = launch(app, environment);
  const url = await new Promise<string>((resolve, reject) => {
    read(child.stdout, stdout, (line) => {
      const found = READY.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    read(child.stderr, stderr, () => undefined);
    void ended.then((code) => {
      reject(new Error(`${app} ended with ${String(code)}:\n${output.join('\n')}`));
    });
  });
  return {
    url,
    output,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Starts a built host that is not to come up, and tells how it ended.
 * @param through a program and its words before the host's own, which runs it under limits or as another user
 */
export async function failToStart(
  app: string,
  environment: HostEnvironment,
  through: readonly string[] = [],
): Promise<EndedProcess> {
  const { child, stdout, stderr, ended, read } = launch(app, environment, through);
  read(child.stdout, stdout, (line) => {
    if (READY.test(line)) child.kill('SIGKILL'); // then its code is null, and the test says so
  });
  read(child.stderr, stderr, () => undefined);
  return { code: await ended, stdout, stderr };
}

/** The code by which an empty deployment is founded, as far as it was shown to whoever started it. */
export function setupCodeIn({ output }: Pick<HostProcess, 'output'>): string | undefined {
  return SETUP_CODE.exec(output.join('\n'))?.[1];
}

/** The same, waited for: it is shown after the host is ready. */
export function setupCodeShown(host: Pick<HostProcess, 'output'>): Promise<string> {
  return eventually('the setup code is shown', () => setupCodeIn(host));
}
