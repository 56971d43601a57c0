import { blobCases } from './cases.js';
import type { BlobsFixture } from './conformance-case.js';

/** How long one case may take, in milliseconds: a bound against hanging, not a measure. */
const CASE_TIMEOUT_MS = 120_000;

/**
 * Puts an adapter through the suite, in a Jest test file of a few lines. No case is ever skipped.
 * @example blobsConformance({ name: 'a folder', createPlace: … })
 */
export function blobsConformance(fixture: BlobsFixture): void {
  describe(`blobs in ${fixture.name}`, () => {
    for (const { title, run } of blobCases) it(title, () => run(fixture), CASE_TIMEOUT_MS);
  });
}
