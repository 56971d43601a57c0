import { command, id, reject, role } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { FINDING_NOT_CLOSED } from './check.rejections.js';
import { checkGone, findingOf } from './check.rules.js';
import type { CheckState } from './check.state.js';

/** Opens the finding again whose issue is taken up again (检查发现重新整改); given by a policy, never by people [C3.16]. */
export const reopenCheckFinding = command({
  name: 'ReopenCheckFinding',
  title: { zh: '检查发现重新整改', en: 'Reopen check finding' },
  clauses: ['C3.16'],
  schema: z.strictObject({ issue: id() }),
  allow: role('system').at('anywhere'),
  decide: ({ issue }, state: CheckState, facts) => {
    const refused = checkGone(state);
    if (refused !== undefined) return refused;
    const finding = findingOf(state, issue, { closed: true });
    if (finding === undefined) return reject(FINDING_NOT_CLOSED, { issue });
    return [checkEvents.CheckFindingReopened({ finding, issue, on: facts.effectiveOn })];
  },
});
