import { checkEvents } from '@taizhang/contracts';
import type { Role } from '@taizhang/kernel';
import { eventIdAt, given } from '@taizhang/testkit';
import { check } from './check.aggregate.js';
import { closeCheckFinding } from './close-check-finding.command.js';
import { performCheck } from './perform-check.command.js';
import { planCheck } from './plan-check.command.js';
import { raiseCheckFinding } from './raise-check-finding.command.js';
import { reopenCheckFinding } from './reopen-check-finding.command.js';
import { withdrawCheckFinding } from './withdraw-check-finding.command.js';
import { withdrawCheckPlan } from './withdraw-check-plan.command.js';
import { withdrawCheck } from './withdraw-check.command.js';

const inForce = { seen: 5, status: 'PUBLISHED', treatment: null, from: '2014-08-01', to: '2014-12-31' };
const known = {
  'organization.unit-path/wgx-0371/b-ding': ['wgx-0371/b-ding', 'wgx-0371', 'city-jc'],
  'rules.norm/wgx-0371/zd-2014-01': inForce,
};
const by = (role: Role, day: string, more: object = {}) => ({
  id: 'jc-1',
  actor: { id: 'acct-P-G1', role },
  now: `2014-${day}T02:00:00.000Z`,
  known: { ...known, ...more },
});
const group = (day: string, more: object = {}) => by('supervision-group', day, more);

const plan = { mode: 'SPOT_CHECK', norm: 'zd-2014-01', unit: 'b-ding', due: '2014-09-10' } as const;
const planned = checkEvents.CheckPlanned({ ...plan, check: 'jc-1', stage: null, on: '2014-08-18' });
const population = ['v-1', 'v-2', 'v-3', 'v-4', 'v-5'];
const checking = {
  mode: 'SPOT_CHECK',
  norm: 'zd-2014-01',
  unit: 'b-ding',
  period: { from: '2014-08-01', to: '2014-08-24' },
  checkers: ['P-G1', 'P-G2'],
  sample: { seed: 20140825, population, size: 2 },
  scope: '八月份接待票据',
  conclusion: '一笔未公示',
} as const;
const performed = checkEvents.CheckPerformed({
  ...checking,
  check: 'jc-1',
  stage: null,
  on: '2014-08-25',
  checkers: ['P-G1', 'P-G2'],
  sample: { method: 'SHUFFLE_1', seed: 20140825, population, drawn: ['v-4', 'v-1'] },
});
const finding = { finding: 'f-1', issue: '2014-wgx-0120', wind: 'EXTRAVAGANCE', description: '一笔未公示' } as const;
const raised = checkEvents.CheckFindingRaised({
  ...finding,
  check: 'jc-1',
  norm: 'zd-2014-01',
  unit: 'b-ding',
  stage: null,
  obligation: null,
  on: '2014-08-26',
});
const closed = checkEvents.CheckFindingClosed({ finding: 'f-1', issue: '2014-wgx-0120', on: '2014-09-15' });
const system = { id: 'jc-1', actor: { id: 'policy:x', role: 'system' } as const, now: '2014-09-15T02:00:00.000Z' };

describe('plan a check 安排检查', () => {
  it('[C3.13] of how a norm is carried out in a unit, for a day', () => {
    given(check).when(planCheck, plan, group('08-18')).then(planned);
  });

  it('[C3.13] refuses a day that is over, a norm that does not apply on it, an unknown unit and an id in use', () => {
    const at = given(check);
    at.when(planCheck, { ...plan, due: '2014-08-17' }, group('08-18')).thenRejected('CHECK_DUE_IN_PAST');
    at.when(planCheck, { ...plan, due: '2014-12-31' }, group('08-18')).thenRejected('NORM_NOT_IN_FORCE');
    at.when(planCheck, { ...plan, norm: 'zd-x' }, group('08-18')).thenRejected('NORM_NOT_IN_FORCE', { norm: 'zd-x' });
    at.when(planCheck, { ...plan, unit: 'b-x' }, group('08-18')).thenRejected('UNIT_UNKNOWN');
    given(check, planned).when(planCheck, plan, group('08-18')).thenRejected('CHECK_ID_USED');
  });
});

