import Sequencer from '@jest/test-sequencer';

/** Folders whose tests take longest, longest first: whole deployments, killed and started again. */
const LONG = ['/e2e/src/scenario/', '/e2e/src/bundles/', '/e2e/'];

/**
 * Order of the test files: those of whole deployments first, so that no worker is left alone with one at the end. A fresh clone knows
 * no durations, and Jest would take the size of the files instead.
 */
export default class LongestFirst extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((folder) => path.includes(folder));
      return at < 0 ? LONG.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
