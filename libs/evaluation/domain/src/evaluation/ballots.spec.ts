import { evaluationEvents } from '@taizhang/contracts';
import { eventIdAt, given, type GivenEvent } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import { TALLIES } from '../tally/tallies.examples.js';
import { VOIDING_POLICIES } from './ballot.rules.js';
import { closeBallotRound } from './close-ballot-round.command.js';
import { countBallots } from './count-ballots.command.js';
import { evaluation } from './evaluation.aggregate.js';
import {
  certified,
  clerk,
  closed,
  convened,
  counted,
  counting,
  countOf,
  evaluated,
  frozen,
  held,
  known,
  office,
  opened,
  signed,
  teller,
} from './evaluation.examples.js';
import { openBallotRound } from './open-ballot-round.command.js';
import { signTally } from './sign-tally.command.js';
import { voidBallotRound } from './void-ballot-round.command.js';
import { withdrawBallotRoundClose } from './withdraw-ballot-round-close.command.js';
import { withdrawBallotRound } from './withdraw-ballot-round.command.js';
import { withdrawTally } from './withdraw-tally.command.js';

const ready = [convened, frozen];
const t6 = countOf(TALLIES.T6.facts);
const voided = (round: string, object: string, ground: 'OVER_RETURNED' | 'NO_QUORUM' | 'IRREGULAR') =>
  evaluationEvents.TallyVoided({
    round,
    object,
    on: '2014-09-12',
    ground,
    reason: null,
    policy: recorded(VOIDING_POLICIES),
  });

describe('ballot round 投票', () => {
  const open = { round: 'r-1', object: 'group', tellers: ['P-T1', 'P-T2'] };

  it('[C5.3] [C5.11] is opened on one object with two tellers, and closed with the number handed out', () => {
    given(evaluation, ...ready)
      .when(openBallotRound, open, clerk)
      .then(opened('r-1', 'group'));
    given(evaluation, ...ready, opened('r-1', 'group'))
      .when(closeBallotRound, { round: 'r-1', paper: 50 }, clerk)
      .then(closed('r-1'));
  });

  it('[C5.3] refuses before the roster is frozen', () => {
    given(evaluation, convened).when(openBallotRound, open, clerk).thenRejected('ROSTER_NOT_FROZEN');
  });

  it('[C5.11] refuses an object that is not, is deferred, or has its round; not one whose round was void', () => {
    const after = given(evaluation, ...ready, opened('r-1', 'group'));
    after.when(openBallotRound, { ...open, round: 'r-2', object: 'P-D7' }, clerk).thenRejected('OBJECT_UNKNOWN');
    after.when(openBallotRound, { ...open, round: 'r-2', object: 'constructor' }, clerk).thenRejected('OBJECT_UNKNOWN');
    after.when(openBallotRound, { ...open, round: 'r-2', object: 'P-D1' }, clerk).thenRejected('OBJECT_DEFERRED');
    after.when(openBallotRound, { ...open, round: 'r-2' }, clerk).thenRejected('OBJECT_HAS_ROUND');
    after.when(openBallotRound, open, clerk).thenRejected('ROUND_ALREADY_OPENED');
    given(evaluation, ...ready, opened('r-0', 'group'), voided('r-0', 'group', 'IRREGULAR'))
      .when(openBallotRound, open, clerk)
      .then(opened('r-1', 'group'));
  });

  it('[C5.12] refuses one teller twice, and tellers who are evaluated: each for himself, all for their group', () => {
    const tellers = (...persons: string[]) => ({ ...open, tellers: persons });
    const at = given(evaluation, ...ready);
    at.when(openBallotRound, tellers('P-T1', 'P-T1'), clerk).thenRejected('TELLERS_NOT_TWO');
    at.when(openBallotRound, tellers('P-T1', 'P-D1'), clerk).thenRejected('RECUSAL_REQUIRED', { persons: ['P-D1'] });
    at.when(openBallotRound, { ...tellers('P-T1', 'P-D2'), object: 'P-D2' }, clerk).thenRejected('RECUSAL_REQUIRED');
  });

  it('[C1.0.a] [C5.12] refuses tellers whom nobody registered or who have left, and names them', () => {
    const at = given(evaluation, ...ready);
    at.when(openBallotRound, { ...open, tellers: ['P-T1', 'nobody.P-1'] }, clerk).thenRejected('PERSON_UNKNOWN', {
      persons: ['nobody.P-1'],
    });
    at.when(openBallotRound, { ...open, tellers: ['nobody.P-1', 'nobody.P-2'] }, clerk).thenRejected('PERSON_UNKNOWN', {
      persons: ['nobody.P-1', 'nobody.P-2'],
    });
  });

  it('[C5.12] refuses a scale of other than four grades (policy 15)', () => {
    given(evaluation, ...ready)
      .when(openBallotRound, open, { ...clerk, known: { ...known, ...inForce({ 'evaluation.scale': 3 }) } })
      .thenRejected('SCALE_NOT_FOUR');
  });

  it('refuses to close what is not open', () => {
    given(evaluation, ...ready)
      .when(closeBallotRound, { round: 'r-1', paper: 50 }, clerk)
      .thenRejected('ROUND_UNKNOWN');
    given(evaluation, ...ready, opened('r-1', 'group'), closed('r-1'))
      .when(closeBallotRound, { round: 'r-1', paper: 50 }, clerk)
      .thenRejected('ROUND_STATE_FORBIDS', { status: 'CLOSED' });
  });
});

