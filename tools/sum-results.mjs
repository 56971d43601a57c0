/**
 * Closes a CI run: `node tools/sum-results.mjs <folder of Jest results> <failed steps>`.
 * Prints `N passed, N failed` over all tiers. A step that failed without a failed test to show for it (lint, types, drift,
 * a tier that broke before its tests) counts as one failure, so that "0 failed" is said only when all is well.
 */
import { readdirSync } from 'node:fs';
import { failures, readResults } from './test-report.mjs';

const [folder, failedSteps = '0'] = process.argv.slice(2);
const runs = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => readResults(`${folder}/${file}`));
const sum = (count) => runs.reduce((total, run) => total + count(run), 0);
const runsWithFailures = runs.filter((run) => failures(run) > 0).length;
const failed = sum(failures) + Math.max(0, Number(failedSteps) - runsWithFailures);
console.log(`${sum((run) => run.numPassedTests)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
