/** How the carrying out of a norm is checked (检查方式) [C3.14]: 自查, 抽查, 督查. */
export const CHECK_MODES = ['SELF_CHECK', 'SPOT_CHECK', 'SUPERVISION'] as const;
export type CheckMode = (typeof CHECK_MODES)[number];

/** How a check stands: planned, performed, withdrawn. */
export const CHECK_STATUSES = ['PLANNED', 'PERFORMED', 'WITHDRAWN'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** How samples are drawn; see `drawnSample`. Another way of drawing is another name. */
export const SAMPLING_METHODS = ['SHUFFLE_1'] as const;
