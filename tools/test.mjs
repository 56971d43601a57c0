/**
 * Runs one tier of the tests: `node tools/test.mjs <node|distributed|browser> [Jest's arguments]`.
 * Builds first, because tests that kill processes start the built program.
 * With `TAIZHANG_TEST_RESULTS` set to a folder, Jest's results stay there as `<tier>.json`.
 */
import './require-node.mjs';
import './require-sqlite.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, BUILT_ALREADY } from './build.mjs';
import { NX_ENVIRONMENT, ROOT, packageCommand } from './packages.mjs';
import { objection, readResults, slowestFiles } from './test-report.mjs';

const TIERS = ['node', 'distributed', 'browser'];
/** The machine of CI has two cores; more workers only wait for each other. */
const DEFAULT_WORKERS = 2;
/** Longest time of a test in a browser, which goes through many pages; Jest takes it from no settings of a project's own. */
const BROWSER_LIMIT_MS = 180_000;

const [tier = 'node', ...rest] = process.argv.slice(2);
const ci = process.env.CI === 'true';

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function jestArguments(resultsFile) {
  const ownWorkers = rest.some((argument) => /^(--maxWorkers|-w|--runInBand|-i)/.test(argument));
  return [
    '--experimental-vm-modules',
    packageCommand('jest'),
    ...['--selectProjects', tier],
    ...(ownWorkers ? [] : [`--maxWorkers=${DEFAULT_WORKERS}`]),
    ...(tier === 'browser' ? [`--testTimeout=${BROWSER_LIMIT_MS}`] : []),
    ...(ci ? ['--ci'] : []),
    ...(tier === 'browser' ? ['--passWithNoTests'] : []),
    ...['--json', `--outputFile=${resultsFile}`],
    ...rest,
  ];
}

async function buildAll() {
  const started = performance.now();
  console.log('[1/2] building …');
  await build().catch((error) => fail(error.message));
  console.log(`[1/2] built in ${seconds(started)}`);
}

/** Runs Jest and returns its results. Jest prints nothing but its report: its JSON goes to the file. */
function runJest(resultsFile) {
  rmSync(resultsFile, { force: true });
  const { status } = spawnSync(process.execPath, jestArguments(resultsFile), {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...NX_ENVIRONMENT, [BUILT_ALREADY]: '1', NODE_NO_WARNINGS: '1' },
  });
  if (!existsSync(resultsFile)) fail(`Jest ended with ${status} and left no results.`);
  return { status, results: readResults(resultsFile) };
}

if (!TIERS.includes(tier)) fail(`"${tier}" is no tier of tests; there are ${TIERS.join(', ')}.`);
await buildAll();
const started = performance.now();
console.log(`[2/2] testing (${tier}) …`);
const kept = process.env.TAIZHANG_TEST_RESULTS;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'taizhang-test-'));
const { status, results } = runJest(join(folder, `${tier}.json`));
if (kept === undefined) rmSync(folder, { recursive: true });

if (results.numTotalTests === 0 && tier === 'browser')
  console.log('The browser tier has no tests yet: nothing was tested.');
const slowest = slowestFiles(results);
if (slowest.length > 0) console.log(['Slowest files:', ...slowest].join('\n'));
console.log(`[2/2] tested (${tier}) in ${seconds(started)}`);
const reason = objection(results, { tier, ci });
if (reason) fail(reason);
process.exitCode = status ?? 1;
