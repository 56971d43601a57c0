/** Levels from which a campaign is prescribed (中央、省、市) [C0.2]. */
export const BASIS_LEVELS = ['CENTRAL', 'PROVINCE', 'CITY'] as const;
export type BasisLevel = (typeof BASIS_LEVELS)[number];

/** Contexts that say whether a stage may close (design §5). */
export const CLOSING_CONTEXTS = ['issues', 'evaluation'] as const;
export type ClosingContext = (typeof CLOSING_CONTEXTS)[number];

/** Why closing a stage was called off: by whoever asked for it, or because a context objected. */
export const CLOSE_WITHDRAWAL_GROUNDS = ['OFFICE', 'OBJECTION'] as const;
