import { execFile } from 'node:child_process';
import type { HostEnvironment } from '../deployments/host-process.js';

/** How a program ended, and what it said. */
export interface ProgramEnd {
  readonly code: number;
  /** Of what it was killed, if it was. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The operator's programs beside the running hosts of an embedded deployment in `folder`. */
export function operatorOf(folder: string, environment: HostEnvironment) {
  const node = (...words: readonly string[]) =>
    new Promise<ProgramEnd>((resolve) => {
      const env = { PATH: process.env['PATH'], ...environment, TAIZHANG_DATA: folder };
      const child = execFile(process.execPath, words, { env }, (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, signal: child.signalCode, stdout, stderr });
      });
    });
  return {
    taizhang: (...words: readonly string[]) => node('apps/cli/taizhang.mjs', ...words),
    /** Runs a module of one line. */
    script: (text: string) => node('--input-type=module', '--eval', text),
  };
}
