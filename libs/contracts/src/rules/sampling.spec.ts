import { drawnSample } from './sampling.js';

const items = (count: number) => Array.from({ length: count }, (_, i) => `v-${String(i + 1)}`);

describe('a sample 抽样', () => {
  it('[C3.14] is the same whenever it is drawn from the same population by the same seed, on any machine', () => {
    // As another program, written from the description alone, draws them.
    expect(drawnSample(20140825, items(5), 2)).toEqual(['v-4', 'v-1']);
    expect(drawnSample(0, items(8), 8)).toEqual(['v-3', 'v-2', 'v-7', 'v-8', 'v-5', 'v-4', 'v-6', 'v-1']);
    expect(drawnSample(0xffff_ffff, items(3), 1)).toEqual(['v-3']);
  });

  it('[C3.14] is another with another seed or another order of the population', () => {
    const one = drawnSample(1, items(100), 10);
    expect(drawnSample(2, items(100), 10)).not.toEqual(one);
    expect(drawnSample(1, items(100).reverse(), 10)).not.toEqual(one);
  });
});
