import type { JsonObject } from '@taizhang/kernel';
import type { Act, CommandAct, Moment } from '../scenario.js';
import { at, gives, numbers, refused, STAGE, taken } from './acts.js';
import { BRANCHES, cadresOf, clerkOf, OFFICE, ownerOf, workerOf, type Branch } from './cast.js';
import { BING, CADRE, DING, JIA, YI } from './evaluation.js';
import { codeOf, VOICES } from './issues.js';
import { closed, measureDone, reply, requested } from './rectification.js';

/** A comment (意见建议) as it stands on a sheet. */
interface Comment {
  readonly id: string;
  readonly branch: Branch;
  readonly object: string;
  readonly sentiment: 'NEGATIVE' | 'SUGGESTION';
}

const comments = (branch: Branch, object: string, sentiment: Comment['sentiment'], count: number): Comment[] =>
  numbers(count).map((n) => ({
    id: `yj-${branch.letter}-${object === 'group' ? 'g' : 'c'}-${sentiment.slice(0, 1)}-${String(n)}`,
    branch,
    object,
    sentiment,
  }));

/** The 359: those who are against, as the tallies have them, and suggestions. */
const COMMENTS: readonly Comment[] = [
  ...comments(JIA, 'group', 'NEGATIVE', 4),
  ...comments(YI, 'group', 'NEGATIVE', 214),
  ...comments(BING, 'group', 'NEGATIVE', 2),
  ...comments(DING, 'group', 'NEGATIVE', 3),
  ...comments(DING, CADRE.person, 'NEGATIVE', 9),
  ...comments(JIA, 'group', 'SUGGESTION', 40),
  ...comments(YI, 'group', 'SUGGESTION', 50),
  ...comments(BING, 'group', 'SUGGESTION', 20),
  ...comments(DING, 'group', 'SUGGESTION', 17),
];

const collected = ({ id, branch, object, sentiment }: Comment): Act =>
  gives(clerkOf(branch), at.comment(id), 'collect-feedback', {
    evaluation: `${STAGE}.${branch.unit}`,
    unit: branch.unit,
    object,
    sheet: `sheet-${id}`,
    sentiment,
    content: sentiment === 'NEGATIVE' ? '整改力度不够，效果不明显' : '建议加强公开和回访',
  });
const triaged = ({ id }: Comment, outcome: string, more: JsonObject): Act =>
  gives(OFFICE, at.comment(id), 'triage-feedback', { outcome, ...more });

/** Those that become issues: the branches by turns, so that each has some. */
const RAISED: readonly Comment[] = numbers(41, 0).map((i) => {
  const branch = taken(BRANCHES, i);
  const own = COMMENTS.filter((one) => one.branch === branch && one.sentiment === 'SUGGESTION');
  return taken(own, Math.floor(i / BRANCHES.length));
});
const ANSWERED = COMMENTS.filter((one) => !RAISED.includes(one)).slice(0, 18);
const LINKED = COMMENTS.filter((one) => !RAISED.includes(one) && !ANSWERED.includes(one));

/** An issue that a comment became. */
interface NewIssue {
  readonly code: string;
  readonly unit: string;
  readonly comment: Comment;
}
const NEW_ISSUES: readonly NewIssue[] = RAISED.map((comment, i) => ({
  code: codeOf(VOICES.length + 1 + i),
  unit: comment.branch.unit,
  comment,
}));

function assigned({ code, unit }: NewIssue): readonly Act[] {
  const { person: owner } = ownerOf(unit);
  return [
    gives(OFFICE, at.issue(code), 'triage-issue', { unit, opinion: '由该支部办理' }),
    gives(OFFICE, at.issue(code), 'classify-issue', {
      class: '1',
      kind: 'BY_DATE',
      cause: 'INDIVIDUAL',
      analysis: '公开不够',
    }),
    gives(OFFICE, at.issue(code), 'assign-issue', {
      lead: unit,
      leader: owner,
      owner,
      deadline: '2014-11-30',
      standard: '公开到位',
    }),
    gives(workerOf(unit), at.issue(code), 'set-measure', {
      measure: 'm-1',
      owner,
      deadline: '2014-11-20',
      kind: 'BY_DATE',
      description: '公开办理结果并回访',
      standard: '回访满意',
    }),
  ];
}

const finished = ({ code, unit }: NewIssue, day: string): readonly Act[] => [
  ...measureDone(code, unit, 'm-1', day),
  reply(code, unit, 'comment', day, true),
  requested(code, unit),
  closed(code),
];

/** Days on which 38 of the 41 are closed, each day some of every branch. */
const CLOSING_DAYS = ['09-25', '09-30', '10-06', '10-11', '10-14', '10-17', '10-20', '10-22'] as const;
const A_DAY = 5;
const CLOSED = 38;

/** The 41 on their way to being closed; three are still in rectification at the end. */
export const newIssues: readonly Moment[] = CLOSING_DAYS.map((day, i) => ({
  at: `2014-${day}T16:00:00+08:00`,
  title: '评议意见整改、销号',
  acts: NEW_ISSUES.slice(0, CLOSED)
    .slice(i * A_DAY, (i + 1) * A_DAY)
    .flatMap((issue) => finished(issue, day)),
}));

const RESULTS = at.results('pyjg-2014');
const delivered = (branch: Branch): CommandAct =>
  gives(OFFICE, RESULTS, 'deliver-feedback', {
    unit: branch.unit,
    recipient: cadresOf(branch)[0].person,
    feedback: '反馈评议结果和群众意见，请逐项整改',
  });
const received = (branch: Branch): Act =>
  gives(cadresOf(branch)[0], RESULTS, 'receive-feedback', { unit: branch.unit });

/** Comments collected and triaged, 41 of them so that they become issues by themselves; results summarised, reported upward first, then fed back. */
export const feedback: readonly Moment[] = [
  { at: '2014-09-16T09:00:00+08:00', title: '登记意见建议', acts: COMMENTS.map(collected) },
  {
    at: '2014-09-17T14:00:00+08:00',
    title: '意见分办、汇总',
    acts: [
      ...NEW_ISSUES.map(({ code, comment }) =>
        triaged(comment, 'RAISED', { issue: code, stage: STAGE, wind: 'BUREAUCRATISM' }),
      ),
      ...LINKED.map((comment, i) => triaged(comment, 'LINKED', { issue: codeOf(10 + (i % 60)) })),
      ...ANSWERED.map((comment) => triaged(comment, 'ANSWERED', { answer: '已说明情况' })),
      gives(OFFICE, RESULTS, 'summarise-results', {
        stage: STAGE,
        evaluations: BRANCHES.map(({ unit }) => `${STAGE}.${unit}`),
        summary: '四个支部评议情况汇总',
      }),
    ],
  },
  { at: '2014-09-17T16:00:00+08:00', title: '评议意见交办', acts: NEW_ISSUES.flatMap(assigned) },
  {
    at: '2014-09-18T09:00:00+08:00',
    title: '上报评议情况',
    acts: [
      refused(delivered(JIA), 'REPORT_UPWARD_FIRST'),
      gives(OFFICE, RESULTS, 'submit-upward-report', {
        to: 'city-jc',
        receipt: 'shs-2014-118',
        report: '评议情况报告',
      }),
    ],
  },
  {
    at: '2014-09-19T09:00:00+08:00',
    title: '反馈评议情况',
    acts: [...BRANCHES.map(delivered), ...BRANCHES.map(received)],
  },
];
