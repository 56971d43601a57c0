import { chainOf, roundsWithoutCodes, type EvaluationDoc } from './evaluation-document.js';

const NOTHING: EvaluationDoc = {
  evaluation: 'ev-1',
  unit: 'b-jia',
  stage: 'stage-3',
  status: 'CONVENED',
  convenedOn: '2014-09-01',
  finishedOn: null,
  roster: 120,
  block: 'NONE',
  sensitive: false,
  meetingOn: null,
  heldOn: null,
  objects: { group: { kind: 'GROUP', person: null, deferred: false } },
  rounds: {},
  criticisms: {},
  blocks: {},
  assessments: {},
  votes: {},
};
const done = (doc: EvaluationDoc) => chainOf(doc, 'group').flatMap((link) => (link.done ? [link.step] : []));

describe('the chain from tally to lift', () => {
  it('has nothing done before the tally is certified', () => {
    expect(done(NOTHING)).toEqual([]);
    expect(
      done({
        ...NOTHING,
        rounds: { 'r-1': { object: 'group', status: 'VOID', codes: 0, issued: 1, valid: null, verdict: null } },
      }),
    ).toEqual([]);
  });

  it('goes on step by step, for the object alone', () => {
    const tallied: EvaluationDoc = {
      ...NOTHING,
      rounds: { 'r-1': { object: 'group', status: 'CERTIFIED', codes: 0, issued: 120, valid: 116, verdict: 'BELOW' } },
      blocks: { group: 'PROVISIONAL' },
    };
    expect(done(tallied)).toEqual(['tally', 'block']);
    const noticed: EvaluationDoc = {
      ...tallied,
      blocks: { group: 'LIFTED', other: 'CONFIRMED' },
      criticisms: {
        group: {
          assessment: { finding: 'MANY', proposes: true },
          proposals: 1,
          status: 'NOTIFIED',
          requirements: ['q-1'],
          met: true,
        },
      },
      votes: { group: { on: '2014-09-10', members: 7, inFavour: 6, against: 0, abstained: 1 } },
    };
    expect(done(noticed)).toEqual(['tally', 'block', 'assessment', 'proposal', 'vote', 'notice', 'lift']);
  });
});

describe('one-time codes', () => {
  it('are handed out once for a round, while it is open', () => {
    const round = { object: 'group', issued: null, valid: null, verdict: null };
    const rounds = {
      'r-1': { ...round, status: 'CLOSED', codes: 0 },
      'r-2': { ...round, status: 'OPEN', codes: 12 },
      'r-3': { ...round, status: 'OPEN', codes: 0 },
    };
    expect(roundsWithoutCodes({ rounds })).toEqual(['r-3']);
  });
});
