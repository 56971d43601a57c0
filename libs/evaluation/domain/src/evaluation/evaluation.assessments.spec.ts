import {
  evolveWith,
  type DecidedEvent,
  type EventMeta,
  type JsonObject,
  type Outcome,
  type PolicySettings,
} from '@taizhang/kernel';
import { evaluationEvents, RECOMMENDED_POLICY } from '@taizhang/contracts';
import { recorded } from '../policies.examples.js';
import { assessed, lifted, met, notified, PRESENT, voted } from './criticism.examples.js';
import { evaluation } from './evaluation.aggregate.js';
import { evaluationAssessments } from './evaluation.assessments.js';
import { counted, countOf, evaluated, frozen, opened, closed, convened, signed } from './evaluation.examples.js';
import { TALLIES } from '../tally/tallies.examples.js';
import { initialEvaluation, type EvaluationState } from './evaluation.state.js';

type Given = DecidedEvent | { readonly event: DecidedEvent };
const eventOf = (given: Given): DecidedEvent => ('event' in given ? given.event : given);
const meta = (idx: number): EventMeta => ({
  id: `e-${String(idx)}`,
  idx,
  rev: idx,
  time: '2014-09-12T02:00:00.000Z',
  actor: { id: 'acct-1', role: 'system' },
});

/** What came of the first of these events, as recorded and as judged again, after a history. */
function judge(history: readonly Given[], commit: readonly Given[], settings: PolicySettings = {}) {
  const fold = (state: EvaluationState, { type, data }: DecidedEvent, idx: number) =>
    evolveWith(evaluation, state, { type, data, meta: meta(idx) });
  const state = history.map(eventOf).reduce(fold, initialEvaluation);
  const events = commit.map(eventOf);
  const [{ type, data }] = events as [DecidedEvent]; // whoever asks gives one
  const assessment = evaluationAssessments.all.find(({ event }) => event === type);
  const decision = { data, state, commit: events.map((event) => event.type) };
  const facts = assessment?.facts(decision);
  if (assessment === undefined || facts === undefined) return undefined;
  return {
    recorded: assessment.recorded(decision),
    judged: assessment.assess(facts, { ...(RECOMMENDED_POLICY as unknown as JsonObject), ...settings }), // JSON by its names
  };
}
const indexOf = (type: string) => evaluated.map(eventOf).findIndex((event) => event.type === type);
/** The tally of the cadre below the line, and the hold with it. */
const CERTIFIED = evaluated.map(eventOf).findLastIndex(({ type }) => type === 'evaluation.TallyCertified');
const before = evaluated.slice(0, CERTIFIED);
const tally = evaluated.slice(CERTIFIED, CERTIFIED + 2);
const decides = (outcome: Outcome | undefined) => outcome?.decides;

