import { deadline } from '@taizhang/kernel';
import type { jointItemEvents } from '@taizhang/contracts';
import { jointItem, type JointItemState } from '@taizhang/issues-domain';

/** What its superior has not claimed by the policy's days goes further up by itself (逾期未认领自动升级) [C6.12]. */
export const unclaimedJointItems = deadline<JointItemState, typeof jointItemEvents>({
  name: 'escalate-unclaimed-joint-items',
  version: 1,
  clauses: ['C6.12'],
  aggregate: jointItem,
  command: 'EscalateJointItem',
  due: (state) => (state.kind === 'none' ? null : state.claim),
});
