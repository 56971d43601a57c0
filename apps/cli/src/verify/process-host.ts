import type { VerifyHost } from './run-verify.js';

/** This process: findings to standard output, notes to standard error. */
export const processHost: VerifyHost = {
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  note: (line) => {
    process.stderr.write(`${line}\n`);
  },
  clock: () => Math.floor(Date.now() / 1000),
};
