import { ISSUE_SOURCES, type IssueSource, type IssueStatus } from '@taizhang/contracts';
import { OFFICE_ROLES, role } from '@taizhang/kernel';
import { omissionReport, type OwedDuty } from '@taizhang/platform';
import type { RectificationRow } from '../rectification-ledger.document.js';
import { rectificationLedgerView } from '../rectification-ledger.view.js';

const DUTIES = {
  REPLY_TO_MASSES: { zh: '回应群众意见', en: 'Answer the masses' },
  REPLY_TO_SELF_EXAM: { zh: '回应对照检查材料查摆的问题', en: 'Answer a self-examination' },
  REPLY_TO_MEETING: { zh: '回应专题民主生活会、组织生活会的批评', en: 'Answer criticism of a meeting' },
  REPLY_TO_SUPERIOR: { zh: '回应上级党组织和督导组点明的问题', en: 'Answer a superior or a supervision group' },
} as const;
type Duty = keyof typeof DUTIES;

/** Which reply is owed to whom: the four of C1.0.b–e, under which every further source falls. */
const DUTY_OF: Readonly<Record<IssueSource, Duty>> = {
  MASS_OPINION: 'REPLY_TO_MASSES',
  SELF_EXAM: 'REPLY_TO_SELF_EXAM',
  DEMOCRATIC_LIFE_MEETING: 'REPLY_TO_MEETING',
  ORG_LIFE_MEETING: 'REPLY_TO_MEETING',
  SUPERIOR: 'REPLY_TO_SUPERIOR',
  SUPERVISION_GROUP: 'REPLY_TO_SUPERIOR',
  NETIZEN: 'REPLY_TO_MASSES',
  REPORT: 'REPLY_TO_MASSES',
  ONLINE_OPINION: 'REPLY_TO_MASSES',
  PETITION: 'REPLY_TO_MASSES',
  NETWORK: 'REPLY_TO_MASSES',
  TELEPHONE: 'REPLY_TO_MASSES',
  NORM_CHECK: 'REPLY_TO_SUPERIOR',
  EVALUATION_FEEDBACK: 'REPLY_TO_MASSES',
  LOOK_BACK: 'REPLY_TO_SUPERIOR',
  DELEGATE_STUDIO: 'REPLY_TO_MASSES',
  INSPECTION: 'REPLY_TO_SUPERIOR',
  AUDIT: 'REPLY_TO_SUPERIOR',
};

/** Sources by which the masses raise what is on their minds (群众诉求). */
export const MASS_SOURCES = ISSUE_SOURCES.filter((source) => DUTY_OF[source] === 'REPLY_TO_MASSES');

/** Issues that owe no reply: what was raised by mistake, and what was merged, whose origins the main issue answers. */
const OWES_NONE: readonly IssueStatus[] = ['WITHDRAWN', 'MERGED'];

/** Those who raised a matter and have no reply (未回应) [C1.0.b–e]: due by the issue's deadline, at once where it has none. */
export const unansweredOrigins = omissionReport({
  name: 'unanswered-origins',
  clauses: ['C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e'],
  title: { zh: '未回应的意见和问题', en: 'Opinions and problems without a reply' },
  duties: DUTIES,
  classification: 1,
  allow: role(...OFFICE_ROLES).at('unit-or-superior'),
  among: {
    view: rectificationLedgerView.name,
    open: [{ op: 'range', field: 'unanswered', from: 1 }],
  },
  owed: ({ doc }) => {
    const row = doc as unknown as RectificationRow; // a document of that view
    if (OWES_NONE.includes(row.status)) return Promise.resolve([]);
    const owed = Object.entries(row.origins).map(([part, { source, answered, raisedOn, repliedOn }]): OwedDuty => ({
      duty: DUTY_OF[source],
      unit: row.lead ?? row.unit,
      person: row.owner,
      subject: `issue/${row.code}`,
      part,
      since: raisedOn,
      dueOn: row.deadline,
      // The reply of one that joined with it was given where it came from.
      doneOn: answered ? (repliedOn ?? raisedOn) : null,
    }));
    return Promise.resolve(owed);
  },
});
