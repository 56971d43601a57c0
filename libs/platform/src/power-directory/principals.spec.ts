import { unitEvents } from '@taizhang/contracts';
import { eventIdAt, projected } from '@taizhang/testkit';
import { unitDirectoryView } from '../unit-directory/unit-directory.view.js';
import { powerDirectoryView } from './power-directory.view.js';

const from = { ledger: 'organization/wgx-0371', stream: 'unit/b-jia', catalogue: unitEvents } as const;
const registered = unitEvents.UnitRegistered({
  unit: 'b-jia',
  level: 'BRANCH',
  parent: 'wgx-0371',
  name: '甲支部',
  from: '2014-01-01',
});
const terms = { unit: 'b-jia', acting: false, clearance: 1, basis: '任职文件' };
const about = (person: string, previous: string, day: string) => ({ unit: 'b-jia', person, previous, from: day });
const appointed = unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-01-01' });
const toSecond = unitEvents.PrincipalChanged({ ...terms, ...about('P-2', 'P-1', '2014-03-01') });
const backToFirst = unitEvents.PrincipalChanged({ ...terms, ...about('P-1', 'P-2', '2014-06-01') });
const inFull = unitEvents.PrincipalChanged({ ...terms, ...about('P-1', 'P-1', '2014-03-01') });
const reason = '录入有误';
const unchanged = (rev: number, of: ReturnType<typeof about>) =>
  unitEvents.PrincipalChangeWithdrawn({ ...of, event: eventIdAt(rev), reason });
const never = unitEvents.PrincipalAppointmentWithdrawn({ unit: 'b-jia', person: 'P-1', event: eventIdAt(1), reason });

type Events = Parameters<typeof projected>[2];
/** Days on which each person is principal, by the power directory, and who is now, by the unit directory. */
function principals(...events: Events) {
  const powers = projected(powerDirectoryView('issues'), from, [registered, ...events]);
  const spans = Object.values(powers).flatMap((doc) => (doc === null ? [] : [[doc['person'], doc['spans']] as const]));
  const now = projected(unitDirectoryView('issues'), from, [registered, ...events])['b-jia'];
  return { spans: Object.fromEntries(spans), now: now?.['principal'], since: now?.['principalFrom'] };
}
const span = (day: string, to: string | null = null) => ({ from: day, to, clearance: 1 });

describe('powers of principals 一把手, whose appointments are withdrawn', () => {
  it('go back with a withdrawn change to the one before, who had them all the time', () => {
    expect(principals(appointed, toSecond, unchanged(2, about('P-2', 'P-1', '2014-03-01')))).toEqual({
      spans: { 'P-1': [span('2014-01-01')] },
      now: 'P-1',
      since: '2014-01-01',
    });
  });

  it('of one who came back end where they did before that', () => {
    const undone = unchanged(3, about('P-1', 'P-2', '2014-06-01'));
    expect(principals(appointed, toSecond, backToFirst, undone)).toEqual({
      spans: { 'P-1': [span('2014-01-01', '2014-03-01')], 'P-2': [span('2014-03-01')] },
      now: 'P-2',
      since: '2014-03-01',
    });
  });

  it('of one who only ceased to be acting go on', () => {
    expect(principals(appointed, inFull, unchanged(2, about('P-1', 'P-1', '2014-03-01')))).toEqual({
      spans: { 'P-1': [span('2014-01-01')] },
      now: 'P-1',
      since: '2014-01-01',
    });
  });

  it('are nobody’s after the first appointment was withdrawn, and the next one’s then', () => {
    expect(principals(appointed, never)).toEqual({ spans: {}, now: null, since: null });
    const next = unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-02-01' });
    expect(principals(appointed, never, next)).toEqual({
      spans: { 'P-1': [span('2014-02-01')] },
      now: 'P-1',
      since: '2014-02-01',
    });
  });

  it('end with the unit, and go on where its end is withdrawn', () => {
    const end = { unit: 'b-jia', kind: 'MERGED' as const, successors: ['wgx-0371/b-yi'], basis: '方案' };
    const ended = unitEvents.UnitEnded({ ...end, on: '2014-06-01', principal: 'P-2' });
    const unended = unitEvents.UnitEndWithdrawn({ unit: 'b-jia', principal: 'P-2', event: eventIdAt(3), reason });
    expect(principals(appointed, toSecond, ended)).toEqual({
      spans: { 'P-1': [span('2014-01-01', '2014-03-01')], 'P-2': [span('2014-03-01', '2014-06-01')] },
      now: null,
      since: null,
    });
    expect(principals(appointed, toSecond, ended, unended)).toEqual({
      spans: { 'P-1': [span('2014-01-01', '2014-03-01')], 'P-2': [span('2014-03-01')] },
      now: 'P-2',
      since: '2014-03-01',
    });
    expect(principals(unitEvents.UnitEnded({ ...end, on: '2014-06-01', principal: null }))).toEqual({
      spans: {},
      now: null,
      since: null,
    });
  });
});
