import { RateLimiter } from './rate-limiter.js';

function limiterAt(limit: number, max?: number) {
  let now = 1_000;
  const limiter = new RateLimiter(limit, () => now, max);
  return { limiter, pass: (ms: number) => (now += ms) };
}

describe('rate limiter', () => {
  it('lets a sender do all of its minute at once, then evenly', () => {
    const { limiter, pass } = limiterAt(3);
    expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0]);
    expect(limiter.take('a')).toBe(20_000);
    pass(20_000);
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(20_000);
    pass(60_000);
    expect([1, 2, 3, 4].map(() => limiter.take('a') === 0)).toEqual([true, true, true, false]);
  });

  it('does not lengthen the wait of who asks again too soon', () => {
    const { limiter, pass } = limiterAt(1);
    limiter.take('a');
    for (let tries = 0; tries < 10; tries += 1) limiter.take('a');
    pass(60_000);
    expect(limiter.take('a')).toBe(0);
  });

  it('keeps senders apart', () => {
    const { limiter } = limiterAt(1);
    expect([limiter.take('a'), limiter.take('b')]).toEqual([0, 0]);
    expect(limiter.take('a')).toBeGreaterThan(0);
  });

  it('lets everything pass without a limit', () => {
    const { limiter } = limiterAt(0);
    expect(Array.from({ length: 1_000 }, () => limiter.take('a')).every((ms) => ms === 0)).toBe(true);
  });

  it('remembers a bounded number of senders', () => {
    const { limiter } = limiterAt(1, 2);
    for (const sender of ['a', 'b', 'c']) limiter.take(sender);
    expect(limiter.take('a')).toBe(0); // forgotten
    expect(limiter.take('c')).toBeGreaterThan(0);
  });
});
