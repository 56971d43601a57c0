import { command, date, id, reference, reject, role, text } from '@taizhang/kernel';
import {
  ISSUE_SOURCES,
  issueEvents,
  SOURCES_WITH_RECORD,
  WINDS,
  outsideStage,
  stageNeeds,
  stageOf,
  whileDoorOpen,
} from '@taizhang/contracts';
import { z } from 'zod';
import { CARRIED_OVER_TOO_LATE } from './issue-course.rejections.js';
import { ISSUE_ALREADY_RAISED, ORIGINATOR_ANONYMOUS, SOURCE_RECORD_MISSING } from './issue.rejections.js';
import { placesOf, unknownUnit } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Carries an open issue of an earlier stage over (结转) with its original dates and what was done so far [C1.1.a]. */
export const carryOverIssue = command({
  name: 'CarryOverIssue',
  title: { zh: '结转问题', en: 'Carry over issue' },
  clauses: ['C1.1.a'],
  schema: z.strictObject({
    unit: id(),
    stage: id(),
    earlier: z.strictObject({ stage: id(), code: id() }),
    origin: id(),
    source: z.enum(ISSUE_SOURCES),
    record: reference().nullable().default(null),
    anonymous: z.boolean().default(false),
    raisedOn: date(),
    dueOn: date().nullable().default(null),
    wind: z.enum(WINDS),
    manifestation: text(),
    history: text(),
    originator: text(200).nullable().default(null),
  }),
  allow: role('campaign-office', 'superior-office').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit, stage }, { bureau }) => ({ ...placesOf(bureau, [unit]), ...stageNeeds('issues', bureau, stage) }),
  decide: (input, state: IssueState, facts, target) => {
    if (state.kind !== 'none') return reject(ISSUE_ALREADY_RAISED);
    const refused = unknownUnit([input.unit], facts) ?? outsideStage(input.stage, facts);
    if (refused !== undefined) return refused;
    if (input.raisedOn >= (stageOf(facts)?.from ?? '')) return reject(CARRIED_OVER_TOO_LATE);
    if (input.record === null && SOURCES_WITH_RECORD.includes(input.source))
      return reject(SOURCE_RECORD_MISSING, { source: input.source });
    if (input.anonymous && input.originator !== null) return reject(ORIGINATOR_ANONYMOUS);
    return {
      events: [issueEvents.IssueCarriedOver({ code: target.id, ...input })],
      none: whileDoorOpen(input.stage, facts),
    };
  },
});
