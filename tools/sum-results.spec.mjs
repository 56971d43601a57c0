import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './packages.mjs';
import { objection } from './test-report.mjs';

const run = (passed, failed = 0, broken = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: broken,
});

describe('the closing line of a CI run', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-sum-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['all is well', [run(300), run(40)], 0, '340 passed, 0 failed', 0],
    ['tests failed', [run(300, 2), run(40)], 1, '340 passed, 2 failed', 1],
    ['a file broke before its tests were counted', [run(300, 0, 1)], 1, '300 passed, 1 failed', 1],
    ['lint failed and no test', [run(300)], 1, '300 passed, 1 failed', 1],
    ['a test and lint failed', [run(300, 1), run(40)], 2, '340 passed, 2 failed', 1],
    ['a tier left no results', [run(300)], 1, '300 passed, 1 failed', 1],
  ])('is truthful when %s', (_when, runs, failedSteps, line, code) => {
    runs.forEach((results, index) => writeFileSync(join(folder, `${index}.json`), JSON.stringify(results)));
    const { stdout, status } = spawnSync(process.execPath, ['tools/sum-results.mjs', folder, String(failedSteps)], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: `${line}\n`, status: code });
  });
});

describe('a run of one tier', () => {
  const results = (total, pending = 0) => ({ numTotalTests: total, numPendingTests: pending, numTodoTests: 0 });

  it('does not pass under CI when a test did not run', () => {
    expect(objection(results(9, 1), { tier: 'node', ci: true })).toMatch(/1 tests of the node tier did not run/);
    expect(objection(results(9, 1), { tier: 'node', ci: false })).toBeUndefined();
  });

  it.each(['node', 'distributed'])('does not pass without any test (%s)', (tier) => {
    expect(objection(results(0), { tier, ci: false })).toMatch(/ran no test at all/);
  });
});
