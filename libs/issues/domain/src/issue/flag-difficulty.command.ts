import { command, id, reject, role, text } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { PRINCIPAL_LEADS_DIFFICULT, PRINCIPAL_UNKNOWN } from './issue.rejections.js';
import { inStatus, OPEN_FOR_WORK } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** Flags an issue as difficult (难点问题): the principal of its lead unit then leads it [C6.9]. */
export const flagDifficulty = command({
  name: 'FlagDifficulty',
  title: { zh: '标记难点问题', en: 'Flag as difficult' },
  clauses: ['C6.9'],
  schema: z.strictObject({ unit: id(), leader: id(), reason: text() }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  needs: ({ unit }, { bureau }) => ({ principal: { fact: 'organization.principal', key: `${bureau}/${unit}` } }),
  decide: (input, state: IssueState, facts) =>
    inStatus(state, OPEN_FOR_WORK, facts, (issue) => {
      const { needs } = facts;
      if (needs['principal'] === null) return reject(PRINCIPAL_UNKNOWN, { unit: input.unit });
      if (issue.lead !== input.unit || needs['principal'] !== input.leader || issue.leader === null) {
        return reject(PRINCIPAL_LEADS_DIFFICULT, { unit: issue.lead ?? '', leader: input.leader });
      }
      return [issueEvents.DifficultyFlagged({ ...input, previousLeader: issue.leader })];
    }),
});
