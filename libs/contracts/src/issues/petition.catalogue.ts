/** What a petition (信访事项) is: opinion or suggestion 建议意见, accusation 检举控告, appeal for help 申诉求决. */
export const PETITION_KINDS = ['SUGGESTION', 'ACCUSATION', 'APPEAL'] as const;
export type PetitionKind = (typeof PETITION_KINDS)[number];

/** How it came: letter 来信, visit 走访, network 网络, telephone 电话. */
export const PETITION_FORMS = ['LETTER', 'VISIT', 'NETWORK', 'TELEPHONE'] as const;

/** States of a petition (domain §1.3); whether it is overdue is computed, never a state. */
export const PETITION_STATUSES = [
  'RECEIVED',
  'TRANSFERRED',
  'ASSIGNED',
  'OBJECTED',
  'ACCEPTED',
  'NOT_ACCEPTED',
  'CONCLUDED',
  'REVIEW_REQUESTED',
  'REVIEWED',
  'RECHECK_REQUESTED',
  'RECHECKED',
  'FINAL',
  'WITHDRAWN',
] as const;
export type PetitionStatus = (typeof PETITION_STATUSES)[number];

/** Passed on for handling 转送, or with a report of the result asked for 交办. */
export const TRANSFER_MODES = ['TRANSFER', 'ASSIGN'] as const;

/** Why a petition is not accepted (不予受理). */
export const NOT_ACCEPTED_GROUNDS = [
  'OTHER_POWERS',
  'STATUTORY_ROUTE',
  'SAME_MATTER_IN_TIME',
  'SAME_FACTS_FINAL',
  'NOT_CONCRETE',
] as const;

/** How the petitioner is told: in writing; exempt where name or address is unknown. */
export const PETITION_NOTICES = ['WRITTEN', 'EXEMPT'] as const;
export type PetitionNotice = (typeof PETITION_NOTICES)[number];

/** What the handling opinion (处理意见书) says: supported 支持, explained 解释说明, not supported 不支持. */
export const PETITION_OUTCOMES = ['SUPPORTED', 'EXPLAINED', 'NOT_SUPPORTED'] as const;

/** What a review (复查) or recheck (复核) comes to: upheld 维持, changed 变更, revoked 撤销. */
export const REVIEW_OUTCOMES = ['UPHELD', 'CHANGED', 'REVOKED'] as const;

/** Whose opinion it is: of the handling unit 办理, of the review 复查, of the recheck 复核. */
export const PETITION_STAGES = ['HANDLING', 'REVIEW', 'RECHECK'] as const;
export type PetitionStage = (typeof PETITION_STAGES)[number];

/** Why a matter is final (终结): rechecked, or nobody asked for more in time. */
export const FINAL_GROUNDS = ['RECHECKED', 'NO_REVIEW_REQUESTED', 'NO_RECHECK_REQUESTED'] as const;
export type FinalGround = (typeof FINAL_GROUNDS)[number];

/** How the petitioner rates the handling (满意度评价). */
export const PETITION_RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'NOT_SATISFIED'] as const;
