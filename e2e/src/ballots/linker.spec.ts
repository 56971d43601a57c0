import { links, ordersIn, tracesOf } from './linker.js';
import { shuffled } from './voters.js';

const VOTERS = Array.from({ length: 300 }, (_none, i) => i);
const one = (uses: readonly number[], ballots: readonly number[]) =>
  links({ uses: new Map([['uses', uses]]), ballots: new Map([['ballots', ballots]]) });

describe('the linker that secrecy is tested with', () => {
  it('finds whoever voted what where ballots lie in the order of voting, or against it', () => {
    const [forwards, backwards] = one(VOTERS, VOTERS);
    expect(forwards).toMatchObject({ by: 'uses = ballots', hits: 300 });
    expect(forwards?.deviation).toBeGreaterThan(17);
    expect(backwards?.deviation).toBeLessThan(-17);
    expect(one(VOTERS, [...VOTERS].reverse())[1]).toMatchObject({ hits: 300 });
  });

  it('notices an order that only resembles the order of voting', () => {
    const drawers = [0, 1, 2, 3].flatMap((part) => shuffled(VOTERS.slice(part * 75, (part + 1) * 75)));
    expect(one(VOTERS, drawers)[0]?.deviation).toBeGreaterThan(8);
  });

  it('finds the order in which names stand in a file, and what is left of a key', () => {
    const names = new Map([
      [0, 'name-of-a'],
      [1, 'name-of-b'],
    ]);
    const files = new Map([['/folder/file', Buffer.from('… name-of-b … name-of-a … name-of-b')]]);
    expect([...ordersIn(files, names)]).toEqual([['place in file', [1, 0]]]);
    expect([...ordersIn(new Map([['/folder/other', Buffer.from('nothing')]]), names)]).toEqual([]);
    const key = 'A'.repeat(43);
    expect(tracesOf(key).some((trace) => Buffer.from(`x${key}x`).includes(trace))).toBe(true);
  });
});
