/** How superior and subordinate rectify together (联动方式): 上级主动认领, 下级主动解决, 上下共同拿方案 [C6.12–C6.14]. */
export const JOINT_MODES = ['SUPERIOR_FIRST', 'SUBORDINATE_FIRST', 'COMMON_PLAN'] as const;
export type JointMode = (typeof JOINT_MODES)[number];

/** The two units that a joint item names: 上级, 下级. */
export const JOINT_SIDES = ['SUPERIOR', 'SUBORDINATE'] as const;
export type JointSide = (typeof JOINT_SIDES)[number];

/** States of a joint item (联动事项). */
export const JOINT_STATUSES = [
  'IDENTIFIED',
  'CLAIMED',
  'PLAN_PROPOSED',
  'PLAN_REJECTED',
  'PLAN_AGREED',
  'SOLVED',
  'CLOSED',
  'WITHDRAWN',
] as const;
export type JointStatus = (typeof JOINT_STATUSES)[number];
