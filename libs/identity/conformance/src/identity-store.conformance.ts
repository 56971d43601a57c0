import type { IdentityStoreCase, IdentityStoreFixture } from './conformance-case.js';
import { identityStoreCases } from './identity-store.cases.js';

/** Runs one case at a fresh place. */
export async function runCase({ check }: IdentityStoreCase, fixture: IdentityStoreFixture): Promise<void> {
  const place = await fixture.freshPlace();
  const [one, other] = [await fixture.open(place), await fixture.open(place)];
  try {
    await check(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

/** Runs the suite under Jest. */
export function identityStoreConformance(fixture: IdentityStoreFixture): void {
  describe(`identity store: ${fixture.name}`, () => {
    it.each(identityStoreCases.map((each) => [each.title, each] as const))('%s', async (_title, each) => {
      await runCase(each, fixture);
    });
  });
}
