import { actsFor, command, id, reject, role, text, type Facts, type Rejection } from '@taizhang/kernel';
import {
  accountIdOf,
  SELF_CHECK_SUBJECTS,
  selfCheckEvents,
  outsideStage,
  stageNeeds,
  whileDoorOpen,
} from '@taizhang/contracts';
import { z } from 'zod';
import { placesOf, unknownUnit } from '../issue/issue.rules.js';
import {
  SELF_CHECK_ALREADY_SUBMITTED,
  SELF_CHECK_CONTRADICTS,
  SELF_CHECK_EMPTY,
  SELF_CHECK_ISSUE_UNKNOWN,
  SELF_CHECK_OF_ANOTHER,
  SELF_CHECK_PERSON_MISSING,
} from './self-check.rejections.js';
import type { SelfCheckState } from './self-check.state.js';

/** Whether an issue is raised and stands: `issues.issue-known`, key = `<bureau>/<code>`. */
export const ISSUE_KNOWN_FACT = 'issues.issue-known';

const needOf = (issue: string): string => `issue ${issue}`;

/**
 * Submits the self-check of a leading group or of a leading cadre (提交自查). It names issues that were raised, and raises none;
 * "nothing found" (未发现问题) is an answer of its own, never an empty list [C1.1.l].
 */
export const submitSelfCheck = command({
  name: 'SubmitSelfCheck',
  title: { zh: '提交自查', en: 'Submit self-check' },
  clauses: ['C1.1.l'],
  schema: z.strictObject({
    stage: id(),
    unit: id(),
    subject: z.enum(SELF_CHECK_SUBJECTS),
    person: id().nullable().default(null),
    issues: z.array(id()).max(100).default([]),
    nothingFound: z.boolean().default(false),
    statement: text(),
  }),
  allow: role('branch-secretary', 'leading-cadre', 'principal', 'campaign-office').at('unit'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ stage, unit, issues }, { bureau }) => ({
    ...placesOf(bureau, [unit]),
    ...stageNeeds('issues', bureau, stage),
    ...Object.fromEntries(issues.map((code) => [needOf(code), { fact: ISSUE_KNOWN_FACT, key: `${bureau}/${code}` }])),
  }),
  decide: (input, state: SelfCheckState, facts) => {
    if (state.kind !== 'none' && state.submitted) return reject(SELF_CHECK_ALREADY_SUBMITTED);
    const refused =
      unknownUnit([input.unit], facts) ?? outsideStage(input.stage, facts) ?? wrongPerson(input, facts) ?? empty(input);
    if (refused !== undefined) return refused;
    const unknown = input.issues.filter((code) => facts.needs[needOf(code)] !== true);
    if (unknown.length > 0) return reject(SELF_CHECK_ISSUE_UNKNOWN, { issues: unknown });
    return {
      events: [selfCheckEvents.SelfCheckSubmitted({ ...input, issues: [...new Set(input.issues)] })],
      none: whileDoorOpen(input.stage, facts),
    };
  },
});

function empty({ issues, nothingFound }: { issues: readonly string[]; nothingFound: boolean }): Rejection | undefined {
  if (issues.length === 0 && !nothingFound) return reject(SELF_CHECK_EMPTY);
  return issues.length > 0 && nothingFound ? reject(SELF_CHECK_CONTRADICTS) : undefined;
}

/** A cadre answers in person, or by a delegate of his. */
function wrongPerson(
  { subject, person }: { subject: 'GROUP' | 'CADRE'; person: string | null },
  act: Pick<Facts, 'actor' | 'onBehalfOf'>,
): Rejection | undefined {
  if ((subject === 'CADRE') !== (person !== null)) return reject(SELF_CHECK_PERSON_MISSING);
  return person === null || actsFor(act).includes(accountIdOf(person)) ? undefined : reject(SELF_CHECK_OF_ANOTHER);
}
