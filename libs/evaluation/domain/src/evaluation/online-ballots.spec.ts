import { isRejection, type Facts, type JsonObject } from '@taizhang/kernel';
import {
  ballotCodeEvents,
  evaluationEvents,
  MAX_BALLOTS_PER_EVENT,
  type BallotMark,
  type Sentiment,
} from '@taizhang/contracts';
import { eventIdAt, given, type GivenEvent } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import { TALLIES } from '../tally/tallies.examples.js';
import { clearBallotBox } from './clear-ballot-box.command.js';
import { closeBallotRound } from './close-ballot-round.command.js';
import { countBallots } from './count-ballots.command.js';
import { evaluation } from './evaluation.aggregate.js';
import { closed, convened, counted, frozen, known, office, opened, signed, teller } from './evaluation.examples.js';
import { initialEvaluation, type EvaluationState } from './evaluation.state.js';
import { codeListOf, issueBallotCodes } from './issue-ballot-codes.command.js';
import { openBallotRound } from './open-ballot-round.command.js';
import { openBallots } from './open-ballots.command.js';
import { recordComprehensiveAssessment } from './record-comprehensive-assessment.command.js';
import { signTally } from './sign-tally.command.js';
import { voidBallotRound } from './void-ballot-round.command.js';
import { withdrawBallotRoundClose } from './withdraw-ballot-round-close.command.js';
import { withdrawBallotRound } from './withdraw-ballot-round.command.js';

const EVALUATION = 'stage-2.b-ding';
const hash = (i: number) => i.toString(16).padStart(64, '0');
const hashes = (number: number) => Array.from({ length: number }, (_none, i) => hash(i));
const open: readonly GivenEvent[] = [convened, frozen, opened('r-1', 'group')];
const issued = (number: number, round = 'r-1') =>
  evaluationEvents.BallotCodesIssued({
    round,
    on: '2014-09-12',
    number,
    policy: recorded(['ballot.remote', 'ballot.secret']),
  });
const day = office('09-12');
const usedCodes = (used: number, round = 'r-1'): JsonObject => ({
  [`evaluation.codes-used/wgx-0371/${EVALUATION}/${round}`]: used,
});
const system = (used: number) => ({
  ...day,
  actor: { id: 'policy:ballot-box', role: 'system' } as const,
  known: { ...known, ...usedCodes(used) },
});

type Opened = { readonly mark: BallotMark; readonly comment: Sentiment | null };
const ballots = (mark: BallotMark, number: number, comment: Sentiment | null = null): readonly Opened[] =>
  Array.from({ length: number }, () => ({ mark, comment }));

describe('issue ballot codes 发放投票码', () => {
  it('[C5.3] [C5.11] settles their number in the round, and lists their hashes in a stream of their own', () => {
    given(evaluation, ...open)
      .when(issueBallotCodes, { round: 'r-1', codes: hashes(3) }, day)
      .then(issued(3));
    const decision = issueBallotCodes.decide(
      { round: 'r-1', codes: [hash(2), hash(1)] },
      given(evaluation, ...open).state,
      { actor: day.actor, effectiveOn: '2014-09-12', needs: needsOf(day.known) } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: EVALUATION },
    );
    if (isRejection(decision) || !('also' in decision)) throw new Error('a wide decision');
    const listed = { evaluation: EVALUATION, unit: 'b-ding', object: 'group', round: 'r-1', part: 1 };
    expect(decision.also).toEqual([
      {
        stream: codeListOf(EVALUATION, 'r-1'),
        expect: 'no-stream',
        events: [ballotCodeEvents.BallotCodesListed({ ...listed, codes: [hash(1), hash(2)] })],
      },
    ]);
  });

  it('[C5.3] is done once, while the round is open, for no more people than are on the roster', () => {
    const codes = { round: 'r-1', codes: hashes(3) };
    given(evaluation, ...open, issued(3))
      .when(issueBallotCodes, codes, day)
      .thenRejected('CODES_ALREADY_ISSUED');
    given(evaluation, ...open, closed('r-1'))
      .when(issueBallotCodes, codes, day)
      .thenRejected('ROUND_STATE_FORBIDS');
    given(evaluation, ...open)
      .when(issueBallotCodes, { ...codes, codes: hashes(51) }, day)
      .thenRejected('BALLOTS_EXCEED_ROSTER', { roster: 50 });
    given(evaluation, ...open)
      .when(issueBallotCodes, { ...codes, codes: [hash(1), hash(1)] }, day)
      .thenRejected('CODES_MALFORMED');
  });

  it('[C5.11] needs a policy that allows votes from afar, and secret ones (policies 16, 17)', () => {
    const codes = { round: 'r-1', codes: hashes(3) };
    const under = (changed: Parameters<typeof inForce>[0]) => ({ ...day, known: { ...known, ...inForce(changed) } });
    given(evaluation, ...open)
      .when(issueBallotCodes, codes, under({ 'ballot.remote': false }))
      .thenRejected('REMOTE_BALLOT_NOT_ALLOWED');
    given(evaluation, ...open)
      .when(issueBallotCodes, codes, under({ 'ballot.secret': false }))
      .thenRejected('BALLOT_NOT_SECRET');
  });

  it('[C5.12] is nothing for those whom the vote is about', () => {
    given(evaluation, ...open)
      .when(issueBallotCodes, { round: 'r-1', codes: hashes(3) }, { ...day, onBehalfOf: 'acct-P-D1' })
      .thenRejected('RECUSAL_REQUIRED');
  });
});

