import { command, id, reject, role } from '@taizhang/kernel';
import { issueEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { NORM_ALREADY_LINKED, NORM_UNKNOWN } from './issue-course.rejections.js';
import { inStatus, NOT_CLOSED } from './issue.rules.js';
import type { IssueState } from './issue.state.js';

/** A norm of the bureau, if it is published: `rules.norm`, key = `<bureau>/<code>`. */
export const NORM_FACT = 'rules.norm';

/** Says which published norm an issue led to (形成制度): what has a systemic cause is not done without one [C3.12]. */
export const linkIssueToNorm = command({
  name: 'LinkIssueToNorm',
  title: { zh: '关联制度', en: 'Link to norm' },
  clauses: ['C3.12'],
  schema: z.strictObject({ norm: id() }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  needs: ({ norm }, { bureau }) => ({ norm: { fact: NORM_FACT, key: `${bureau}/${norm}` } }),
  decide: ({ norm }, state: IssueState, facts) =>
    inStatus(state, [...NOT_CLOSED, 'CLOSED'], facts, ({ norms }) => {
      if (norms.includes(norm)) return reject(NORM_ALREADY_LINKED, { norm });
      return isPublished(facts.needs['norm'])
        ? [issueEvents.IssueLinkedToNorm({ norm })]
        : reject(NORM_UNKNOWN, { norm });
    }),
});

function isPublished(norm: unknown): boolean {
  return typeof norm === 'object' && norm !== null && Reflect.get(norm, 'status') === 'PUBLISHED';
}
