import type { Act, CommandAct, Moment } from '../scenario.js';
import { at, gives, numbers, refused } from './acts.js';
import { BUREAU, OFFICE, ownerOf, SUPERVISOR, workerOf } from './cast.js';
import { codeOf, MAIN_ISSUES, originsOf, type Kind, type MainIssue } from './issues.js';
import { measureId } from './registering.js';

/** A measure done, with its evidence. */
export function measureDone(code: string, unit: string, measure: string, day: string): readonly Act[] {
  const by = workerOf(unit);
  return [
    {
      ...gives(by, at.issue(code), 'attach-evidence', { evidence: `e-${measure}`, measure, title: '完成情况佐证' }),
      material: { text: `${code} ${measure} 完成情况`, ...(unit !== BUREAU && { unit }) },
    },
    gives(by, at.issue(code), 'complete-measure', { measure, completedOn: `2014-${day}`, outcome: '已完成并见成效' }),
  ];
}

export function reply(code: string, unit: string, origin: string, day: string, anonymous = false): Act {
  return gives(unit === BUREAU ? OFFICE : workerOf(unit), at.issue(code), 'give-reply', {
    origin,
    channel: anonymous ? 'RECEIPT_CODE' : 'IN_PERSON',
    repliedOn: `2014-${day}`,
    attitude: anonymous ? 'NOT_STATED' : 'SATISFIED',
    reply: '已整改，感谢监督',
  });
}

export const requested = (code: string, unit: string): CommandAct =>
  gives(workerOf(unit), at.issue(code), 'request-close', { effect: '问题已解决，群众满意' });
export const closed = (code: string): Act => gives(SUPERVISOR, at.issue(code), 'close-issue', { opinion: '同意销号' });

/** What came by the public form has an origin that only the system names. */
const originRead = (code: string): Act => ({
  kind: 'read',
  by: OFFICE.login,
  context: 'issues',
  view: 'rectification-ledger',
  document: `${BUREAU}/${code}`,
  field: 'origins',
  as: `origin-${code}`,
});

/** Everything that is done about an issue until it can be handed in. */
function worked(issue: MainIssue, day: string): readonly Act[] {
  const { code, unit, measures, anonymous } = issue;
  return [
    ...(anonymous ? [originRead(code)] : []),
    ...numbers(measures).flatMap((n) => measureDone(code, unit, measureId(n), day)),
    ...originsOf(issue).map((origin, i) => reply(code, unit, origin, day, anonymous && i === 0)),
  ];
}

/** The whole way of an issue to its close; some are returned first. */
function finished(issue: MainIssue, day: string, returned = false): readonly Act[] {
  const { code, unit } = issue;
  return [
    ...worked(issue, day),
    requested(code, unit),
    ...(returned
      ? [gives(SUPERVISOR, at.issue(code), 'return-close', { reason: '佐证尚不充分' }), requested(code, unit)]
      : []),
    closed(code),
  ];
}

const byKind = (kind: Kind): readonly MainIssue[] => MAIN_ISSUES.filter((issue) => issue.kind === kind);

/** The main issue of three origins, on which the last is left unanswered on 07-20. */
const THREE_ORIGINS = codeOf(17);
/** The issue whose owner tries to close it himself: of the first branch, handed in on 07-20. */
const OWN_REVIEW = MAIN_ISSUES.find(({ unit, kind }) => unit === 'b-jia' && kind === 'AT_ONCE')?.code ?? '';
/** The last measure of an issue by date, tried without evidence. */
const WITHOUT_EVIDENCE = byKind('BY_DATE')[0]?.code ?? '';

const find = (code: string): MainIssue => {
  const issue = MAIN_ISSUES.find((one) => one.code === code);
  if (issue === undefined) throw new Error(`no issue ${code}`);
  return issue;
};

/** Three refusals: by the owner, without evidence, with an origin unanswered. */
export const refusals: Moment = {
  at: '2014-07-20T09:00:00+08:00',
  title: '销号把关',
  acts: [
    ...worked(find(OWN_REVIEW), '07-20'),
    requested(OWN_REVIEW, find(OWN_REVIEW).unit),
    refused(
      gives(ownerOf(find(OWN_REVIEW).unit), at.issue(OWN_REVIEW), 'close-issue', { opinion: '同意' }),
      'SELF_REVIEW',
    ),
    refused(
      gives(workerOf(find(WITHOUT_EVIDENCE).unit), at.issue(WITHOUT_EVIDENCE), 'complete-measure', {
        measure: 'm-1',
        completedOn: '2014-07-20',
        outcome: '已完成',
      }),
      'NO_EVIDENCE',
    ),
    ...worked(find(THREE_ORIGINS), '07-20').slice(0, -1),
    refused(requested(THREE_ORIGINS, find(THREE_ORIGINS).unit), 'UNANSWERED_ORIGIN'),
  ],
};

/** Handed in on 07-20, and closed by others than its owner; and the one whose third origin is answered then. */
export const afterRefusals: Moment = {
  at: '2014-07-21T09:00:00+08:00',
  title: '销号',
  acts: [
    closed(OWN_REVIEW),
    ...worked(find(THREE_ORIGINS), '07-21').slice(-1),
    requested(THREE_ORIGINS, find(THREE_ORIGINS).unit),
    closed(THREE_ORIGINS),
  ],
};