describe('perform a check 开展检查', () => {
  it('[C3.14] records the seed of a spot check and what it draws', () => {
    given(check).when(performCheck, checking, group('08-25')).then(performed);
    given(check, planned).when(performCheck, checking, group('08-25')).then(performed);
    expect(given(check, planned, performed).state).toMatchObject({ status: 'PERFORMED', due: '2014-09-10' });
  });

  it('[C3.14] refuses a spot check without sample, and a sample that cannot be drawn', () => {
    const refused = (input: object, code: string) =>
      given(check)
        .when(performCheck, { ...checking, ...input }, group('08-25'))
        .thenRejected(code);
    refused({ sample: null }, 'SAMPLE_MISSING');
    refused({ sample: { ...checking.sample, size: 6 } }, 'SAMPLE_TOO_LARGE');
    refused({ sample: { ...checking.sample, population: ['v-1', 'v-1'] } }, 'ID_REPEATED');
  });

  it('[C3.14] leaves a unit’s own people only self-checks', () => {
    for (const role of ['branch-secretary', 'branch-clerk', 'leading-cadre', 'principal'] as const) {
      const own = by(role, '08-25');
      given(check).when(performCheck, checking, own).thenRejected('UNIT_CHECKS_ITSELF', { mode: 'SPOT_CHECK' });
      given(check).when(planCheck, plan, by(role, '08-18')).thenRejected('UNIT_CHECKS_ITSELF');
      given(check)
        .when(performCheck, { ...checking, mode: 'SELF_CHECK', sample: null }, own)
        .then(checkEvents.CheckPerformed({ ...performed.data, mode: 'SELF_CHECK', sample: null }));
    }
    given(check)
      .when(performCheck, { ...checking, mode: 'SUPERVISION', sample: null }, group('08-25'))
      .then(checkEvents.CheckPerformed({ ...performed.data, mode: 'SUPERVISION', sample: null }));
  });

  it('[C3.13] is of a norm that applies: one taken over, or published and not ended by then', () => {
    const of = (fact: object | undefined) => group('08-25', { 'rules.norm/wgx-0371/zd-2014-01': fact });
    const applies = (fact: object) => given(check).when(performCheck, checking, of(fact)).then(performed);
    const not = (fact: object | undefined) =>
      given(check).when(performCheck, checking, of(fact)).thenRejected('NORM_NOT_IN_FORCE');
    applies({ ...inForce, status: 'SUPERSEDED', to: '2014-08-26' });
    applies({ ...inForce, status: 'RECEIVED', treatment: 'ADOPT', from: null, to: null });
    not(undefined);
    not({ ...inForce, status: 'DRAFT' });
    not({ ...inForce, from: '2014-08-26' });
    not({ ...inForce, status: 'SUPERSEDED', to: '2014-08-25' });
    not({ ...inForce, status: 'RECEIVED', treatment: 'NOT_APPLICABLE', from: null, to: null });
  });

  it('[C3.13] keeps to its plan', () => {
    const at = given(check, planned);
    at.when(performCheck, { ...checking, mode: 'SUPERVISION' }, group('08-25')).thenRejected('CHECK_NOT_AS_PLANNED');
    const other = { 'rules.norm/wgx-0371/zd-2014-02': inForce };
    at.when(performCheck, { ...checking, norm: 'zd-2014-02' }, group('08-25', other)).thenRejected(
      'CHECK_NOT_AS_PLANNED',
    );
    at.when(
      performCheck,
      { ...checking, period: { from: '2014-08-01', to: '2014-08-10' } },
      group('08-17'),
    ).thenRejected('DATE_BEFORE_LAST_ACT');
  });

  it('refuses a period that is none or not over, people named twice, and a check performed already', () => {
    const refused = (input: object, code: string) =>
      given(check)
        .when(performCheck, { ...checking, ...input }, group('08-25'))
        .thenRejected(code);
    refused({ period: { from: '2014-08-25', to: '2014-08-24' } }, 'PERIOD_WRONG');
    refused({ period: { from: '2014-08-01', to: '2014-08-26' } }, 'PERIOD_WRONG');
    refused({ checkers: ['P-G1', 'P-G1'] }, 'ID_REPEATED');
    refused({ mode: 'SUPERVISION', sample: null, checkers: ['P-G1', 'P-G1'] }, 'ID_REPEATED');
    refused({ unit: 'b-x' }, 'UNIT_UNKNOWN');
    given(check, performed).when(performCheck, checking, group('08-25')).thenRejected('CHECK_ID_USED');
  });
});

