import type { ManualTime } from '@taizhang/event-store-port';

/** How an adapter's manual clock is opened. */
export interface ManualTimeFixture {
  /** Name in the titles of the cases. */
  readonly name: string;
  /** A place that holds nothing yet. */
  readonly freshPlace: () => Promise<string>;
  readonly open: (place: string, seed: string) => Promise<ManualTime>;
}

/** What every kept manual clock must do (design §3). */
export function manualTimeConformance({ name, freshPlace, open }: ManualTimeFixture): void {
  describe(`the manual clock kept in ${name}`, () => {
    it('starts at the same time everywhere', async () => {
      const time = await open(await freshPlace(), 'seed');
      expect(await time.read()).toBe('2014-01-01T00:00:00.000Z');
      await time.close();
    });

    it('shows every process what one has set, forwards and backwards, also after all were closed', async () => {
      const place = await freshPlace();
      const [one, other] = [await open(place, 'seed'), await open(place, 'seed')];
      for (const now of ['2014-06-25T01:00:00.000Z', '2014-02-20T01:00:00.000Z']) {
        await one.set(now);
        expect(await other.read()).toBe(now);
      }
      await one.close();
      await other.close();
      const later = await open(place, 'seed');
      expect(await later.read()).toBe('2014-02-20T01:00:00.000Z');
      await later.close();
    });

    it('refuses another seed in one sentence and keeps the first', async () => {
      const place = await freshPlace();
      const time = await open(place, 'seed');
      const refused = Promise.resolve().then(() => open(place, 'another'));
      await expect(refused).rejects.toMatchObject({ code: 'MANUAL_SEED_DIFFERS' });
      await time.close();
      const again = await open(place, 'seed');
      await again.close();
    });
  });
}