const UNDER_WAY = new Set([OWN_REVIEW, THREE_ORIGINS]);
const atOnce = byKind('AT_ONCE').filter(({ code }) => !UNDER_WAY.has(code));
/** Four that are overdue on 09-01, one of them refused an extension, and one that is granted it. */
const byDate = byKind('BY_DATE').filter(({ code }) => !UNDER_WAY.has(code));
const late = byDate.slice(-5);
const [extended, ...overdue] = late;
const inTime = byDate.slice(0, -5);

/** Days on which rectified issues are closed, spread so that no unit falls silent. */
const AT_ONCE_DAYS = ['07-11', '07-16', '07-23', '07-28', '07-31'] as const;
const BY_DATE_DAYS = ['08-05', '08-09', '08-13', '08-18', '08-22', '08-27', '08-30'] as const;
/** How many are returned first. */
const RETURNED = 5;

/** Which of so many days an issue is closed on: those of each unit are spread evenly over them all. */
function dealtTo(issue: MainIssue, issues: readonly MainIssue[], days: number): number {
  const own = issues.filter(({ unit }) => unit === issue.unit);
  return Math.floor((own.indexOf(issue) * days) / own.length);
}

const working = (days: readonly string[], issues: readonly MainIssue[], returned: number): readonly Moment[] =>
  days.map((day, i) => ({
    at: `2014-${day}T10:00:00+08:00`,
    title: '整改、答复、销号',
    acts: issues
      .filter((issue) => dealtTo(issue, issues, days.length) === i)
      .flatMap((issue) => finished(issue, day, issues.indexOf(issue) < returned)),
  }));

/** What is rectified at once, in July. */
export const july: readonly Moment[] = working(AT_ONCE_DAYS, atOnce, 0);
/** What is rectified by the date, in August; the first five are returned once. */
export const august: readonly Moment[] = working(BY_DATE_DAYS, inTime, RETURNED);

const asked = (issue: MainIssue): Act =>
  gives(workerOf(issue.unit), at.issue(issue.code), 'request-deadline-extension', {
    extension: 'x-1',
    deadline: '2014-09-20',
    reason: '需协调外单位',
  });

/** Two extensions are asked for, one is granted. */
export const extensions: Moment = {
  at: '2014-08-25T09:00:00+08:00',
  title: '延期审批',
  acts: [
    ...[extended, overdue[0]].flatMap((issue) => (issue === undefined ? [] : [asked(issue)])),
    ...(extended === undefined
      ? []
      : [
          gives(OFFICE, at.issue(extended.code), 'grant-deadline-extension', {
            extension: 'x-1',
            opinion: '同意延期至九月二十日',
          }),
        ]),
    ...(overdue[0] === undefined
      ? []
      : [
          gives(OFFICE, at.issue(overdue[0].code), 'refuse-deadline-extension', {
            extension: 'x-1',
            reason: '理由不充分',
          }),
        ]),
  ],
};

const slipOf = (i: number): string => `db-2014-${String(i + 1)}`;

/** Four are overdue: four slips. */
export const slips: Moment = {
  at: '2014-09-01T09:00:00+08:00',
  title: '下达督办单',
  acts: overdue.map(({ code }, i) =>
    gives(OFFICE, at.issue(code), 'issue-supervision-slip', {
      slip: slipOf(i),
      signer: OFFICE.person,
      due: '2014-09-05',
      basis: '整改时限已过',
      requirement: '五日内反馈办理情况',
    }),
  ),
};

const answered = ({ code, unit }: MainIssue, i: number): readonly Act[] => [
  gives(workerOf(unit), at.issue(code), 'receive-supervision-slip', { slip: slipOf(i) }),
  gives(workerOf(unit), at.issue(code), 'answer-supervision-slip', { slip: slipOf(i), feedback: '已加快办理' }),
];

/** Three are answered in time. */
export const slipAnswers: Moment = {
  at: '2014-09-04T09:00:00+08:00',
  title: '督办反馈',
  acts: overdue.slice(0, -1).flatMap(answered),
};

/** The fourth gets a yellow card, and then an answer. */
export const card: Moment = {
  at: '2014-09-08T09:00:00+08:00',
  title: '黄牌',
  acts: overdue.slice(-1).flatMap((issue) => [
    gives(OFFICE, at.issue(issue.code), 'issue-warning-card', {
      card: 'hp-2014-1',
      slip: slipOf(overdue.length - 1),
      colour: 'YELLOW',
      due: '2014-09-12',
      reason: '督办单逾期未反馈',
    }),
    ...answered(issue, overdue.length - 1),
  ]),
};

/** What was overdue is closed, and the three continuous ones are kept up. */
export const september: readonly Moment[] = [
  {
    at: '2014-09-11T15:00:00+08:00',
    title: '超期问题销号',
    acts: overdue.flatMap((issue) => finished(issue, '09-11')),
  },
  {
    at: '2014-09-16T15:00:00+08:00',
    title: '延期问题销号、列为长期坚持',
    acts: [
      ...(extended === undefined ? [] : finished(extended, '09-16')),
      ...byKind('CONTINUOUS').flatMap((issue) => [
        ...originsOf(issue).map((origin) => reply(issue.code, issue.unit, origin, '09-16')),
        gives(OFFICE, at.issue(issue.code), 'designate-long-term', {
          reviewOn: '2014-12-31',
          reason: '须长期坚持',
        }),
      ]),
    ],
  },
];