describe('a finding 检查发现', () => {
  it('[C3.15] becomes an issue of the code that it is raised with', () => {
    given(check, performed).when(raiseCheckFinding, finding, group('08-26')).then(raised);
  });

  it('[C3.15] refuses a code that an issue has, a finding or an issue named twice, and a check that was not performed', () => {
    given(check, performed)
      .when(raiseCheckFinding, finding, group('08-26', { 'issues.issue/wgx-0371/2014-wgx-0120': '2014-wgx-0120' }))
      .thenRejected('ISSUE_CODE_USED', { issue: '2014-wgx-0120' });
    given(check, performed, raised)
      .when(raiseCheckFinding, { ...finding, issue: '2014-wgx-0121' }, group('08-26'))
      .thenRejected('FINDING_ALREADY_RAISED');
    given(check, performed, raised)
      .when(raiseCheckFinding, { ...finding, finding: 'f-2' }, group('08-26'))
      .thenRejected('FINDING_ALREADY_RAISED');
    given(check, planned)
      .when(raiseCheckFinding, finding, group('08-26'))
      .thenRejected('CHECK_STATE_FORBIDS', { status: 'PLANNED' });
    given(check).when(raiseCheckFinding, finding, group('08-26')).thenRejected('CHECK_UNKNOWN');
    given(check, performed).when(raiseCheckFinding, finding, group('08-24')).thenRejected('DATE_BEFORE_LAST_ACT');
  });

  it('[C3.14] [C3.15] is left alone by those in whose unit others found it', () => {
    const clerk = by('branch-clerk', '08-26');
    given(check, performed).when(raiseCheckFinding, finding, clerk).thenRejected('UNIT_CHECKS_ITSELF');
    const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });
    given(check, planned).when(withdrawCheckPlan, wrong(0), clerk).thenRejected('UNIT_CHECKS_ITSELF');
    given(check, performed).when(withdrawCheck, wrong(0), clerk).thenRejected('UNIT_CHECKS_ITSELF');
    given(check, performed, raised).when(withdrawCheckFinding, wrong(1), clerk).thenRejected('UNIT_CHECKS_ITSELF');
    const own = checkEvents.CheckPerformed({ ...performed.data, mode: 'SELF_CHECK', sample: null });
    given(check, own).when(raiseCheckFinding, finding, clerk).then(raised);
    given(check, own, raised)
      .when(withdrawCheckFinding, wrong(1), clerk)
      .then(checkEvents.CheckFindingWithdrawn(wrong(1)));
  });

  it('[C3.16] closes when its issue closes, once, by nobody’s hand', () => {
    const close = { issue: '2014-wgx-0120', on: '2014-09-15' };
    given(check, performed, raised).when(closeCheckFinding, close, system).then(closed);
    given(check, performed, raised, closed)
      .when(closeCheckFinding, close, system)
      .thenRejected('FINDING_NOT_OPEN', { issue: '2014-wgx-0120' });
    given(check, performed).when(closeCheckFinding, close, system).thenRejected('FINDING_NOT_OPEN');
    given(check).when(closeCheckFinding, close, system).thenRejected('CHECK_UNKNOWN');
    expect(closeCheckFinding.allow.roles).toEqual(['system']);
  });

  it('[C3.16] is open again while its issue is taken up again, and closes a second time', () => {
    const reopen = { issue: '2014-wgx-0120' };
    const reopened = checkEvents.CheckFindingReopened({ finding: 'f-1', issue: '2014-wgx-0120', on: '2014-09-15' });
    given(check, performed, raised, closed).when(reopenCheckFinding, reopen, system).then(reopened);
    given(check, performed, raised, closed, reopened)
      .when(reopenCheckFinding, reopen, system)
      .thenRejected('FINDING_NOT_CLOSED', { issue: '2014-wgx-0120' });
    given(check, performed, raised, closed, reopened).when(closeCheckFinding, reopen, system).then(closed);
    given(check, performed, raised).when(reopenCheckFinding, reopen, system).thenRejected('FINDING_NOT_CLOSED');
    given(check).when(reopenCheckFinding, reopen, system).thenRejected('CHECK_UNKNOWN');
    expect(reopenCheckFinding.allow.roles).toEqual(['system']);
  });
});

describe('withdraw wrong acts 撤回', () => {
  const wrong = (rev: number) => ({ event: eventIdAt(rev), reason: '录入有误' });

  it('[C3.13] ends a plan before it is performed', () => {
    const gone = checkEvents.CheckPlanWithdrawn(wrong(0));
    given(check, planned).when(withdrawCheckPlan, wrong(0), group('08-26')).then(gone);
    given(check, planned, performed)
      .when(withdrawCheckPlan, wrong(0), group('08-26'))
      .thenRejected('WITHDRAWAL_TOO_LATE');
    given(check, planned, gone).when(performCheck, checking, group('08-25')).thenRejected('CHECK_STATE_FORBIDS');
    given(check, planned, gone).when(withdrawCheckPlan, wrong(0), group('08-26')).thenRejected('CHECK_STATE_FORBIDS');
    given(check).when(withdrawCheckPlan, wrong(0), group('08-26')).thenRejected('CHECK_UNKNOWN');
  });

  it('[C3.14] ends a check whose findings are withdrawn', () => {
    given(check, performed)
      .when(withdrawCheck, wrong(0), group('08-26'))
      .then(checkEvents.CheckWithdrawn(wrong(0)));
    given(check, performed, raised).when(withdrawCheck, wrong(0), group('08-26')).thenRejected('WITHDRAWAL_TOO_LATE');
  });

  it('[C3.15] takes a finding back, unless it is closed', () => {
    const gone = checkEvents.CheckFindingWithdrawn(wrong(1));
    given(check, performed, raised).when(withdrawCheckFinding, wrong(1), group('08-26')).then(gone);
    expect(given(check, performed, raised, gone).state).toMatchObject({ findings: {} });
    given(check, performed, raised, closed)
      .when(withdrawCheckFinding, wrong(1), group('08-26'))
      .thenRejected('WITHDRAWAL_TOO_LATE');
    const gone0 = checkEvents.CheckWithdrawn(wrong(0));
    given(check, performed, gone0)
      .when(closeCheckFinding, { issue: '2014-wgx-0120', on: '2014-09-15' }, system)
      .thenRejected('CHECK_STATE_FORBIDS');
  });
});
