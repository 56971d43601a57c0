import { erasureEvents } from '@taizhang/contracts';
import type { Actor } from '@taizhang/kernel';
import { given } from '@taizhang/testkit';
import { confirmErasure } from './confirm-erasure.command.js';
import { erasure } from './erasure.aggregate.js';
import { reportErasure } from './report-erasure.command.js';
import { requestDisclosureErasure } from './request-disclosure-erasure.command.js';
import { requestErasure } from './request-erasure.command.js';

const SUBJECT = 'wgx-0371.P-1';
const security: Actor = { id: 'acct-wgx-0371.P-2', role: 'security-admin' };
const audit: Actor = { id: 'acct-wgx-0371.P-3', role: 'audit-admin' };
const input = { subject: SUBJECT, basis: 'CONSENT_WITHDRAWN', reason: '本人申请' } as const;
const value = { context: 'issues', idx: 3, digest: 'A'.repeat(43), basis: 'COURT_ORDER', reason: '裁定' } as const;
const at = { bureau: 'wgx-0371', id: 'e-1', actor: security };
const known = {
  [`organization.person-standing/${SUBJECT}`]: 'LEFT',
  'platform.contexts/all': ['issues', 'organization'],
};
const requested = { event: erasureEvents.ErasureRequested({ erasure: 'e-1', ...input }), by: security };
const confirmed = erasureEvents.ErasureConfirmed({
  erasure: 'e-1',
  subject: SUBJECT,
  basis: 'CONSENT_WITHDRAWN',
  contexts: ['issues', 'organization'],
});
const report = { context: 'issues', ledgers: 1, keys: 1, disclosures: 4 };

describe('request erasure 申请删除个人信息', () => {
  it('names the person and the ground; the reason is sealed', () => {
    given(erasure)
      .when(requestErasure, input, { ...at, known })
      .then(requested.event);
    expect(JSON.stringify(given(erasure, requested).state)).not.toContain('本人申请');
  });

  it('refuses an id in use', () => {
    given(erasure, requested)
      .when(requestErasure, input, { ...at, known })
      .thenRejected('ERASURE_ALREADY_REQUESTED');
  });

  it('refuses a person of another bureau, and one who is not registered', () => {
    for (const circumstances of [{ ...at, known, bureau: 'wgx-0372' }, at])
      given(erasure).when(requestErasure, input, circumstances).thenRejected('ERASURE_SUBJECT_UNKNOWN');
  });
});

describe('request erasure of a person in office 在任人员', () => {
  const inOffice = { ...at, known: { ...known, [`organization.person-standing/${SUBJECT}`]: 'IN_OFFICE' } };

  it('is refused until the person has left', () => {
    given(erasure).when(requestErasure, input, inOffice).thenRejected('ERASURE_SUBJECT_IN_OFFICE');
  });

  it('is done where a court orders it', () => {
    const ordered = { ...input, basis: 'COURT_ORDER' } as const;
    given(erasure)
      .when(requestErasure, ordered, inOffice)
      .then(erasureEvents.ErasureRequested({ erasure: 'e-1', ...ordered }));
  });
});

describe('request erasure of one value 申请删除一项内容', () => {
  it('names the leaf and the digest', () => {
    given(erasure)
      .when(requestDisclosureErasure, value, { ...at, known })
      .then(erasureEvents.DisclosureErasureRequested({ erasure: 'e-1', ...value }));
  });

  it('refuses an id in use, and a context that is none', () => {
    given(erasure, requested)
      .when(requestDisclosureErasure, value, { ...at, known })
      .thenRejected('ERASURE_ALREADY_REQUESTED');
    given(erasure)
      .when(requestDisclosureErasure, { ...value, context: 'other' }, { ...at, known })
      .thenRejected('ERASURE_CONTEXT_UNKNOWN');
  });
});

describe('confirm erasure 确认删除', () => {
  it('names the contexts that have to answer', () => {
    given(erasure, requested)
      .when(confirmErasure, {}, { ...at, known, actor: audit })
      .then(confirmed);
  });

  it('hands on the place of one value', () => {
    const { context, idx, digest, basis } = value;
    given(erasure, { event: erasureEvents.DisclosureErasureRequested({ erasure: 'e-1', ...value }), by: security })
      .when(confirmErasure, {}, { ...at, known, actor: audit })
      .then(erasureEvents.DisclosureErasureConfirmed({ erasure: 'e-1', context, idx, digest, basis }));
  });

  it('refuses whoever asked for it, also for somebody else or by a delegate, and the same role', () => {
    const confirming = (more: object) =>
      given(erasure, requested)
        .when(confirmErasure, {}, { ...at, known, ...more })
        .thenRejected('ERASURE_NEEDS_ANOTHER_PERSON');
    confirming({ actor: { ...audit, id: security.id } });
    confirming({ actor: { ...audit, role: 'security-admin' } });
    confirming({ actor: audit, onBehalfOf: security.id });
    given(erasure, { ...requested, onBehalfOf: audit.id })
      .when(confirmErasure, {}, { ...at, known, actor: audit })
      .thenRejected('ERASURE_NEEDS_ANOTHER_PERSON');
  });

  it('refuses what was not requested, and a second confirmation', () => {
    for (const history of [[], [requested, confirmed]])
      given(erasure, ...history)
        .when(confirmErasure, {}, { ...at, known, actor: audit })
        .thenRejected('ERASURE_NOT_REQUESTED');
  });
});

describe('report erasure 回报删除结果', () => {
  const carriedOut = erasureEvents.ErasureCarriedOut({ erasure: 'e-1', ...report });

  it('is complete with the last answer, and sums up what was destroyed', () => {
    given(erasure, requested, confirmed).when(reportErasure, report, at).then(carriedOut);
    const last = { context: 'organization', ledgers: 2, keys: 2, disclosures: 1 };
    given(erasure, requested, confirmed, carriedOut)
      .when(reportErasure, last, at)
      .then(
        erasureEvents.ErasureCarriedOut({ erasure: 'e-1', ...last }),
        erasureEvents.ErasureCompleted({ erasure: 'e-1', ledgers: 3, keys: 3, disclosures: 5 }),
      );
  });

  it('refuses a report twice, of another context, and before the confirmation', () => {
    for (const [history, told] of [
      [[requested, confirmed, carriedOut], report],
      [[requested, confirmed], { ...report, context: 'other' }],
      [[requested], report],
    ] as const)
      given(erasure, ...history)
        .when(reportErasure, told, at)
        .thenRejected('ERASURE_REPORT_UNEXPECTED');
  });
});
