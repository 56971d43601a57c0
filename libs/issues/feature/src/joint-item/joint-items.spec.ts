import { jointItemEvents, type JointSide } from '@taizhang/contracts';
import { OPEN_JOINT_ITEMS_FACT } from '@taizhang/issues-domain';
import type { ContextReads } from '@taizhang/platform';
import { eventIdAt, heldDocument, heldReads, projected } from '@taizhang/testkit';
import { jointItemFacts } from './joint-item-facts.js';
import { jointItemsView } from './joint-items.view.js';

const CITY = 'city-jc';
const BUREAU = 'wgx-0371';
const from = { ledger: 'issues/wgx-0371', stream: 'joint-item/J-1', catalogue: jointItemEvents } as const;
const rowAfter = (...events: Parameters<typeof projected>[2]) => projected(jointItemsView, from, events)['J-1'];
const sealedAt = (digest: string) => ({ $sealed: { digest } });

const identified = (mode: 'SUPERIOR_FIRST' | 'COMMON_PLAN') =>
  jointItemEvents.JointItemIdentified({
    item: 'J-1',
    issue: '2014-0001',
    mode,
    superior: CITY,
    subordinate: BUREAU,
    identifiedOn: '2014-07-22',
    escalatesOn: '2014-07-29',
    escalatesTo: 'prov-sl',
    policy: { 'joint.claimDays': { value: 7, unit: CITY, policy: 'DEFAULT-2014', edition: 1 } },
    analysis: '须市里统一协调',
  });
const proposed = (plan: number) =>
  jointItemEvents.JointPlanProposed({
    plan,
    side: 'SUBORDINATE',
    unit: BUREAU,
    proposedOn: '2014-08-01',
    content: '共同方案',
  });
const agreed = (plan: number, side: JointSide, unit: string) =>
  jointItemEvents.JointPlanAgreed({ plan, side, unit, agreedOn: '2014-08-03' });
const rejected = jointItemEvents.JointPlanRejected({
  plan: 1,
  side: 'SUBORDINATE',
  unit: BUREAU,
  rejectedOn: '2014-08-04',
  reason: '经费未落实',
});
const confirmed = (side: JointSide, unit: string) =>
  jointItemEvents.JointCloseConfirmed({ side, unit, confirmedOn: '2014-09-01', opinion: '同意办结' });

describe('joint items 联动事项清单', () => {
  it('[C6.11] shows the analysis and both units, who leads, and by when it can be claimed', () => {
    expect(rowAfter(identified('SUPERIOR_FIRST'))).toMatchObject({
      status: 'IDENTIFIED',
      units: [CITY, BUREAU],
      lead: BUREAU,
      escalatesOn: '2014-07-29',
      analysis: sealedAt('0/analysis'),
    });
  });

  it('[C6.12] shows escalation, claim and solution', () => {
    const row = rowAfter(
      identified('SUPERIOR_FIRST'),
      jointItemEvents.JointItemEscalated({ to: 'prov-sl', due: '2014-07-29', escalatedOn: '2014-07-29' }),
      jointItemEvents.JointItemClaimed({ lead: CITY, previousLead: BUREAU, claimedOn: '2014-07-31' }),
      jointItemEvents.JointItemSolved({
        side: 'SUPERIOR',
        unit: CITY,
        solvedOn: '2014-08-25',
        informedOn: null,
        outcome: '已解决',
        report: null,
      }),
      jointItemEvents.JointItemClosed({ side: 'SUPERIOR', unit: CITY, closedOn: '2014-08-25', opinion: '销号' }),
    );
    expect(row).toMatchObject({
      status: 'CLOSED',
      lead: CITY,
      escalatedOn: '2014-07-29',
      claimedOn: '2014-07-31',
      solvedOn: '2014-08-25',
      outcome: sealedAt('3/outcome'),
      closedOn: '2014-08-25',
    });
  });

  it('[C6.14] keeps every version of the plan with what both sides said, and both confirmations', () => {
    const row = rowAfter(
      identified('COMMON_PLAN'),
      proposed(1),
      agreed(1, 'SUPERIOR', CITY),
      rejected,
      proposed(2),
      agreed(2, 'SUPERIOR', CITY),
      agreed(2, 'SUBORDINATE', BUREAU),
      confirmed('SUPERIOR', CITY),
      confirmed('SUBORDINATE', BUREAU),
    );
    expect(row).toMatchObject({
      status: 'PLAN_AGREED',
      plans: [
        {
          plan: 1,
          agreements: [{ side: 'SUPERIOR', unit: CITY, on: '2014-08-03' }],
          rejection: { side: 'SUBORDINATE', on: '2014-08-04', text: sealedAt('3/reason') },
        },
        { plan: 2, agreements: [{ side: 'SUPERIOR' }, { side: 'SUBORDINATE' }], rejection: null },
      ],
      confirmations: [
        { side: 'SUPERIOR', unit: CITY },
        { side: 'SUBORDINATE', unit: BUREAU },
      ],
    });
  });

  it('forgets what was withdrawn, and keeps an item that was a mistake as such', () => {
    const undone = jointItemEvents.JointPlanRejectionWithdrawn({ event: eventIdAt(2), reason: '误录' });
    expect(rowAfter(identified('COMMON_PLAN'), proposed(1), rejected, undone)).toMatchObject({
      status: 'PLAN_PROPOSED',
      plans: [{ plan: 1, rejection: null }],
    });
    const mistake = jointItemEvents.JointItemWithdrawn({ event: eventIdAt(0), reason: '重复' });
    expect(rowAfter(identified('COMMON_PLAN'), mistake)).toMatchObject({
      status: 'WITHDRAWN',
      withdrawalReason: sealedAt('1/reason'),
    });
  });
});

describe('joint items that are pursued of an issue', () => {
  it('[C6.11] are all but those that were closed or a mistake, with how much of the ledger was looked at', async () => {
    const item = (
      key: string,
      status: string,
      issue = '2014-0001',
      ledger: `${string}/${string}` = 'issues/wgx-0371',
    ) => heldDocument(ledger, key, { item: key, issue, status });
    const reads = heldReads({
      [jointItemsView.name]: [
        item('J-1', 'IDENTIFIED'),
        item('J-2', 'SOLVED'),
        item('J-3', 'CLOSED'),
        item('J-4', 'WITHDRAWN'),
        item('J-5', 'CLAIMED', '2014-0002'),
        item('J-6', 'CLAIMED', '2014-0001', 'issues/tyj-0372'),
      ],
    }) as ContextReads; // no counters are asked for
    const ask = (key: string) => jointItemFacts[OPEN_JOINT_ITEMS_FACT]?.({ fact: OPEN_JOINT_ITEMS_FACT, key }, reads);
    await expect(ask('wgx-0371/2014-0001')).resolves.toEqual({
      value: { open: ['J-1', 'J-2'], seen: 5 },
      consulted: [{ ledger: 'issues/wgx-0371', size: 5 }],
    });
    await expect(ask('No Such/2014-0001')).resolves.toEqual({ value: null, consulted: [] });
  });
});
