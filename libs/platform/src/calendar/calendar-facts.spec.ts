import { addWorkingDays, CHINA, inWorkingDays, WORKING_DAYS_FACT, workingDaysNeeded } from '@taizhang/calendar';
import type { ContextReads } from '../context/context-feature.js';
import { ContextRegistry } from '../context/context-registry.js';
import { FactResolver } from '../deciding/fact-resolver.js';
import { CALENDARS, calendarFacts } from './calendar-facts.js';

const reads = {} as ContextReads; // the calendar reads nothing
const stale = { isFresh: () => Promise.resolve(false) };
const resolver = new FactResolver(new ContextRegistry(), () => reads, stale, calendarFacts(CALENDARS));

describe('working days for deciders', () => {
  it('are there, whatever other hosts say, and no ledger was consulted', async () => {
    const { needs, consulted } = await resolver.resolve('samples', workingDaysNeeded(), '2014-09-24');
    const due = (on: string) =>
      inWorkingDays({ needs, effectiveOn: on }, (days) => [addWorkingDays(days, on, 5), days.version]);
    expect(due('2014-09-24')).toEqual(['2014-09-30', 'CN.chinese-days-1.5.7']);
    expect(consulted.size).toBe(0);
  });

  it('are nothing under a name that no calendar has, an inherited one neither', async () => {
    for (const key of ['XX', 'constructor', '']) {
      const asked = { fact: WORKING_DAYS_FACT, key };
      expect((await resolver.resolve('samples', { asked }, '2014-09-24')).needs).toEqual({ asked: null });
    }
    expect(Object.keys(CALENDARS)).toEqual([CHINA]);
  });
});
