import { checkEvents, evaluationEvents, inactivityEvents, issueEvents, jointItemEvents } from '@taizhang/contracts';
import type { AnyEventCatalogue, DecidedEvent, JsonObject, LedgerId, ReactedEvent } from '@taizhang/kernel';
import { UNIT_DIRECTORY, type ContextReads } from '@taizhang/platform';
import { heldDocument, heldReads, projected, sampleOf } from '@taizhang/testkit';
import { LAST_ACT_FACT } from '@taizhang/campaigns-domain';
import { campaignsFacts } from './campaigns.facts.js';
import { INACTIVITY_ALERTS, inactivityAlertsView } from './inactivity-alerts.view.js';
import { stagesView } from './stages.view.js';
import { silentUnits } from './silent-units.deadline.js';
import { UNIT_ACTIVITY, unitActivityView } from './unit-activity.view.js';
import { unitsAreWatchedPolicy } from './units-are-watched.policy.js';

/** An event with who gave it and when, as the view sees it. */
interface Given {
  readonly event: DecidedEvent;
  readonly role?: string;
  readonly time?: string;
}

/** The row of one stream after these events. */
function activity(stream: string, given: readonly Given[], ledger: LedgerId = 'issues/wgx-0371'): JsonObject | null {
  return given.reduce<JsonObject | null>((doc, { event, role = 'branch-clerk', time = '2014-07-20T02:00:00.000Z' }) => {
    const meta = { id: 'e', idx: 1, rev: 0, time, actor: { id: 'acct-1', role } };
    const seen = { ledger, stream, type: event.type, schema: event.schema, data: event.data, sealed: {}, meta };
    const projection = unitActivityView.on[event.type];
    return (projection?.project(doc as never, seen, '') ?? doc) as JsonObject | null; // what the view itself wrote
  }, null);
}

describe('last acts of units 单位最近活动', () => {
  const raised = sampleOf('issues.IssueRaised', { unit: 'b-jia' });
  const triaged = sampleOf('issues.IssueTriaged', { unit: 'b-yi' });
  const measure = sampleOf('issues.MeasureSet');

  it('[C6.1] are kept by matter: of the unit that it lies with when it acts', () => {
    const passed = activity('issue/2014-0001', [
      { event: raised, time: '2014-07-01T02:00:00.000Z' },
      { event: triaged, time: '2014-07-03T02:00:00.000Z' },
      { event: measure, time: '2014-07-08T02:00:00.000Z' },
    ]);
    expect(passed).toEqual({
      unit: 'b-yi',
      units: ['b-jia', 'b-yi'],
      acts: { 'b-jia': '2014-07-01T02:00:00.000Z', 'b-yi': '2014-07-08T02:00:00.000Z' },
    });
  });

  it.each(['system', 'superior-office', 'supervision-group'])(
    '[C6.1] are not what a %s does: the unit is silent for all that',
    (role) => {
      const row = activity('issue/2014-0001', [
        { event: raised },
        { event: measure, role, time: '2014-08-01T02:00:00.000Z' },
      ]);
      expect(row).toMatchObject({ acts: { 'b-jia': '2014-07-20T02:00:00.000Z' } });
      expect(activity('issue/2014-0002', [{ event: raised, role }])).toEqual({ unit: 'b-jia', units: [], acts: {} });
    },
  );

  it.each(['campaign-office', 'committee-secretary', 'committee-member', 'discipline-office'])(
    '[C6.1] are the bureau’s own where its %s acts in the matter of a branch',
    (role) => {
      const row = activity('issue/2014-0001', [
        { event: raised },
        { event: measure, role, time: '2014-08-01T02:00:00.000Z' },
      ]);
      expect(row).toMatchObject({
        unit: 'b-jia',
        acts: { 'b-jia': '2014-07-20T02:00:00.000Z', 'wgx-0371': '2014-08-01T02:00:00.000Z' },
      });
    },
  );

  it('[C6.1] are followed in issues, evaluation, rules and look-backs, by the code that the bureau has for the unit', () => {
    const rows = [
      activity('joint-item/J-1', [
        { event: sampleOf('issues.JointItemIdentified', { subordinate: 'wgx-0371/b-ding' }) },
      ]),
      activity(
        'evaluation/x',
        [{ event: sampleOf('evaluation.BriefingConvened', { unit: 'b-ding' }) }],
        'evaluation/wgx-0371',
      ),
      activity('check/jc-1', [{ event: sampleOf('rules.CheckPerformed', { unit: 'b-ding' }) }], 'rules/wgx-0371'),
      activity(
        'look-back/h-1',
        [{ event: sampleOf('campaigns.LookBackStarted', { unit: 'b-ding' }) }],
        'campaigns/wgx-0371',
      ),
    ];
    for (const row of rows) expect(row).toMatchObject({ units: ['b-ding'] });
    const superseded = activity('norm/zd-1', [{ event: sampleOf('rules.NormSuperseded') }], 'rules/wgx-0371');
    expect(superseded).toMatchObject({ unit: 'wgx-0371' });
    const catalogues: readonly AnyEventCatalogue[] = [issueEvents, jointItemEvents, evaluationEvents, checkEvents];
    for (const { definitions } of catalogues)
      for (const { type } of Object.values(definitions)) expect(unitActivityView.on[type]).toBeDefined();
  });
});

