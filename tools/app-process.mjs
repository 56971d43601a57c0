/** Runs a built program in front of the terminal and stops it in order. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * From when on a further signal means "at once". Below it, it is the same key press: on Ctrl-C the terminal signals the
 * whole process group and npm forwards the signal again.
 */
export const IMPATIENCE_MS = 1_000;

/**
 * Starts `main` under this Node and resolves to its exit code. The first SIGINT, SIGTERM or SIGHUP is passed on once and
 * the program's ordered shutdown awaited; another one later than {@link IMPATIENCE_MS} kills it.
 * The program gets a process group of its own, so that it hears of a Ctrl-C only through us and only once.
 */
export async function runInFront(main, args, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
    stdio: 'inherit',
    env,
    detached: true,
  });
  let stoppedAt;
  const stop = (signal) => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    } else if (performance.now() - stoppedAt > IMPATIENCE_MS) {
      child.kill('SIGKILL');
    }
  };
  for (const signal of STOPS) process.on(signal, stop);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  } finally {
    for (const signal of STOPS) process.off(signal, stop);
  }
}
