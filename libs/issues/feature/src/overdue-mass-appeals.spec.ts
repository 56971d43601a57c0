import { issueEvents, petitionEvents, type IssueSource } from '@taizhang/contracts';
import type { DecidedEvent } from '@taizhang/kernel';
import { UNIT_DIRECTORY, type ContextReads } from '@taizhang/platform';
import { heldDocument, heldReads, projected, sampleOf } from '@taizhang/testkit';
import { overdueMassAppealsQuery } from './overdue-mass-appeals.query.js';
import { petitionsView } from './petition/petitions.view.js';
import { rectificationLedgerView } from './rectification-ledger.view.js';

const LEDGER = 'issues/wgx-0371';
const raised = (code: string, source: IssueSource) =>
  issueEvents.IssueRaised({
    code,
    unit: 'b-jia',
    stage: null,
    origin: 'o-1',
    source,
    record: source === 'MASS_OPINION' ? null : 'material/1',
    anonymous: false,
    raisedOn: '2014-06-26',
    wind: 'BUREAUCRATISM',
    manifestation: '窗口排队时间长',
    originator: null,
  });
const assigned = (deadline: string) =>
  issueEvents.IssueAssigned({
    lead: 'b-yi',
    supporting: [],
    leader: 'P-L1',
    owner: 'P-O1',
    deadline,
    standard: '缩短',
  });
const submitted = issueEvents.CloseRequested({ round: 1, effect: '已缩短' });
function issue(code: string, source: IssueSource, ...more: readonly DecidedEvent[]) {
  const from = { ledger: LEDGER, stream: `issue/${code}`, catalogue: issueEvents } as const;
  const doc = projected(rectificationLedgerView, from, [raised(code, source), ...more])[code];
  return doc ? [heldDocument(LEDGER, code, doc)] : [];
}

function petition(key: string, dueOn: string) {
  const from = { ledger: LEDGER, stream: `petition/${key}`, catalogue: petitionEvents } as const;
  const told = sampleOf('issues.PetitionReceived', { petition: key, kind: 'REQUEST', unit: 'wgx-0371', dueOn });
  const doc = projected(petitionsView, from, [told])[key];
  return doc ? [heldDocument(LEDGER, key, doc)] : [];
}

async function appeals(on: string, bureau = 'wgx-0371') {
  const reads = heldReads({
    [rectificationLedgerView.name]: [
      ...issue('2014-0001', 'MASS_OPINION', assigned('2014-08-31')),
      ...issue('2014-0002', 'SUPERIOR', assigned('2014-08-31')),
      ...issue('2014-0003', 'NETIZEN', assigned('2014-09-30')),
      ...issue('2014-0004', 'MASS_OPINION', assigned('2014-08-31'), submitted),
      ...issue('2014-0005', 'MASS_OPINION'),
    ],
    [petitionsView.name]: [...petition('x-1', '2014-07-16'), ...petition('x-2', '2014-12-31')],
    [UNIT_DIRECTORY]: [heldDocument('organization/wgx-0371', 'wgx-0371', { parent: 'city-jc', successors: [] })],
  }) as ContextReads; // no counters are asked for
  const reader = undefined as never; // it is not asked who reads
  return overdueMassAppealsQuery.handle({ bureau, on }, reads, reader);
}

describe('overdue appeals of the masses 超期群众诉求', () => {
  it('[C1.3.c] are the issues and petitions from the masses that are over their day, the longest overdue first', async () => {
    expect(await appeals('2014-09-10')).toEqual({
      on: '2014-09-10',
      appeals: [
        {
          bureau: 'wgx-0371',
          subject: 'petition/x-1',
          source: 'PETITION',
          status: 'RECEIVED',
          unit: 'wgx-0371',
          person: null,
          dueOn: '2014-07-16',
          daysLate: 56,
        },
        {
          bureau: 'wgx-0371',
          subject: 'issue/2014-0001',
          source: 'MASS_OPINION',
          status: 'ASSIGNED',
          unit: 'b-yi',
          person: 'P-O1',
          dueOn: '2014-08-31',
          daysLate: 10,
        },
      ],
    });
  });

  it('[C1.3.c] are in time until 24:00 of the day, also seen from above', async () => {
    expect(await appeals('2014-07-16')).toEqual({ on: '2014-07-16', appeals: [] });
    expect(await appeals('2014-08-31')).toMatchObject({ appeals: [{ subject: 'petition/x-1' }] });
    expect(await appeals('2014-09-10', 'city-jc')).toMatchObject({
      appeals: [{ subject: 'petition/x-1' }, { subject: 'issue/2014-0001' }],
    });
  });
});
