import { command, id, reject, role, text, unitReference } from '@taizhang/kernel';
import { addDays } from '@taizhang/calendar';
import { JOINT_MODES, jointItemEvents, policiesOf, underPolicies, unitKeyOf } from '@taizhang/contracts';
import { z } from 'zod';
import { UNIT_UNKNOWN } from '../issue/issue.rejections.js';
import { JOINT_ISSUE_NOT_OPEN, JOINT_ITEM_ALREADY_IDENTIFIED, SUPERIOR_NOT_ABOVE } from './joint-item.rejections.js';
import { ISSUE_STATUS_FACT, pathIn } from './joint-item.rules.js';
import type { JointItemState } from './joint-item.state.js';

const CLOSED: readonly unknown[] = ['CLOSED', 'WITHDRAWN', 'MERGED', 'REFERRED', 'NOT_ADOPTED'];

/**
 * Identifies an issue as one that superior and subordinate rectify together (梳理联动事项), with its analysis and the mode that is
 * proposed: the superior confirms it [C6.11, policy 39].
 */
export const identifyJointItem = command({
  name: 'IdentifyJointItem',
  title: { zh: '梳理联动事项', en: 'Identify joint item' },
  clauses: ['C6.11'],
  schema: z.strictObject({
    issue: id(),
    mode: z.enum(JOINT_MODES),
    /** Unit above, which acts here by being named. */
    superior: unitReference(),
    /** The bureau of the ledger, or one of its branches. */
    unit: unitReference(),
    analysis: text(),
  }),
  allow: role('branch-secretary', 'campaign-office').at('unit-or-superior'),
  judgedAt: ({ unit }) => [unit],
  needs: ({ issue, superior, unit }, { bureau }) => ({
    ...policiesOf(bureau, ['joint.claimDays']),
    issue: { fact: ISSUE_STATUS_FACT, key: `${bureau}/${issue}` },
    superior: { fact: 'organization.unit-path', key: unitKeyOf(bureau, superior) },
    subordinate: { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) },
  }),
  decide: (input, state: JointItemState, facts, { bureau, id: item }) => {
    if (state.kind !== 'none') return reject(JOINT_ITEM_ALREADY_IDENTIFIED);
    const { issue, mode, analysis } = input;
    const [subordinate, ...above] = pathIn(facts.needs['subordinate']);
    if (subordinate === undefined || (subordinate !== bureau && !subordinate.startsWith(`${bureau}/`)))
      return reject(UNIT_UNKNOWN, { units: [input.unit] });
    const [superior, escalatesTo = superior] = pathIn(facts.needs['superior']);
    if (superior === undefined || escalatesTo === undefined) return reject(UNIT_UNKNOWN, { units: [input.superior] });
    if (!above.includes(superior)) return reject(SUPERIOR_NOT_ABOVE, { superior, subordinate });
    const status = facts.needs['issue'] ?? null;
    if (status === null || CLOSED.includes(status)) return reject(JOINT_ISSUE_NOT_OPEN, { issue });
    return underPolicies(facts, ['joint.claimDays'], ({ policy, record }) => {
      const { effectiveOn: identifiedOn } = facts;
      const escalatesOn = mode === 'SUPERIOR_FIRST' ? addDays(identifiedOn, policy['joint.claimDays']) : null;
      const told = { item, issue, mode, superior, subordinate, identifiedOn, escalatesOn, escalatesTo };
      return [jointItemEvents.JointItemIdentified({ ...told, policy: record, analysis })];
    });
  },
});
