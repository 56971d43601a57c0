import fc from 'fast-check';
import { drawn } from './campaigns.facts.js';

const codes = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 40 });

describe('the order in which a look-back draws closed issues 回头看抽样', () => {
  it('[C6.2] is the same whoever draws, in whatever order issues are listed', () => {
    fc.assert(
      fc.property(codes, (listed) => {
        const one = drawn('stage-2', 'b-jia', listed);
        expect(drawn('stage-2', 'b-jia', [...listed].reverse())).toEqual(one);
        expect([...one.drawn].sort()).toEqual([...listed].sort());
        expect(one.size).toBe(listed.length);
      }),
    );
  });

  it('[C6.2] is another for another unit or stage, and for other issues', () => {
    const listed = Array.from({ length: 20 }, (_none, i) => `2014-${String(i)}`);
    const orders = [
      drawn('stage-2', 'b-jia', listed),
      drawn('stage-2', 'b-yi', listed),
      drawn('stage-3', 'b-jia', listed),
      drawn('stage-2', 'b-jia', listed.slice(1)),
    ];
    expect(new Set(orders.map(({ seed }) => seed)).size).toBe(4);
    expect(new Set(orders.map(({ drawn: order }) => order.slice(0, 8).join())).size).toBe(4);
  });
});
