import type { Act, Moment } from '../scenario.js';
import { at, dealt, gives, numbers, refused, STAGE, taken } from './acts.js';
import {
  BRANCHES,
  BUREAU,
  BUREAU_CADRES,
  cadresOf,
  DISCIPLINE,
  OFFICE,
  ownerOf,
  SCOPE,
  SUPERVISOR,
  workerOf,
} from './cast.js';
import { DUPLICATES, MAIN_ISSUES, raisedWith, VOICES, type Kind, type MainIssue, type Voice } from './issues.js';

/** Days on which the 77 come in, from the opening of the stage to its self-checks. */
const INTAKE_DAYS = ['06-25', '06-26', '06-27', '06-30', '07-01', '07-02', '07-03', '07-04'] as const;

function carriedOver(one: Voice, i: number): Act {
  return gives(OFFICE, at.issue(one.code), 'carry-over-issue', {
    ...raisedWith(one, `2014-0${String(3 + (i % 3))}-1${String(i)}`),
    stage: STAGE,
    earlier: { stage: 'xxjy-2014', code: `2014-1-${String(i + 1)}` },
    dueOn: '2014-06-30',
    history: '前一环节已开展整改，尚未完成。',
  });
}

function raised(one: Voice, day: string): Act {
  const on = `2014-${day}`;
  if (one.anonymous)
    return {
      kind: 'intake',
      bureau: BUREAU,
      form: { unit: one.unit, kind: 'SUGGESTION', content: one.text },
      by: DISCIPLINE.login,
      input: {
        issue: one.code,
        stage: STAGE,
        wind: one.wind,
        manifestation: one.text,
      },
    };
  const by = one.source === 'SUPERVISION_GROUP' ? SUPERVISOR : one.unit === BUREAU ? OFFICE : workerOf(one.unit);
  return gives(by, at.issue(one.code), 'raise-issue', { ...raisedWith(one, on), stage: STAGE });
}

const newVoices = VOICES.filter(({ carried }) => !carried);

/** Carried over and raised, until there are 86. */
export const intake: readonly Moment[] = [
  {
    at: '2014-06-25T10:00:00+08:00',
    title: '结转前一环节问题',
    acts: VOICES.filter(({ carried }) => carried).map(carriedOver),
  },
  ...INTAKE_DAYS.map((day, i): Moment => ({
    at: `2014-${day}T15:00:00+08:00`,
    title: '登记意见',
    acts: dealt(newVoices, i, INTAKE_DAYS.length).map((one) => raised(one, day)),
  })),
];

/** Self-checks: 20 of 22 found problems, two say explicitly that they found nothing. */
export const selfChecks: Moment = {
  at: '2014-07-05T09:00:00+08:00',
  title: '自查',
  acts: [
    refused(
      gives(taken(BUREAU_CADRES, 0), at.selfCheck(`${STAGE}.${BUREAU}`), 'submit-self-check', {
        stage: STAGE,
        unit: BUREAU,
        subject: 'GROUP',
        statement: '对照检查',
      }),
      'SELF_CHECK_EMPTY',
    ),
    ...SCOPE.flatMap((unit, u) => {
      const branch = BRANCHES.find((one) => one.unit === unit);
      const cadres = branch === undefined ? BUREAU_CADRES : cadresOf(branch);
      const found = MAIN_ISSUES.filter((issue) => issue.unit === unit).map(({ code }) => code);
      return [null, ...cadres].map((cadre, i) => {
        const nothing = u === 4 && i > 1;
        return gives(
          cadre ?? taken(cadres, 0),
          at.selfCheck(`${STAGE}.${cadre?.person ?? unit}`),
          'submit-self-check',
          {
            stage: STAGE,
            unit,
            subject: cadre === null ? 'GROUP' : 'CADRE',
            person: cadre?.person ?? null,
            issues: nothing ? [] : found.slice(i, i + 2),
            nothingFound: nothing,
            statement: nothing ? '未发现问题' : '对照五类问题逐条自查，认领以上问题',
          },
        );
      });
    }),
  ],
};

/** All 86 triaged, the twelve duplicates merged. */
export const merging: Moment = {
  at: '2014-07-06T09:00:00+08:00',
  title: '分办、合并',
  acts: [
    ...VOICES.map(({ code, unit }) => gives(OFFICE, at.issue(code), 'triage-issue', { unit, opinion: '由该单位承办' })),
    ...DUPLICATES.map(({ code, into }) =>
      gives(OFFICE, at.issue(code), 'merge-issue', { into, reason: '与主问题反映同一事项' }),
    ),
  ],
};

/** When issues of a kind are due. */
const DUE: Readonly<Record<Kind, string | null>> = { AT_ONCE: '2014-07-31', BY_DATE: '2014-08-31', CONTINUOUS: null };
/** A measure's id in its issue. */
export const measureId = (n: number): string => `m-${String(n)}`;

function assigned(issue: MainIssue): readonly Act[] {
  const { code, unit, kind, measures } = issue;
  const { person: owner } = ownerOf(unit);
  const branch = BRANCHES.find((one) => one.unit === unit);
  const [leader] = branch === undefined ? BUREAU_CADRES : cadresOf(branch);
  return [
    gives(OFFICE, at.issue(code), 'classify-issue', {
      class: issue.class,
      hidden: issue.hidden,
      kind,
      cause: issue.cause,
      analysis: '已分析原因',
    }),
    gives(OFFICE, at.issue(code), 'assign-issue', {
      lead: unit,
      leader: leader?.person ?? owner,
      owner,
      deadline: DUE[kind],
      standard: '问题解决、群众认可',
    }),
    ...numbers(measures).map((n) =>
      gives(workerOf(unit), at.issue(code), 'set-measure', {
        measure: measureId(n),
        owner,
        deadline: DUE[kind],
        kind,
        description: `整改措施第${String(n)}项`,
        standard: '按期完成并公示',
      }),
    ),
  ];
}

/** Classified and assigned, with 111 measures. */
export const assigning: Moment = {
  at: '2014-07-08T09:00:00+08:00',
  title: '归类、交办、定措施',
  acts: MAIN_ISSUES.flatMap(assigned),
};
