import { command, date, entryOf, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents, REPLY_ATTITUDES, REPLY_CHANNELS } from '@taizhang/contracts';
import { z } from 'zod';
import { ORIGIN_UNKNOWN } from './issue.rejections.js';
import { inStatus, misdated, NOT_CLOSED } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Replies to one origin (答复反映人). A further reply may follow the first; satisfaction is recorded, never a gate (policy 42). */
export const giveReply = command({
  name: 'GiveReply',
  title: { zh: '答复', en: 'Reply' },
  clauses: ['C1.0.b', 'C1.0.c', 'C1.0.d', 'C1.0.e', 'C1.0.h'],
  schema: z.strictObject({
    origin: id(),
    channel: z.enum(REPLY_CHANNELS),
    repliedOn: date(),
    attitude: z.enum(REPLY_ATTITUDES).default('NOT_STATED'),
    reply: text(),
  }),
  allow: role('branch-secretary', 'branch-clerk', 'campaign-office').at('unit-or-superior'),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, NOT_CLOSED, facts, (issue) => {
      if (entryOf(issue.origins, input.origin) === undefined) return reject(ORIGIN_UNKNOWN, { origin: input.origin });
      return misdated(issue, facts, 'repliedOn', input.repliedOn) ?? [issueEvents.ReplyGiven(input)];
    }),
});