describe('decisions about an evaluation, judged again', () => {
  it.each<[string, readonly Given[], readonly Given[]]>([
    ['a frozen roster', [convened], [frozen]],
    ['a tally below the line, with its hold', before, tally],
    ['an assessment', evaluated, [assessed]],
    ['a finding of the office', notified, [met]],
    ['a lifted block', [...notified, met], [lifted('2014-10-21', 'REQUIREMENTS_MET')]],
  ])('come to what was recorded under the values in force: %s', (_what, history, commit) => {
    const found = judge(history, commit);
    expect(found?.judged).toEqual(found?.recorded);
    expect(found).toBeDefined();
  });

  it('[C5.13] [C5.17] find another tally under another line or another whole, and no hold', () => {
    const low = { 'criticism.threshold': { n: 70, d: 100 } };
    expect(decides(judge(before, tally)?.judged)).toEqual({ result: 'BELOW', ground: null, hold: true });
    expect(decides(judge(before, tally, low)?.judged)).toEqual({ result: 'NOT_BELOW', ground: null, hold: false });
    expect(decides(judge(before, tally, { 'block.start': 'AT_CRITICISM' })?.judged)).toMatchObject({ hold: false });
    expect(decides(judge(before, tally, { 'block.scope': 'GROUP_ONLY' })?.judged)).toMatchObject({ hold: false });
    expect(decides(judge(before, tally, { 'evaluation.quorum': { n: 1, d: 1 } })?.judged)).toEqual({
      result: 'VOID',
      ground: 'NO_QUORUM',
      hold: false,
    });
  });

  it('[C5.3] find a void round again, but not one that was voided by judgement', () => {
    const count = { returned: 51, spoiled: 0, blank: 0, grades: null };
    const history = [
      convened,
      frozen,
      opened('r-9', 'group'),
      closed('r-9'),
      counted('r-9', 'P-T1', count),
      counted('r-9', 'P-T2', count),
      signed('r-9'),
    ];
    const voided = (ground: 'OVER_RETURNED' | 'IRREGULAR') =>
      evaluationEvents.TallyVoided({
        round: 'r-9',
        object: 'group',
        on: '2014-09-12',
        ground,
        reason: null,
        policy: recorded(['evaluation.quorum', 'tally.blank', 'tally.denominator']),
      });
    const found = judge(history, [voided('OVER_RETURNED')]);
    expect(found?.judged).toEqual(found?.recorded);
    expect(decides(found?.recorded)).toEqual({ result: 'VOID', ground: 'OVER_RETURNED', hold: false });
    expect(judge(history, [voided('IRREGULAR')])).toBeUndefined();
    expect(countOf(TALLIES.T6.facts).returned).toBe(50);
  });

  it.each<[PolicySettings, JsonObject]>([
    [
      { 'criticism.opinions': { share: { n: 50, d: 100 }, min: 5, advisory: true } },
      { result: 'RECORDED', suggested: 'NOT_MANY' },
    ],
    [
      { 'criticism.opinions': { share: { n: 50, d: 100 }, min: 5, advisory: false } },
      { result: 'FINDING_BOUND', suggested: 'NOT_MANY' },
    ],
    [{ 'criticism.join': 'OR' }, { result: 'RECORDED', suggested: 'MANY' }],
  ])('[C5.14] [C5.15] find the assessment under %j as %j', (settings, outcome) => {
    expect(decides(judge(evaluated, [assessed], settings)?.judged)).toEqual(outcome);
  });

  it('[C5.16] count a vote by those present, where the policy says so', () => {
    const vote = voted(1, '2014-09-24', PRESENT.slice(0, 5), [3, 1, 1]);
    const failed = evaluationEvents.CriticismNotAdopted({
      object: 'P-D2',
      proposal: 1,
      on: '2014-09-24',
      ground: 'NO_MAJORITY',
      tie: false,
    });
    const found = judge(evaluated, [vote, failed], { 'committee.majority': 'PRESENT' });
    expect(decides(found?.recorded)).toEqual({ result: 'NO_MAJORITY', lifts: false });
    expect(decides(found?.judged)).toEqual({ result: 'ADOPTED', lifts: false });
    expect(decides(judge(evaluated, [vote, failed], { 'committee.type': 'PARTY_GROUP' })?.judged)).toEqual({
      result: 'NOT_THE_COMMITTEE',
      lifts: false,
    });
  });

  it('[C5.5] [C5.6] [C5.17] refuse a roster, a lift and the office’s finding where the policy asks for more or less', () => {
    const narrow = evaluationEvents.RosterFrozen({
      ...frozen.data,
      attendance: [
        { category: 'staff', mass: false, count: 30 },
        { category: 'service-users', mass: true, count: 10 },
        { category: 'residents', mass: true, count: 0 + 1 },
      ],
    });
    expect(decides(judge([convened], [narrow], { 'roster.expand': 'EITHER' })?.judged)).toEqual({ result: 'FROZEN' });
    expect(decides(judge(notified, [met], { 'block.lift': 'OFFICE' })?.judged)).toEqual({ lifts: true });
    const byCommittee = [lifted('2014-10-21', 'REQUIREMENTS_MET')];
    expect(decides(judge(notified, byCommittee, { 'block.lift': 'COMMITTEE' })?.judged)).toEqual({ result: 'LIFTED' });
    expect(decides(judge(notified, byCommittee)?.judged)).toEqual({ result: 'REQUIREMENT_NOT_MET' });
  });

  it('are about the object that their event names, or its round', () => {
    const state = before
      .map(eventOf)
      .reduce<EvaluationState>(
        (folded, { type, data }, idx) => evolveWith(evaluation, folded, { type, data, meta: meta(idx) }),
        initialEvaluation,
      );
    expect(evaluationAssessments.partOf(state, eventOf(tally[0] as Given).data)).toBe('P-D2'); // the slice has two
    expect(evaluationAssessments.partOf(state, frozen.data)).toBeUndefined();
    expect(indexOf('evaluation.TallyCertified')).toBeGreaterThan(0);
  });
});