describe('close and open 结束投票、开启选票', () => {
  const voted = [...open, issued(5), closed('r-1', 45, 5)];

  it('[C5.3] counts codes with what was handed out on paper, and no more of both than people on the roster', () => {
    given(evaluation, ...open, issued(5))
      .when(closeBallotRound, { round: 'r-1', paper: 45 }, day)
      .then(closed('r-1', 45, 5));
    given(evaluation, ...open, issued(5))
      .when(closeBallotRound, { round: 'r-1', paper: 46 }, day)
      .thenRejected('BALLOTS_EXCEED_ROSTER', { roster: 50 });
    given(evaluation, ...open, issued(50))
      .when(closeBallotRound, { round: 'r-1', paper: 0 }, day)
      .then(closed('r-1', 0, 50));
  });

  it('[C5.12] opens ballots in the order in which they are given, and states how many are missing', () => {
    const cast = [...ballots('GOOD', 2), ...ballots('BLANK', 1, 'NEGATIVE')];
    given(evaluation, ...voted)
      .when(openBallots, { round: 'r-1', ballots: [...cast] }, system(4))
      .then(
        evaluationEvents.BallotsOpened({
          round: 'r-1',
          part: 1,
          parts: 1,
          used: 4,
          cast: 3,
          missing: 1,
          ballots: [...cast],
        }),
      );
  });

  it('[C5.12] opens none as none', () => {
    const none = { round: 'r-1', part: 1, parts: 1, used: 0, cast: 0, missing: 0, ballots: [] };
    given(evaluation, ...voted)
      .when(openBallots, { round: 'r-1', ballots: [] }, system(0))
      .then(evaluationEvents.BallotsOpened(none));
  });

  it('[C5.12] refuses more ballots than codes were used, a second time, a round without codes, and one that is not closed', () => {
    const three = { round: 'r-1', ballots: [...ballots('GOOD', 3)] };
    given(evaluation, ...voted)
      .when(openBallots, three, system(2))
      .thenRejected('BALLOTS_EXCEED_CODES', { used: 2, cast: 3 });
    const none = { round: 'r-1', part: 1, parts: 1, used: 0, cast: 0, missing: 0, ballots: [] };
    given(evaluation, ...voted, evaluationEvents.BallotsOpened(none))
      .when(openBallots, three, system(3))
      .thenRejected('BALLOTS_ALREADY_OPENED');
    given(evaluation, ...open, closed('r-1'))
      .when(openBallots, three, system(3))
      .thenRejected('ROUND_WITHOUT_CODES');
    given(evaluation, ...open, issued(5))
      .when(openBallots, three, system(3))
      .thenRejected('ROUND_STATE_FORBIDS');
  });

  it('[C5.10] [C5.12] says that a box is clear once its ballots are opened', () => {
    const none = { round: 'r-1', part: 1, parts: 1, used: 0, cast: 0, missing: 0, ballots: [] };
    given(evaluation, ...voted, evaluationEvents.BallotsOpened(none))
      .when(clearBallotBox, { round: 'r-1', comments: 0 }, system(0))
      .then(evaluationEvents.BallotBoxCleared({ round: 'r-1', comments: 0 }));
    given(evaluation, ...voted)
      .when(clearBallotBox, { round: 'r-1', comments: 0 }, system(0))
      .thenRejected('BALLOTS_NOT_OPENED');
  });

  it('[C5.12] is given by the keeper of the box alone', () => {
    for (const { allow } of [openBallots, clearBallotBox])
      expect(allow).toEqual({ roles: ['system'], scope: 'anywhere' });
  });

  it('[C5.12] certifies nothing before the ballots are opened', () => {
    const count = { returned: 45, spoiled: 0, blank: 0, grades: { good: 45, fairlyGood: 0, average: 0, poor: 0 } };
    const both = [counted('r-1', 'P-T1', count), counted('r-1', 'P-T2', count)];
    given(evaluation, ...voted, ...both)
      .when(signTally, { round: 'r-1' }, teller('P-T1'))
      .thenRejected('BALLOTS_NOT_OPENED', { round: 'r-1' });
  });

  it('[C5.3] voids a round with more paper back than was handed out, though codes would make up for it', () => {
    const over = { returned: 46, spoiled: 0, blank: 0, grades: null };
    const none = { round: 'r-1', part: 1, parts: 1, used: 0, cast: 0, missing: 0, ballots: [] };
    const history = [...voted, evaluationEvents.BallotsOpened(none)];
    given(evaluation, ...history)
      .when(
        countBallots,
        { round: 'r-1', count: { ...over, grades: { good: 46, fairlyGood: 0, average: 0, poor: 0 } } },
        teller('P-T1'),
      )
      .thenRejected('COUNT_DOES_NOT_ADD_UP');
    given(evaluation, ...history, counted('r-1', 'P-T1', over), counted('r-1', 'P-T2', over), signed('r-1'))
      .when(signTally, { round: 'r-1' }, teller('P-T2'))
      .then(
        evaluationEvents.TallyVoided({
          round: 'r-1',
          object: 'group',
          on: '2014-09-12',
          ground: 'OVER_RETURNED',
          reason: null,
          policy: recorded(['evaluation.quorum', 'tally.blank', 'tally.denominator']),
        }),
      );
  });
});

