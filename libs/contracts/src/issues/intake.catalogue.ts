/** What a report without account is about: 意见建议, 问题反映, 检举控告. */
export const INTAKE_KINDS = ['SUGGESTION', 'PROBLEM', 'MISCONDUCT'] as const;

/** Who is asked to handle what the discipline office does not: petition office 信访, superior organisation 上级组织, judicial organ 司法机关. */
export const INTAKE_ORGANS = ['PETITION_OFFICE', 'SUPERIOR_ORGANISATION', 'JUDICIAL_ORGAN'] as const;

/** How a report ends: answered 已答复, taken up 已立项, passed on 已移送, nothing to be found out 无法核查, repeated 重复反映. */
export const INTAKE_OUTCOMES = ['ANSWERED', 'RAISED', 'TRANSFERRED', 'NOT_VERIFIABLE', 'REPEATED'] as const;

/** Where a report stands. */
export const INTAKE_STATUSES = ['RECEIVED', 'IN_HAND', 'CLOSED'] as const;
export type IntakeStatus = (typeof INTAKE_STATUSES)[number];
