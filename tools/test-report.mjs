/** Reads what Jest writes with `--json`, and says where the time went and what did not run. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './packages.mjs';

const SLOWEST_SHOWN = 8;
const WORTH_SHOWING_MS = 1_000;

/** Reads one results file of Jest. */
export const readResults = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Lines that name the slowest test files. */
export function slowestFiles(results) {
  return results.testResults
    .map(({ name, startTime, endTime }) => ({ name: relative(ROOT, name), ms: endTime - startTime }))
    .filter(({ ms }) => ms >= WORTH_SHOWING_MS)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST_SHOWN)
    .map(({ name, ms }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);
}

/** Tests that Jest counted but did not run. */
export const unrun = (results) => results.numPendingTests + results.numTodoTests;

/** Failed tests, and files that failed before their tests could be counted. */
export const failures = (results) => results.numFailedTests + results.numRuntimeErrorTestSuites;

/** One sentence for a run, or undefined, when the run must not pass though Jest was content. */
export function objection(results, { tier, ci }) {
  if (ci && unrun(results) > 0)
    return `${unrun(results)} tests of the ${tier} tier did not run, which a CI run does not accept.`;
  if (tier !== 'browser' && results.numTotalTests === 0) return `The ${tier} tier ran no test at all.`;
  return undefined;
}
