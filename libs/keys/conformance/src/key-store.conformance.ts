import { dataKeyCases } from './cases/data-keys.cases.js';
import { rotationCases } from './cases/rotation.cases.js';
import { rowCases } from './cases/rows.cases.js';
import { signingCases } from './cases/signing.cases.js';
import { subjectKeyCases } from './cases/subject-keys.cases.js';
import type { KeyStoreCase, KeyStoreFixture } from './conformance-case.js';

/** Every case, as data. */
export const keyStoreCases: readonly KeyStoreCase[] = [
  ...rowCases,
  ...signingCases,
  ...subjectKeyCases,
  ...dataKeyCases,
  ...rotationCases,
];

/** Runs the suite under Jest. */
export function keyStoreConformance(fixture: KeyStoreFixture): void {
  describe(`key store: ${fixture.name}`, () => {
    it.each(keyStoreCases.map((each) => [each.title, each] as const))('%s', async (_title, { run }) => {
      await run(fixture);
    });
  });
}