describe('count ballots 计票录入', () => {
  const toCount = [...ready, opened('r-2', 'P-D2'), closed('r-2')];

  it('[C5.12] takes what each teller counted, and a correction, which takes back what was signed', () => {
    given(evaluation, ...toCount)
      .when(countBallots, { round: 'r-2', count: { ...t6 } }, teller('P-T1'))
      .then(counted('r-2', 'P-T1', t6));
    const recounted = counted('r-2', 'P-T2', { ...t6, blank: 0, spoiled: 1 });
    given(evaluation, ...ready, ...counting('r-2', 'P-D2', t6), recounted, counted('r-2', 'P-T2', t6))
      .when(signTally, { round: 'r-2' }, teller('P-T2'))
      .then(evaluationEvents.TallySigned({ round: 'r-2', teller: 'P-T2' }));
  });

  it('[C5.12] refuses numbers that do not make up what came back', () => {
    const counts = given(evaluation, ...toCount);
    counts
      .when(countBallots, { round: 'r-2', count: { ...t6, blank: 0 } }, teller('P-T1'))
      .thenRejected('COUNT_DOES_NOT_ADD_UP');
    counts
      .when(countBallots, { round: 'r-2', count: { ...t6, grades: null } }, teller('P-T1'))
      .thenRejected('COUNT_DOES_NOT_ADD_UP');
    counts
      .when(countBallots, { round: 'r-2', count: { ...t6, returned: 51, blank: 2 } }, teller('P-T1'))
      .thenRejected('COUNT_DOES_NOT_ADD_UP');
  });

  it('[C5.12] refuses anybody but the two tellers, and their delegates', () => {
    const counts = given(evaluation, ...toCount);
    const count = { round: 'r-2', count: { ...t6 } };
    counts.when(countBallots, count, teller('P-T3')).thenRejected('NOT_A_TELLER');
    counts.when(countBallots, count, { ...teller('P-T3'), onBehalfOf: 'acct-P-T1' }).thenRejected('NOT_A_TELLER');
  });

  it('refuses while the round is open', () => {
    given(evaluation, ...ready, opened('r-2', 'P-D2'))
      .when(countBallots, { round: 'r-2', count: { ...t6 } }, teller('P-T1'))
      .thenRejected('ROUND_STATE_FORBIDS');
  });
});

describe('sign tally 计票签字', () => {
  const both = (object: string, count: typeof t6) => [...ready, ...counting('r-2', object, count)];

  it('[C5.12] [C5.13] is certified by the second signature, with the policy in force; below the line it holds the meeting', () => {
    given(evaluation, ...both('P-D2', t6).slice(0, -1))
      .when(signTally, { round: 'r-2' }, teller('P-T1'))
      .then(signed('r-2'));
    given(evaluation, ...both('P-D2', t6))
      .when(signTally, { round: 'r-2' }, teller('P-T2'))
      .then(certified('r-2', 'P-D2', 'T6'), held);
  });

  it('[C5.13] [C5.17] exactly at the line holds nothing (T5)', () => {
    given(evaluation, ...both('group', countOf(TALLIES.T5.facts)))
      .when(signTally, { round: 'r-2' }, teller('P-T2'))
      .then(certified('r-2', 'group', 'T5'));
  });

  it.each([
    ['a cadre where only groups block (policy 9)', { 'block.scope': 'GROUP_ONLY' }],
    ['a deputy where groups and principals block (policy 9)', { 'block.scope': 'PRINCIPAL_ONLY' }],
    ['anybody where blocks begin with criticism (policy 10)', { 'block.start': 'AT_CRITICISM' }],
  ] as const)('[C5.17] holds nothing for %s', (_what, changed) => {
    given(evaluation, ...both('P-D2', t6))
      .when(signTally, { round: 'r-2' }, { ...teller('P-T2'), known: { ...known, ...inForce(changed) } })
      .then(certified('r-2', 'P-D2', 'T6'));
  });

  it('[C5.3] voids a round with more ballots back than were handed out (T4), and the object is voted on again', () => {
    const t4 = countOf(TALLIES.T4.facts);
    const over = both('group', t4);
    given(evaluation, ...over)
      .when(signTally, { round: 'r-2' }, teller('P-T2'))
      .then(voided('r-2', 'group', 'OVER_RETURNED'));
    given(evaluation, ...over, voided('r-2', 'group', 'OVER_RETURNED'))
      .when(openBallotRound, { round: 'r-3', object: 'group', tellers: ['P-T1', 'P-T2'] }, clerk)
      .then(opened('r-3', 'group'));
  });

  it('[C5.3] voids a round in which not more than half of the roster took a ballot', () => {
    const few = { returned: 25, spoiled: 0, blank: 0, grades: { good: 25, fairlyGood: 0, average: 0, poor: 0 } };
    const counts = [counted('r-2', 'P-T1', few), counted('r-2', 'P-T2', few), signed('r-2')];
    given(evaluation, ...ready, opened('r-2', 'group'), closed('r-2', 25), ...counts)
      .when(signTally, { round: 'r-2' }, teller('P-T2'))
      .then(voided('r-2', 'group', 'NO_QUORUM'));
  });

  it('[C5.12] refuses before both have counted, while they differ, a second signature of one, and a stranger', () => {
    const one = [...ready, opened('r-2', 'P-D2'), closed('r-2'), counted('r-2', 'P-T1', t6)];
    given(evaluation, ...one)
      .when(signTally, { round: 'r-2' }, teller('P-T1'))
      .thenRejected('COUNTS_MISSING');
    const other = counted('r-2', 'P-T2', { ...t6, blank: 0, spoiled: 1 });
    given(evaluation, ...one, other)
      .when(signTally, { round: 'r-2' }, teller('P-T1'))
      .thenRejected('COUNTS_DIFFER');
    given(evaluation, ...both('P-D2', t6))
      .when(signTally, { round: 'r-2' }, teller('P-T1'))
      .thenRejected('ALREADY_SIGNED');
    given(evaluation, ...both('P-D2', t6))
      .when(signTally, { round: 'r-2' }, teller('P-T3'))
      .thenRejected('NOT_A_TELLER');
  });
});