describe('withdraw and void 撤回与作废', () => {
  const voted: readonly GivenEvent[] = [...open, issued(5), closed('r-1', 45, 5)];
  const none = evaluationEvents.BallotsOpened({
    round: 'r-1',
    part: 1,
    parts: 1,
    used: 2,
    cast: 2,
    missing: 0,
    ballots: [...ballots('GOOD', 2)],
  });
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });

  it('[C5.3] a round whose codes are out cannot be withdrawn, only declared void', () => {
    given(evaluation, ...open, issued(5))
      .when(withdrawBallotRound, wrong(2))
      .thenRejected('WITHDRAWAL_TOO_LATE');
    const after = given(evaluation, ...open, issued(5));
    const voided = evaluationEvents.TallyVoided({
      round: 'r-1',
      object: 'group',
      on: '2014-09-12',
      ground: 'IRREGULAR',
      reason: '投票码遗失',
      policy: recorded(['evaluation.quorum', 'tally.blank', 'tally.denominator']),
    });
    after.when(voidBallotRound, { round: 'r-1', reason: '投票码遗失' }, day).then(voided);
    given(evaluation, ...open, issued(5), voided)
      .when(openBallotRound, { round: 'r-2', object: 'group', tellers: ['P-T1', 'P-T2'] }, day)
      .then(opened('r-2', 'group'));
  });

  it('[C5.3] a close is not withdrawn while the box is being opened, and after that lets nobody vote again', () => {
    given(evaluation, ...voted)
      .when(withdrawBallotRoundClose, wrong(4))
      .thenRejected('BALLOTS_NOT_OPENED', { round: 'r-1' });
    const withdrawn = evaluationEvents.BallotRoundCloseWithdrawn(wrong(4));
    given(evaluation, ...voted, none)
      .when(withdrawBallotRoundClose, wrong(4))
      .then(withdrawn);
    const again = given(evaluation, ...voted, none, withdrawn);
    expect(again.state).toMatchObject({ rounds: { 'r-1': { status: 'OPEN', online: { cast: 2 } } } });
    again.when(closeBallotRound, { round: 'r-1', paper: 40 }, day).then(closed('r-1', 40, 5));
  });
});

