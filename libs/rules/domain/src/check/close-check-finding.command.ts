import { command, date, id, reject, role } from '@taizhang/kernel';
import { checkEvents } from '@taizhang/contracts';
import { z } from 'zod';
import { FINDING_NOT_OPEN } from './check.rejections.js';
import { checkGone, findingOf } from './check.rules.js';
import type { CheckState } from './check.state.js';

/** Closes the finding whose issue was closed (检查发现办结), on the day of that; given by a policy, never by people [C3.16]. */
export const closeCheckFinding = command({
  name: 'CloseCheckFinding',
  title: { zh: '检查发现办结', en: 'Close check finding' },
  clauses: ['C3.16'],
  schema: z.strictObject({ issue: id(), on: date().nullable().default(null) }),
  allow: role('system').at('anywhere'),
  decide: ({ issue, on }, state: CheckState, facts) => {
    const refused = checkGone(state);
    if (refused !== undefined) return refused;
    const finding = findingOf(state, issue, { closed: false });
    if (finding === undefined) return reject(FINDING_NOT_OPEN, { issue });
    return [checkEvents.CheckFindingClosed({ finding, issue, on: on ?? facts.effectiveOn })];
  },
});
