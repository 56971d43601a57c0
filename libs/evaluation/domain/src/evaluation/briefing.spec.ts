import { evaluationEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { inForce, recorded } from '../policies.examples.js';
import { conveneBriefing } from './convene-briefing.command.js';
import { evaluation } from './evaluation.aggregate.js';
import { baseline, clerk, convened, frozen, known, objects, opened, widened } from './evaluation.examples.js';
import { freezeRoster } from './freeze-roster.command.js';
import { withdrawBriefing } from './withdraw-briefing.command.js';
import { withdrawRosterFreeze } from './withdraw-roster-freeze.command.js';

const onDay = { ...clerk, now: '2014-09-11T02:00:00.000Z' };
const input = {
  unit: 'b-ding',
  unitName: '丁支部',
  stage: 'stage-2',
  dedicated: true,
  baseline,
  objects: [...objects],
};

describe('convene briefing 召开通报会', () => {
  it('[C5.1] [C5.2] [C5.4] [C5.11] names its baseline, and every leading cadre as object or deferred', () => {
    given(evaluation).when(conveneBriefing, input, onDay).then(convened);
  });

  it('[C5.17] refuses a second evaluation of the unit in the stage, under any name', () => {
    given(evaluation, convened).when(conveneBriefing, input, onDay).thenRejected('EVALUATION_ALREADY_CONVENED');
    given(evaluation)
      .when(conveneBriefing, input, { ...onDay, id: 'another' })
      .thenRejected('EVALUATION_ID');
  });

  it('[C5.2] refuses one that is part of another meeting, and a unit that nobody registered', () => {
    given(evaluation)
      .when(conveneBriefing, { ...input, dedicated: false }, onDay)
      .thenRejected('BRIEFING_NOT_DEDICATED');
    given(evaluation)
      .when(conveneBriefing, { ...input, unit: 'b-geng' }, { ...onDay, id: 'stage-2.b-geng' })
      .thenRejected('UNIT_UNKNOWN', { unit: 'b-geng' });
  });

  it('[C5.1] refuses a day outside the window that nobody approved', () => {
    const late = { ...onDay, now: '2014-11-01T02:00:00.000Z' };
    given(evaluation).when(conveneBriefing, input, late).thenRejected('OUTSIDE_WINDOW');
    const approved = { ...input, approval: '经局党委同意' };
    const event = evaluationEvents.BriefingConvened({ ...convened.data, on: '2014-11-01', approval: '经局党委同意' });
    given(evaluation).when(conveneBriefing, approved, late).then(event);
  });

  it('[C0.1] [C5.2] refuses a stage that nobody opened or that is closed, and a unit outside its scope', () => {
    const stage = 'campaigns.stage/wgx-0371/stage-2';
    const on = (more: object) => ({ ...onDay, known: { ...known, ...more } });
    given(evaluation)
      .when(conveneBriefing, input, on({ [stage]: null }))
      .thenRejected('STAGE_UNKNOWN');
    given(evaluation)
      .when(conveneBriefing, input, on({ [stage]: { ...known[stage], status: 'CLOSED' } }))
      .thenRejected('STAGE_CLOSED');
    given(evaluation)
      .when(conveneBriefing, input, on({ 'evaluation.stage-door/wgx-0371/stage-2': { shut: true, seen: 3 } }))
      .thenRejected('STAGE_CLOSED');
    given(evaluation)
      .when(conveneBriefing, input, on({ [stage]: { ...known[stage], units: ['wgx-0371'] } }))
      .thenRejected('UNIT_OUTSIDE_STAGE', { unit: 'b-ding' });
  });

  it('[C5.4] refuses a baseline that is no earlier briefing, and a category named twice', () => {
    given(evaluation)
      .when(conveneBriefing, { ...input, baseline: { ...baseline, on: '2014-09-11' } }, onDay)
      .thenRejected('BASELINE_LATER');
    const twice = [...baseline.attendance, { category: 'staff', mass: false, count: 1 }];
    given(evaluation)
      .when(conveneBriefing, { ...input, baseline: { ...baseline, attendance: twice } }, onDay)
      .thenRejected('CATEGORY_REPEATED');
  });

  it.each([
    ['without the leading group', [objects[1], objects[2]], 'GROUP_MISSING'],
    ['with a leading cadre left out', [objects[0], objects[1]], 'CADRE_OMITTED'],
    ['with one named twice', [...objects, objects[1]], 'OBJECT_REPEATED'],
    ['with one person as two objects', [...objects, { ...objects[1], object: 'other' }], 'OBJECT_REPEATED'],
    ['with a cadre who is nobody', [objects[0], { ...objects[1], person: null }, objects[2]], 'OBJECT_PERSON'],
    ['with a group that has somebody’s name', [{ ...objects[0], name: '某' }, objects[1], objects[2]], 'OBJECT_PERSON'],
    [
      'with a deferral without reason',
      [objects[0], objects[1], { ...objects[2], reason: null }],
      'DEFERRAL_REASON_MISSING',
    ],
    [
      'with the group deferred, so that nobody would be evaluated',
      [{ ...objects[0], deferred: true, reason: '另行评议' }, objects[1], objects[2]],
      'GROUP_DEFERRED',
    ],
    ['with the principal as a cadre', [objects[0], objects[1], { ...objects[2], kind: 'CADRE' }], 'PRINCIPAL_MISTAKEN'],
    [
      'with a cadre as the principal',
      [objects[0], { ...objects[1], kind: 'PRINCIPAL' }, objects[2]],
      'PRINCIPAL_MISTAKEN',
    ],
  ])('[C5.11] refuses objects %s', (_what, named, code) => {
    given(evaluation)
      .when(conveneBriefing, { ...input, objects: named }, onDay)
      .thenRejected(code);
  });

  it('[C1.0.a] [C5.11] refuses as objects persons whom nobody registered, and names them', () => {
    const named = [...objects, { ...objects[1], object: 'other', person: 'nobody.P-X' }];
    given(evaluation)
      .when(conveneBriefing, { ...input, objects: named }, onDay)
      .thenRejected('PERSON_UNKNOWN', { persons: ['nobody.P-X'] });
  });

  it('[C5.11] takes the group alone where cadres are no objects of their own, or the principal alone is (policies 7, 8)', () => {
    const together = { 'evaluation.objects': 'COMBINED' } as const;
    const under = (changed: Parameters<typeof inForce>[0]) => ({ ...onDay, known: { ...known, ...inForce(changed) } });
    const group = { ...input, objects: [objects[0]] };
    const event = evaluationEvents.BriefingConvened({
      ...convened.data,
      objects: [objects[0]],
      policy: recorded(['evaluation.objects', 'evaluation.cadres'], together),
    });
    given(evaluation).when(conveneBriefing, group, under(together)).then(event);
    given(evaluation).when(conveneBriefing, input, under(together)).thenRejected('OBJECTS_NOT_SEPARATE');
    const principal = under({ 'evaluation.cadres': 'PRINCIPAL' });
    const withPrincipal = { ...principal.known, 'organization.principal/wgx-0371/b-ding': 'P-D1' };
    given(evaluation)
      .when(conveneBriefing, group, { ...principal, known: withPrincipal })
      .thenRejected('CADRE_OMITTED', { persons: ['P-D1'] });
  });

  it('refuses while a policy that it uses has no value in force', () => {
    const without = { ...known, 'organization.policy/wgx-0371/evaluation.cadres': null };
    given(evaluation)
      .when(conveneBriefing, input, { ...onDay, known: without })
      .thenRejected('POLICY_NOT_IN_FORCE', { policies: ['evaluation.cadres'] });
  });
});

describe('freeze roster 冻结参会名单', () => {
  it('[C5.5] [C5.6] takes further mass categories and a greater share of mass representatives', () => {
    given(evaluation, convened).when(freezeRoster, { attendance: widened }, clerk).then(frozen);
  });

  it('[C5.6] refuses the same share, by integers: 30 % of 60 is not more than 30 % of 50 (丙, scenario A)', () => {
    const bing = evaluationEvents.BriefingConvened({
      ...convened.data,
      baseline: {
        on: '2014-03-20',
        record: null,
        attendance: [
          { category: 'staff', mass: false, count: 35 },
          { category: 'service-users', mass: true, count: 15 },
        ],
      },
    });
    const roster = (staff: number, added: number) => [
      { category: 'staff', mass: false, count: staff },
      { category: 'service-users', mass: true, count: 15 },
      { category: 'residents', mass: true, count: added },
    ];
    given(evaluation, bing)
      .when(freezeRoster, { attendance: roster(42, 3) }, clerk)
      .thenRejected('PROPORTION_NOT_RAISED', { total: 60, mass: 18 });
    given(evaluation, bing)
      .when(freezeRoster, { attendance: roster(39, 6) }, clerk)
      .then(evaluationEvents.RosterFrozen({ ...frozen.data, attendance: roster(39, 6), total: 60, mass: 21 }));
  });

  it('[C5.5] refuses the same scope, unless a reason is given; and always one that lost a category', () => {
    const same = [
      { category: 'staff', mass: false, count: 30 },
      { category: 'service-users', mass: true, count: 15 },
    ];
    given(evaluation, convened).when(freezeRoster, { attendance: same }, clerk).thenRejected('SCOPE_NOT_WIDENED');
    const reason = '服务对象已全部列入';
    given(evaluation, convened)
      .when(freezeRoster, { attendance: same, reason }, clerk)
      .then(evaluationEvents.RosterFrozen({ ...frozen.data, attendance: same, total: 45, added: [], reason }));
    given(evaluation, convened)
      .when(freezeRoster, { attendance: widened.slice(1), reason }, clerk)
      .thenRejected('SCOPE_NOT_WIDENED', { missing: ['staff'] });
    const organs = [...same, { category: 'other-organs', mass: false, count: 1 }];
    given(evaluation, convened).when(freezeRoster, { attendance: organs }, clerk).thenRejected('SCOPE_NOT_WIDENED');
  });

  it('takes either of them where the policy says so (policy 18)', () => {
    const either = { ...clerk, known: { ...known, ...inForce({ 'roster.expand': 'EITHER' }) } };
    const scope = [...baseline.attendance, { category: 'residents', mass: true, count: 1 }];
    const policy = recorded(['roster.expand'], { 'roster.expand': 'EITHER' });
    given(evaluation, convened)
      .when(freezeRoster, { attendance: scope }, either)
      .then(evaluationEvents.RosterFrozen({ ...frozen.data, attendance: scope, total: 41, mass: 11, policy }));
    given(evaluation, convened)
      .when(freezeRoster, { attendance: baseline.attendance, reason: '无' }, either)
      .thenRejected('PROPORTION_NOT_RAISED');
  });

  it('refuses before the briefing, a second time, a category named twice, and a day before the briefing', () => {
    given(evaluation).when(freezeRoster, { attendance: widened }, clerk).thenRejected('EVALUATION_UNKNOWN');
    given(evaluation, convened, frozen)
      .when(freezeRoster, { attendance: widened }, clerk)
      .thenRejected('ROSTER_ALREADY_FROZEN');
    const twice = [...widened, { category: 'staff', mass: true, count: 1 }];
    given(evaluation, convened).when(freezeRoster, { attendance: twice }, clerk).thenRejected('CATEGORY_REPEATED');
    given(evaluation, convened)
      .when(freezeRoster, { attendance: widened }, { ...clerk, effectiveOn: '2014-09-10' })
      .thenRejected('DATE_BEFORE_BRIEFING');
  });
});

describe('withdraw briefing and roster 撤回通报会、名单', () => {
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });

  it('[C5.2] ends an evaluation that was recorded by mistake; the unit convenes another', () => {
    const withdrawn = evaluationEvents.BriefingWithdrawn(wrong(0));
    given(evaluation, convened).when(withdrawBriefing, wrong(0)).then(withdrawn);
    const after = given(evaluation, convened, withdrawn);
    after.when(conveneBriefing, input, onDay).then(convened);
    const again = given(evaluation, convened, withdrawn, convened);
    again.when(conveneBriefing, input, onDay).thenRejected('EVALUATION_ALREADY_CONVENED');
    again.when(freezeRoster, { attendance: widened }, clerk).then(frozen);
    again.when(withdrawBriefing, wrong(0)).thenRejected('WITHDRAWAL_REPEATED');
    again.when(withdrawBriefing, wrong(2)).then(evaluationEvents.BriefingWithdrawn(wrong(2)));
    after.when(freezeRoster, { attendance: widened }, clerk).thenRejected('EVALUATION_WITHDRAWN');
    after.when(withdrawBriefing, wrong(0)).thenRejected('EVALUATION_WITHDRAWN');
    given(evaluation, convened, frozen).when(withdrawBriefing, wrong(0)).thenRejected('WITHDRAWAL_TOO_LATE');
    given(evaluation).when(withdrawBriefing, wrong(0)).thenRejected('EVALUATION_UNKNOWN');
  });

  it('[C5.4] takes back a roster before anybody votes', () => {
    const withdrawn = evaluationEvents.RosterFreezeWithdrawn(wrong(1));
    given(evaluation, convened, frozen).when(withdrawRosterFreeze, wrong(1)).then(withdrawn);
    given(evaluation, convened, frozen, withdrawn).when(freezeRoster, { attendance: widened }, clerk).then(frozen);
    given(evaluation, convened, frozen, opened('r-1', 'group'))
      .when(withdrawRosterFreeze, wrong(1))
      .thenRejected('WITHDRAWAL_TOO_LATE');
  });
});
