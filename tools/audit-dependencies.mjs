/**
 * Audits the dependencies of `package-lock.json` where the registry offers it: `node tools/audit-dependencies.mjs`.
 * High findings that are not triaged in `docs/security.md` fail the run; a registry that offers no audit does not.
 */
import './require-node.mjs';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdict } from './audit-report.mjs';
import { ROOT } from './packages.mjs';

/** How long the registry may take, in milliseconds. */
const AUDIT_TIMEOUT_MS = 120_000;

const { stdout, error } = spawnSync('npm', ['audit', '--json', '--package-lock-only', '--fetch-retries=0'], {
  cwd: ROOT,
  encoding: 'utf8',
  timeout: AUDIT_TIMEOUT_MS,
  maxBuffer: 64 * 1024 * 1024,
});
const output = error === undefined ? stdout : JSON.stringify({ code: error.code });
const { lines, passed } = verdict(output, readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));
for (const line of lines) console.log(line);
process.exitCode = passed ? 0 : 1;
