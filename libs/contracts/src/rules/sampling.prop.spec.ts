import fc from 'fast-check';
import { drawnSample } from './sampling.js';

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const populations = fc.uniqueArray(fc.integer({ min: 0, max: 9_999 }).map(String), { minLength: 1, maxLength: 60 });

describe('samples 抽样', () => {
  it('[C3.14] have the size asked for, each item once, and none from elsewhere (property)', () => {
    const property = fc.property(seeds, populations, fc.integer({ min: 1, max: 80 }), (seed, population, size) => {
      const drawn = drawnSample(seed, population, size);
      expect(drawn).toHaveLength(Math.min(size, population.length));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(drawn.every((item) => population.includes(item))).toBe(true);
      expect(drawnSample(seed, population, size)).toEqual(drawn);
    });
    fc.assert(property, { seed: 20140820 });
  });

  it('[C3.14] begin as smaller ones of the same seed do (property)', () => {
    const property = fc.property(seeds, populations, fc.nat(60), fc.nat(60), (seed, population, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(drawnSample(seed, population, more).slice(0, less)).toEqual(
        drawnSample(seed, population, less).slice(0, less),
      );
    });
    fc.assert(property, { seed: 20140821 });
  });

  it('[C3.14] favour no item: over 6,000 seeds each of six is drawn about a third of the times', () => {
    const counts = new Map<string, number>();
    const population = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (let seed = 0; seed < 6_000; seed += 1)
      for (const item of drawnSample(seed, population, 2)) counts.set(item, (counts.get(item) ?? 0) + 1);
    for (const item of population) {
      expect(counts.get(item)).toBeGreaterThan(1_800);
      expect(counts.get(item)).toBeLessThan(2_200);
    }
  });
});
