import type { FactQuery } from '@taizhang/kernel';
import type { ContextReads } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { FactResolver } from './fact-resolver.js';
import { tallyFeature } from './tally.examples.js';

const noReads = {} as ContextReads; // the sample's fact reads no view
const limit: FactQuery = { fact: 'samples.limit', key: 'b-1' };

/** A resolver whose copies of every owner are behind, or not. */
function resolver(fresh: boolean): FactResolver {
  const registry = new ContextRegistry();
  registry.register(tallyFeature(() => Promise.resolve(9)));
  return new FactResolver(registry, () => noReads, { isFresh: () => Promise.resolve(fresh) });
}
const resolved = (fresh: boolean, query: FactQuery) =>
  resolver(fresh).resolve('samples', { limit: query }, '2014-09-12');

describe('facts that decisions need', () => {
  it('are refused while the copies they come from are behind', async () => {
    await expect(resolved(true, limit)).resolves.toMatchObject({ needs: { limit: 9 } });
    await expect(resolved(false, limit)).rejects.toMatchObject({ definition: { code: 'FACTS_STALE' } });
  });

  it('need not wait where the decision holds a gate against what came since', async () => {
    await expect(resolved(false, { ...limit, guarded: true })).resolves.toMatchObject({ needs: { limit: 9 } });
    const both = resolver(false).resolve('samples', { gate: { ...limit, guarded: true }, limit }, '2014-09-12');
    await expect(both).rejects.toMatchObject({ definition: { code: 'FACTS_STALE' } });
  });
});