describe('when a unit that is watched acted last', () => {
  const days = { value: 14, unit: 'wgx-0371', policy: 'DEFAULT-2014', edition: 1 };
  const watch = projected(
    inactivityAlertsView,
    { ledger: 'campaigns/wgx-0371', stream: 'inactivity/stage-2.b-wu', catalogue: inactivityEvents },
    [
      inactivityEvents.UnitWatched({
        stage: 'stage-2',
        unit: 'b-wu',
        checkOn: '2014-07-09',
        policy: { 'inactivity.days': days },
      }),
    ],
  );
  const acted = (ledger: LedgerId, key: string, at: string) =>
    heldDocument(ledger, key, {
      unit: 'b-wu',
      units: ['b-wu'],
      acts: { 'b-wu': at, 'b-yi': '2014-12-31T00:00:00.000Z' },
    });
  const registered = (endedOn: string | null) =>
    heldDocument('organization/wgx-0371', 'b-wu', { unit: 'b-wu', level: 'BRANCH', endedOn });
  const ask = (status: string, ...rows: ReturnType<typeof acted>[]) => asked(status, registered(null), rows);
  const asked = async (status: string, unit: ReturnType<typeof acted>, rows: ReturnType<typeof acted>[] = []) => {
    const reads = heldReads({
      [UNIT_DIRECTORY]: [unit],
      [INACTIVITY_ALERTS]: [heldDocument('campaigns/wgx-0371', 'stage-2.b-wu', watch['stage-2.b-wu'] ?? {})],
      [stagesView.name]: [
        heldDocument('campaigns/wgx-0371', 'stage-2', { stage: 'stage-2', status, from: '2014-06-25' }),
      ],
      [UNIT_ACTIVITY]: rows,
    }) as ContextReads; // no counters are asked for
    return campaignsFacts[LAST_ACT_FACT]?.({ fact: LAST_ACT_FACT, key: 'wgx-0371/stage-2.b-wu' }, reads);
  };

  it('[C6.1] is the latest day in any context, at the earliest the stage’s first', async () => {
    const answer = await ask(
      'OPEN',
      acted('issues/wgx-0371', 'issue.1', '2014-09-03T02:00:00.000Z'),
      acted('evaluation/wgx-0371', 'evaluation.x', '2014-09-11T02:00:00.000Z'),
      acted('issues/tyj-0372', 'issue.1', '2014-10-01T02:00:00.000Z'),
    );
    expect(answer?.value).toBe('2014-09-11');
    expect(answer?.consulted.map(({ ledger }) => ledger)).toEqual([
      'issues/wgx-0371',
      'evaluation/wgx-0371',
      'rules/wgx-0371',
      'campaigns/wgx-0371',
      'organization/wgx-0371',
    ]);
    expect((await ask('CLOSING', acted('issues/wgx-0371', 'issue.1', '2014-05-01T02:00:00.000Z')))?.value).toBe(
      '2014-06-25',
    );
    expect((await ask('OPEN'))?.value).toBe('2014-06-25');
  });

  it('[C6.1] is no question any more once the stage is closed or was withdrawn', async () => {
    expect((await ask('CLOSED'))?.value).toBeNull();
    expect((await ask('WITHDRAWN'))?.value).toBeNull();
  });

  it('[C6.1] is no question any more of a unit that ended', async () => {
    expect((await asked('OPEN', registered('2014-07-01')))?.value).toBeNull();
  });

  it('is looked at on the day that the watch says', () => {
    const check = { on: '2014-07-09', setBy: 'e', idx: 4 };
    expect(silentUnits.due({ stage: 'stage-2', unit: 'b-wu', check, alerted: [] })).toBe(check);
  });
});

