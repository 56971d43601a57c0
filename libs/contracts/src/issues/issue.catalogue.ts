/** Where an issue comes from (问题来源; domain §1.2). */
export const ISSUE_SOURCES = [
  'MASS_OPINION',
  'SELF_EXAM',
  'DEMOCRATIC_LIFE_MEETING',
  'ORG_LIFE_MEETING',
  'SUPERIOR',
  'SUPERVISION_GROUP',
  'NETIZEN',
  'REPORT',
  'ONLINE_OPINION',
  'PETITION',
  'NETWORK',
  'TELEPHONE',
  'NORM_CHECK',
  'EVALUATION_FEEDBACK',
  'LOOK_BACK',
  'DELEGATE_STUDIO',
  'INSPECTION',
  'AUDIT',
] as const;
export type IssueSource = (typeof ISSUE_SOURCES)[number];

/** Sources that must name the material or meeting record they come from [C1.0.c, C1.0.d]. */
export const SOURCES_WITH_RECORD: readonly IssueSource[] = ['SELF_EXAM', 'DEMOCRATIC_LIFE_MEETING', 'ORG_LIFE_MEETING'];

/** The four winds (四风) [C1.0.f]. */
export const WINDS = ['FORMALISM', 'BUREAUCRATISM', 'HEDONISM', 'EXTRAVAGANCE'] as const;

/** The five classes of problems with their letters [C1.1.b–k]. */
export const ISSUE_CLASSES = ['1', '2a', '2b', '3a', '3b', '3c', '3d', '3e', '4', '5'] as const;
export type IssueClass = (typeof ISSUE_CLASSES)[number];

/** Kinds of rectification: at once 立行立改, by a date 限期整改, continuous 长期坚持 (domain §1.1). */
export const RECTIFICATION_KINDS = ['AT_ONCE', 'BY_DATE', 'CONTINUOUS'] as const;

/** Nature of the cause: a systemic one asks for a norm [C3.12]. */
export const CAUSE_NATURES = ['INDIVIDUAL', 'SYSTEMIC'] as const;

/** States of an issue (domain §1.3); lights are computed, never stored. */
export const ISSUE_STATUSES = [
  'RAISED',
  'TRIAGED',
  'ASSIGNED',
  'MEASURES_SET',
  'IN_RECTIFICATION',
  'SUBMITTED',
  'RETURNED',
  'CLOSED',
  'REOPENED',
  'LONG_TERM',
  'SUSPENDED',
  'MERGED',
  'REFERRED',
  'NOT_ADOPTED',
  'WITHDRAWN',
] as const;
export type IssueStatus = (typeof ISSUE_STATUSES)[number];

/** How a reply reached the one who raised the matter. */
export const REPLY_CHANNELS = [
  'IN_PERSON',
  'LETTER',
  'TELEPHONE',
  'NETWORK',
  'MEETING',
  'RECEIPT_CODE',
  'COLLECTIVE',
] as const;

/** Attitude of the one who raised the matter towards the reply: recorded, never a gate (policy 42). */
export const REPLY_ATTITUDES = ['SATISFIED', 'BASICALLY_SATISFIED', 'NOT_SATISFIED', 'NOT_STATED'] as const;

/** Organs that a matter is referred to (移送): the discipline function, another organ, a superior. */
export const REFERRAL_ORGANS = ['DISCIPLINE', 'OTHER_ORGAN', 'SUPERIOR'] as const;

/** Why a closed issue is taken up again (重新整改). */
export const REOPENING_GROUNDS = ['LOOK_BACK', 'NEW_EVIDENCE', 'APPEAL'] as const;

/** Warning cards (黄牌、红牌): the second and the third notice after a slip. */
export const CARD_COLOURS = ['YELLOW', 'RED'] as const;

/** Whose self-check it is: a leading group's (领导班子) or a leading cadre's (领导干部) [C1.1.l]. */
export const SELF_CHECK_SUBJECTS = ['GROUP', 'CADRE'] as const;
