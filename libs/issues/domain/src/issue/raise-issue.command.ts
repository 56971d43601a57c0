import { command, date, id, reference, reject, role, text } from '@taizhang/kernel';
import {
  ISSUE_SOURCES,
  issueEvents,
  SOURCES_WITH_RECORD,
  WINDS,
  outsideStage,
  stageNeeds,
  whileDoorOpen,
} from '@taizhang/contracts';
import { z } from 'zod';
import {
  DATE_IN_FUTURE,
  ISSUE_ALREADY_RAISED,
  ORIGINATOR_ANONYMOUS,
  SOURCE_RECORD_MISSING,
} from './issue.rejections.js';
import { placesOf, unknownUnit } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Raises an issue (问题登记) from any source; its id is its code (年份-单位-流水号), so a code is never used again. */
export const raiseIssue = command({
  name: 'RaiseIssue',
  title: { zh: '登记问题', en: 'Raise issue' },
  clauses: ['C1.0.a', 'C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e', 'C1.0.f', 'C4.1.c', 'C4.1.d', 'C4.1.e'],
  schema: z.strictObject({
    unit: id(),
    stage: id().nullable().default(null),
    origin: id(),
    source: z.enum(ISSUE_SOURCES),
    record: reference().nullable().default(null),
    anonymous: z.boolean().default(false),
    raisedOn: date(),
    wind: z.enum(WINDS),
    manifestation: text(),
    originator: text(200).nullable().default(null),
  }),
  allow: role(
    'branch-secretary',
    'branch-clerk',
    'campaign-office',
    'supervision-group',
    'superior-office',
    'delegate',
  ).at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ unit, stage }, { bureau }) => ({ ...placesOf(bureau, [unit]), ...stageNeeds('issues', bureau, stage) }),
  decide: (input, state: IssueState, facts, target) => {
    if (state.kind !== 'none') return reject(ISSUE_ALREADY_RAISED);
    const refused = unknownUnit([input.unit], facts) ?? outsideStage(input.stage, facts);
    if (refused !== undefined) return refused;
    if (input.raisedOn > facts.effectiveOn) return reject(DATE_IN_FUTURE, { field: 'raisedOn' });
    if (input.record === null && SOURCES_WITH_RECORD.includes(input.source))
      return reject(SOURCE_RECORD_MISSING, { source: input.source });
    if (input.anonymous && input.originator !== null) return reject(ORIGINATOR_ANONYMOUS);
    return {
      events: [issueEvents.IssueRaised({ code: target.id, ...input })],
      none: whileDoorOpen(input.stage, facts),
    };
  },
});
