/** Objects of evaluation (评议对象): the leading group 领导班子, and each leading cadre 领导干部 by himself [C5.11]. */
export const EVALUATION_OBJECTS = ['GROUP', 'PRINCIPAL', 'CADRE'] as const;
export type EvaluationObject = (typeof EVALUATION_OBJECTS)[number];

/** Where the share of 好 and 较好 stands to the line: strictly below, exactly at, above [C5.13]. */
export const VERDICTS = ['BELOW', 'AT', 'ABOVE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What an online ballot says: one of the four grades, or nothing (弃权). It cannot be spoiled: there is one mark or none. */
export const BALLOT_MARKS = ['GOOD', 'FAIRLY_GOOD', 'AVERAGE', 'POOR', 'BLANK'] as const;
export type BallotMark = (typeof BALLOT_MARKS)[number];

/** Why a round is void (作废): more ballots back than were handed out, too few attended, none of them counts, irregular. */
export const VOID_REASONS = ['OVER_RETURNED', 'NO_QUORUM', 'NO_BALLOT_COUNTS', 'IRREGULAR'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** The office's finding on 群众反映意见比较多 [C5.14]. */
export const OPINION_FINDINGS = ['MANY', 'NOT_MANY'] as const;
export type OpinionFinding = (typeof OPINION_FINDINGS)[number];

/** Why a committee did not adopt a proposal: neither side had a majority, or the majority was against it (policies 10, 14). */
export const NOT_ADOPTED_GROUNDS = ['NO_MAJORITY', 'REJECTED'] as const;

/** Since when the summary meeting is blocked: a certified tally below the line, or adopted criticism (policy 10). */
export const BLOCK_GROUNDS = ['TALLY_BELOW_LINE', 'CRITICISM'] as const;

/** Why a block ended: requirements met, no proposal was made, the committee rejected the proposal (policies 10, 12). */
export const LIFT_GROUNDS = ['REQUIREMENTS_MET', 'NO_PROPOSAL', 'REJECTED'] as const;
export type LiftGround = (typeof LIFT_GROUNDS)[number];

/** What a comment (意见) is: criticism, a suggestion, approval. */
export const SENTIMENTS = ['NEGATIVE', 'SUGGESTION', 'POSITIVE'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** What becomes of a comment [C5.10]: a new issue, a reference to one that there is, an answer with its reason. */
export const TRIAGE_OUTCOMES = ['RAISED', 'LINKED', 'ANSWERED'] as const;
export type TriageOutcome = (typeof TRIAGE_OUTCOMES)[number];

/** 好干部标准 [C1.3.i]: 信念坚定、为民服务、勤政务实、敢于担当、清正廉洁. */
export const GOOD_CADRE_STANDARDS = ['CONVICTION', 'SERVICE', 'DILIGENCE', 'RESPONSIBILITY', 'INTEGRITY'] as const;

/** How duty was performed on one standard (履职评价). */
export const PERFORMANCE_RATINGS = ['OUTSTANDING', 'SATISFACTORY', 'WEAK'] as const;
