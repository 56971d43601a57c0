import type { Shown } from '../api/queries.js';
import { countingLines, mayStillCount, type CountingDoc, type CountingRoundDoc } from './counting-rounds.js';

const ROUND: CountingRoundDoc = {
  object: 'group',
  tellers: ['P-7', 'P-8'],
  status: 'CLOSED',
  codes: 0,
  paper: 10,
  entered: [],
  signed: [],
};
const shown = (rounds: CountingDoc['rounds']): Shown<CountingDoc> => ({
  ledger: 'evaluation/wgx-0371',
  key: 'stage-2.b-jia',
  idx: 5,
  doc: {
    unit: 'b-jia',
    stage: 'stage-2',
    unitName: null,
    objects: { group: { kind: 'GROUP', person: null, name: null } },
    rounds,
  },
  withheld: [],
  erased: [],
});

describe('rounds to be counted 计票', () => {
  it('[C5.12] tell of both tellers only whether they have entered and signed', () => {
    const [line] = countingLines([shown({ 'r-1': { ...ROUND, entered: ['P-8'], signed: ['P-8'] } })], 'P-7');
    expect(line).toMatchObject({ bureau: 'wgx-0371', evaluation: 'stage-2.b-jia', round: 'r-1', mine: true });
    expect(line?.parts).toEqual([
      { teller: 'P-7', mine: true, entered: false, signed: false },
      { teller: 'P-8', mine: false, entered: true, signed: true },
    ]);
  });

  it('begin with the reader’s own part', () => {
    const [line] = countingLines([shown({ 'r-1': ROUND })], 'P-8');
    expect(line?.parts.map(({ teller }) => teller)).toEqual(['P-8', 'P-7']);
  });

  it('stand first where the reader still has to count', () => {
    const rounds = {
      'r-1': { ...ROUND, status: 'CERTIFIED' },
      'r-2': { ...ROUND, tellers: ['P-8', 'P-9'] },
      'r-3': ROUND,
    };
    expect(countingLines([shown(rounds)], 'P-7').map(({ round }) => round)).toEqual(['r-3', 'r-1', 'r-2']);
  });

  it.each([
    ['OPEN', true],
    ['CLOSED', true],
    ['CERTIFIED', false],
    ['VOID', false],
  ])('are his to act on as long as nothing is final: %s', (status, may) => {
    expect(mayStillCount({ mine: true, counted: { ...ROUND, status } })).toBe(may);
    expect(mayStillCount({ mine: false, counted: { ...ROUND, status } })).toBe(false);
  });
});
