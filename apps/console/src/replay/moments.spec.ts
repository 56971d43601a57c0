import { askedBy, momentsOf, stepsBy } from './moments.js';

const steps = [
  { idx: 3, time: '2014-07-10T02:00:00.000Z', effectiveOn: '2014-07-10' },
  { idx: 5, time: '2014-07-12T02:00:00.000Z', effectiveOn: '2014-06-26' },
  { idx: 9, clr: 3 },
  { idx: 11, time: '2014-07-14T02:00:00.000Z', effectiveOn: '2014-07-10' },
];

describe('the moments of a record', () => {
  it('are its steps in the order of recording, hidden ones too', () => {
    const moments = momentsOf(steps, 'recorded');
    expect(moments.map(({ index }) => index)).toEqual([3, 5, 9, 11]);
    expect(stepsBy(steps, moments[1] ?? { at: '' }).map(({ idx }) => idx)).toEqual([3, 5]);
  });

  it('are its business dates in their order, each once', () => {
    const moments = momentsOf(steps, 'effective');
    expect(moments.map(({ at }) => at)).toEqual(['2014-06-26', '2014-07-10']);
    expect(stepsBy(steps, moments[0] ?? { at: '' }).map(({ idx }) => idx)).toEqual([5]);
    expect(stepsBy(steps, moments[1] ?? { at: '' }).map(({ idx }) => idx)).toEqual([3, 5, 11]);
  });

  it('are asked for by index or business date, on either side of a comparison', () => {
    expect(askedBy({ at: '', index: 5 })).toEqual({ index: 5 });
    expect(askedBy({ at: '', index: 5 }, 'from')).toEqual({ fromIndex: 5 });
    expect(askedBy({ at: '', effective: '2014-07-10' }, 'to')).toEqual({ toEffective: '2014-07-10' });
    expect(askedBy({ at: '' })).toEqual({});
  });
});