/** Scenario A, T2: 1,500 on paper, of which 1,470 came back and all 11 spoiled; 560 codes, of which 540 were used. */
describe('T2: on paper and online', () => {
  const paper = {
    returned: 1470,
    spoiled: 11,
    blank: 28,
    grades: { good: 641, fairlyGood: 518, average: 190, poor: 82 },
  };
  const online = [
    ...ballots('GOOD', 260),
    ...ballots('FAIRLY_GOOD', 180),
    ...ballots('AVERAGE', 40),
    ...ballots('AVERAGE', 20, 'NEGATIVE'),
    ...ballots('POOR', 28, 'NEGATIVE'),
    ...ballots('BLANK', 12),
  ];
  const roster = evaluationEvents.RosterFrozen({ ...frozen.data, total: 2060, mass: 721 });
  const round = [convened, roster, opened('r-1', 'group'), issued(560), closed('r-1', 1500, 560)];
  const decided = openedParts(given(evaluation, ...round).state);
  const both = [counted('r-1', 'P-T1', paper), counted('r-1', 'P-T2', paper), signed('r-1')];

  it('[C5.12] opens its 540 ballots in three parts', () => {
    expect(decided.map(({ data }) => data)).toMatchObject([
      { part: 1, parts: 3, used: 540, cast: 540, missing: 0 },
      { part: 2 },
      { part: 3 },
    ]);
    expect(decided.map(({ data }) => data.ballots.length)).toEqual([MAX_BALLOTS_PER_EVENT, MAX_BALLOTS_PER_EVENT, 140]);
  });

  it('[C5.12] [C5.13] is 1,599 of 1,999 and below the line, of 2,060 issued and 2,010 returned', () => {
    const decision = signTally.decide(
      { round: 'r-1' },
      given(evaluation, ...round, ...decided, ...both).state,
      { ...teller('P-T2'), effectiveOn: '2014-09-15', needs: needsOf(known) } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: EVALUATION },
    );
    if (isRejection(decision) || 'events' in decision) throw new Error('two events');
    const [certified, hold] = decision;
    const { facts } = TALLIES.T2;
    expect(certified?.data).toMatchObject({
      roster: 2060,
      issued: facts.issued,
      attended: 2040,
      returned: facts.returned,
      spoiled: facts.spoiled,
      valid: 1999,
      abstained: facts.blank,
      grades: facts.grades,
      verdict: 'BELOW',
      sensitive: true,
    });
    expect(certified?.data).toHaveProperty(['shares', 0], {
      basis: 'VALID_INCL_ABSTAIN',
      numerator: 1599,
      denominator: 1999,
      hundredths: 7999,
      below: true,
    });
    expect(hold).toMatchObject({ type: 'evaluation.SummaryMeetingBlocked', data: { ground: 'TALLY_BELOW_LINE' } });
  });

  it('[C5.14] has 214 negative commenters: those on paper, and no fewer than the box held', () => {
    const assess = (commenters: number) => ({
      object: 'group',
      commenters,
      reporters: 0,
      finding: 'MANY',
      proposes: true,
      reason: '意见集中',
    });
    const certified = evaluationEvents.TallyCertified(certifiedData());
    const history = [...round, ...decided, ...both, certified];
    given(evaluation, ...history)
      .when(recordComprehensiveAssessment, assess(47), office('09-22'))
      .thenRejected('OPINIONS_BELOW_BALLOTS', { negative: 48 });
    given(evaluation, ...history)
      .when(recordComprehensiveAssessment, assess(2061), office('09-22'))
      .thenRejected('OPINIONS_EXCEED_BALLOTS');
    given(evaluation, ...history)
      .when(recordComprehensiveAssessment, assess(TALLIES.T2.commenters), office('09-22'))
      .then(
        evaluationEvents.ComprehensiveAssessmentRecorded({
          object: 'group',
          round: 'r-1',
          on: '2014-09-22',
          facts: { verdict: 'BELOW', valid: 1999, commenters: 214, reporters: 0 },
          suggested: 'MANY',
          finding: 'MANY',
          proposes: true,
          reason: '意见集中',
          dissent: null,
          policy: recorded(['criticism.join', 'criticism.opinions', 'criticism.opinionUnit']),
        }),
      );
  });

  function openedParts(state: EvaluationState) {
    const decision = openBallots.decide(
      { round: 'r-1', ballots: [...online] },
      state,
      { effectiveOn: '2014-09-15', needs: { used: 540 } } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: EVALUATION },
    );
    if (isRejection(decision) || 'events' in decision) throw new Error('events');
    return decision as readonly ReturnType<typeof evaluationEvents.BallotsOpened>[]; // all it opens
  }

  function certifiedData(): Parameters<typeof evaluationEvents.TallyCertified>[0] {
    const decision = signTally.decide(
      { round: 'r-1' },
      given(evaluation, ...round, ...decided, ...both).state,
      { ...teller('P-T2'), effectiveOn: '2014-09-15', needs: needsOf(known) } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: EVALUATION },
    );
    if (isRejection(decision) || 'events' in decision || decision[0] === undefined) throw new Error('events');
    return decision[0].data as Parameters<typeof evaluationEvents.TallyCertified>[0]; // what it certifies
  }
});

it('[C5.3] nothing is done about a round of an evaluation that is not', () => {
  expect(initialEvaluation).toEqual({ kind: 'none' });
  given(evaluation)
    .when(issueBallotCodes, { round: 'r-1', codes: hashes(1) }, day)
    .thenRejected('EVALUATION_UNKNOWN');
  given(evaluation).when(openBallots, { round: 'r-1', ballots: [] }, system(0)).thenRejected('EVALUATION_UNKNOWN');
});

/** Answers of the example world by the names under which commands ask for policies. */
function needsOf(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const prefix = 'organization.policy/wgx-0371/';
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [`policy ${key.slice(prefix.length)}`, value]),
  );
}
