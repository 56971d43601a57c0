import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { InfraError, POLL_INTERVAL_MS, READY_TIMEOUT_MS, STOP_TIMEOUT_MS } from './settings.mjs';

/** How many characters of its log a server that failed to start is quoted with. */
const QUOTED_LOG_CHARS = 2_000;

/**
 * @typedef {object} ServerCommand
 * @property {string} name names the pid and log files
 * @property {string} folder where those files, and the server's working folder, are
 * @property {string} command
 * @property {string[]} args
 * @property {string} need what the user reads where the command does not exist
 * @property {() => Promise<boolean>} answers asks the server something only a working server answers
 */

/**
 * Starts a server that outlives this process, and waits until it answers.
 * @param {ServerCommand} server
 */
export async function startServer(server) {
  const log = openSync(logFile(server), 'a');
  const child = spawn(server.command, server.args, { cwd: server.folder, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      reject(missing ? new InfraError(`${server.need}, and "${server.command}" is not on the PATH.`) : error);
    });
  });
  writeFileSync(pidFile(server), String(child.pid));
  child.unref();
  await untilAnswers(server);
}

/** @param {ServerCommand} server */
async function untilAnswers(server) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await server.answers())) {
    const alive = runningPid(server) !== undefined;
    if (!alive || Date.now() > deadline) {
      await stopServer(server);
      const reason = alive ? `did not answer within ${READY_TIMEOUT_MS / 1000} s` : 'ended at its start';
      const log = readFileSync(logFile(server), 'utf8').slice(-QUOTED_LOG_CHARS);
      throw new InfraError(`${server.name} ${reason}. The end of ${logFile(server)}:\n${log}`);
    }
    await pause(POLL_INTERVAL_MS);
  }
}

/**
 * Ends a server: SIGTERM, and SIGKILL where that does not do. Nothing happens if it does not run.
 * @param {ServerCommand} server
 */
export async function stopServer(server) {
  const pid = runningPid(server);
  if (pid !== undefined) {
    signal(pid, 'SIGTERM');
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (!hasEnded(pid)) {
      if (Date.now() > deadline) signal(pid, 'SIGKILL');
      await pause(POLL_INTERVAL_MS);
    }
  }
  rmSync(pidFile(server), { force: true });
}

/**
 * The process id of the server, if it runs. A process that has got the id of a dead server is not it.
 * @param {Pick<ServerCommand, 'name' | 'folder' | 'args'>} server
 * @returns {number | undefined}
 */
export function runningPid(server) {
  if (!existsSync(pidFile(server))) return undefined;
  const pid = Number(readFileSync(pidFile(server), 'utf8'));
  const marker = server.args.at(-1) ?? server.name;
  return pid > 0 && commandLine(pid).includes(marker) ? pid : undefined;
}

/**
 * The command line of a process; empty if there is none (or only what remains of one that has ended).
 * @param {number} pid
 */
function commandLine(pid) {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return askPs(pid, 'command=');
  } catch {
    return '';
  }
}

/**
 * For systems without /proc. Throws if there is no such process.
 * @param {number} pid
 * @param {string} column
 */
function askPs(pid, column) {
  const args = ['-ww', '-o', column, '-p', String(pid)];
  return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/**
 * Whether nothing of a process is left that holds a port or a file: it is gone, or waits as a zombie for a parent
 * that may never ask for it (as in many containers), and no thread of it is still ending.
 * @param {number} pid
 */
function hasEnded(pid) {
  try {
    if (!existsSync('/proc/self/stat')) return /^$|^Z/.test(askPs(pid, 'stat='));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
    return state === 'Z' && readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended between the look and the signal, which is what the signal was for.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** @param {Pick<ServerCommand, 'name' | 'folder'>} server */
const pidFile = (server) => join(server.folder, `${server.name}.pid`);
/** @param {Pick<ServerCommand, 'name' | 'folder'>} server */
const logFile = (server) => join(server.folder, `${server.name}.log`);