describe('void and withdraw 作废与撤回', () => {
  const wrong = (history: readonly GivenEvent[], act: GivenEvent) => ({
    event: eventIdAt(history.lastIndexOf(act)),
    reason: '录入有误',
  });

  it('[C5.3] voids an irregular round before its tally is certified, not by those it concerns', () => {
    const reason = '票箱启封不当';
    const irregular = evaluationEvents.TallyVoided({ ...voided('r-1', 'group', 'IRREGULAR').data, reason });
    const open = [...ready, opened('r-1', 'group')];
    given(evaluation, ...open)
      .when(voidBallotRound, { round: 'r-1', reason }, office('09-12'))
      .then(irregular);
    given(evaluation, ...open)
      .when(voidBallotRound, { round: 'r-1', reason }, { ...office('09-12'), onBehalfOf: 'acct-P-D1' })
      .thenRejected('RECUSAL_REQUIRED');
    given(evaluation, ...evaluated)
      .when(voidBallotRound, { round: 'r-2', reason }, office('09-12'))
      .thenRejected('ROUND_STATE_FORBIDS');
  });

  it('[C5.3] takes back a round opened by mistake, and a wrong number handed out before anybody counts', () => {
    const open = [...ready, opened('r-1', 'group')];
    const withdrawn = evaluationEvents.BallotRoundWithdrawn(wrong(open, open[2] ?? convened));
    given(evaluation, ...open)
      .when(withdrawBallotRound, withdrawn.data)
      .then(withdrawn);
    const shut = [...open, closed('r-1', 40)];
    given(evaluation, ...shut)
      .when(withdrawBallotRound, withdrawn.data)
      .thenRejected('WITHDRAWAL_TOO_LATE');
    const reopened = evaluationEvents.BallotRoundCloseWithdrawn(wrong(shut, shut[3] ?? convened));
    given(evaluation, ...shut)
      .when(withdrawBallotRoundClose, reopened.data)
      .then(reopened);
    given(evaluation, ...shut, reopened)
      .when(closeBallotRound, { round: 'r-1', paper: 50 }, clerk)
      .then(closed('r-1'));
    const t5 = countOf(TALLIES.T5.facts);
    given(evaluation, ...shut, counted('r-1', 'P-T1', t5))
      .when(withdrawBallotRoundClose, reopened.data)
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });

  it('[C5.12] [C5.17] a withdrawn tally takes its hold with it, and can be certified anew', () => {
    const at = evaluated.findIndex(
      ({ type, data }) => type === 'evaluation.TallyCertified' && 'round' in data && data.round === 'r-2',
    );
    const input = { event: eventIdAt(at), reason: '计票单录错' };
    const withdrawn = evaluationEvents.TallyWithdrawn(input);
    given(evaluation, ...evaluated)
      .when(withdrawTally, input)
      .then(withdrawn);
    const after = given(evaluation, ...evaluated, withdrawn);
    expect(after.state).toMatchObject({ blocks: {}, rounds: { 'r-2': { status: 'CLOSED', verdict: null } } });
    after.when(signTally, { round: 'r-2' }, teller('P-T2')).then(certified('r-2', 'P-D2', 'T6'), held);
  });
});
