import { declaredValues } from '../api/acts.js';
import { valueLabel } from '../language/labels.js';

/** The forms of the problem (问题表现形式) that a self-check goes through one by one. */
export const FORMS: readonly string[] = declaredValues('issues', 'issue', 'class').toSorted();

/** One who owes a self-check: a leading group, or a leading cadre of it. */
export interface Due {
  readonly unit: string;
  /** `null` = the leading group. */
  readonly person: string | null;
}

/** What stands in the form for one form of the problem. */
export interface Answer {
  readonly found?: boolean;
  readonly issues?: readonly string[];
}

/** Answers by form of the problem, and what else there is to say. */
export interface Answers {
  readonly forms: Readonly<Record<string, Answer>>;
  readonly statement?: string;
}

/** Id of the record of a self-check in a stage. */
export function selfCheckId(stage: string, { unit, person }: Due): string {
  return `${stage}.${person ?? unit}`;
}

/** What is said of each form, as the record keeps it: the issues that were found, or that none was. */
export function statementOf({ forms, statement = '' }: Answers, asked: readonly string[]): string {
  const lines = asked.map((form) => {
    const { found, issues = [] } = forms[form] ?? {};
    return `${valueLabel(form, 'class').zh}：${found === true ? issues.join('、') : '未发现问题'}`;
  });
  return [...lines, statement.trim()].filter((line) => line !== '').join('\n');
}

/** The body of the command: "nothing found" is said where no form of the problem was found. */
export function selfCheckBody(stage: string, { unit, person }: Due, answers: Answers, asked = FORMS) {
  const issues = [
    ...new Set(
      asked.flatMap((form) => {
        const { found, issues: named = [] } = answers.forms[form] ?? {};
        return found === true ? named : [];
      }),
    ),
  ];
  return {
    stage,
    unit,
    subject: person === null ? 'GROUP' : 'CADRE',
    person,
    issues,
    nothingFound: issues.length === 0,
    statement: statementOf(answers, asked),
  };
}