describe('units are watched 跟踪单位进展', () => {
  it('[C6.1] every one of a stage, from its opening on', async () => {
    const opened: ReactedEvent = {
      ledger: 'campaigns/wgx-0371',
      stream: 'stage/stage-2',
      type: 'campaigns.StageOpened',
      data: { stage: 'stage-2', from: '2014-06-25', units: ['wgx-0371', 'b-wu'] },
      meta: {
        id: 'e',
        idx: 1,
        rev: 0,
        time: '2014-06-25T01:00:00.000Z',
        actor: { id: 'acct-1', role: 'campaign-office' },
      },
    };
    const given = await unitsAreWatchedPolicy.react(opened, { find: () => Promise.resolve([]) });
    expect(given.map(({ command, id, input }) => [command, id, input])).toEqual([
      ['WatchUnit', 'stage-2.wgx-0371', { stage: 'stage-2', unit: 'wgx-0371', from: '2014-06-25' }],
      ['WatchUnit', 'stage-2.b-wu', { stage: 'stage-2', unit: 'b-wu', from: '2014-06-25' }],
    ]);
  });

  it('[C6.1] those of stages that were opened before the days were in force, once they are adopted here or above', async () => {
    const open = (bureau: string, code: string, status = 'OPEN') =>
      heldDocument(`campaigns/${bureau}`, code, { stage: code, status, from: '2014-06-25', units: [bureau, 'b-wu'] });
    const unit = (code: string, parent: string | null) =>
      heldDocument(`organization/${code}`, code, { unit: code, parent });
    const reads = heldReads({
      [stagesView.name]: [open('wgx-0371', 's-1'), open('wgx-0371', 's-0', 'CLOSED'), open('tyj-0372', 's-1')],
      [INACTIVITY_ALERTS]: [heldDocument('campaigns/wgx-0371', 's-1.b-wu', { stage: 's-1', unit: 'b-wu' })],
      [UNIT_DIRECTORY]: [unit('wgx-0371', 'city-jc'), unit('tyj-0372', 'city-b'), unit('city-jc', null)],
    });
    const adopted = (adopting: string, values: JsonObject): ReactedEvent => ({
      ledger: `organization/${adopting}`,
      stream: `policy/${adopting}`,
      type: 'organization.PolicyAdopted',
      data: { unit: adopting, policy: 'DEFAULT-2014', edition: 1, from: '2014-07-01', values },
      meta: {
        id: 'e',
        idx: 1,
        rev: 0,
        time: '2014-07-01T01:00:00.000Z',
        actor: { id: 'a', role: 'committee-secretary' },
      },
    });
    const given = async (...told: Parameters<typeof adopted>) => {
      const commands = await unitsAreWatchedPolicy.react(adopted(...told), reads);
      return commands.map(({ bureau, id }) => [bureau, id]);
    };
    const days = { 'inactivity.days': 14 };
    expect(await given('city-jc', days)).toEqual([['wgx-0371', 's-1.wgx-0371']]);
    expect(await given('wgx-0371', days)).toEqual([['wgx-0371', 's-1.wgx-0371']]);
    expect(await given('city-b', days)).toEqual([
      ['tyj-0372', 's-1.tyj-0372'],
      ['tyj-0372', 's-1.b-wu'],
    ]);
    expect(await given('city-jc', { 'joint.claimDays': 7 })).toEqual([]);
  });
});
