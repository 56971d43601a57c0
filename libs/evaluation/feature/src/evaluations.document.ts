import type { Evaluation, Round } from '@taizhang/evaluation-domain';
import type { JsonValue } from '@taizhang/kernel';
import type { SealedValue } from '@taizhang/views-port';

/** A round as its page shows it: with the certified tally under all four denominators, and the policy that judged it. */
export interface RoundRow extends Round {
  readonly openedOn?: string;
  readonly closedOn?: string;
  readonly certifiedOn?: string;
  readonly tally?: JsonValue;
  /** The denominators disagree about the line (policy 1). */
  readonly sensitive?: boolean;
  readonly voided?: string;
  readonly voidReason?: SealedValue | null;
}

/** A comprehensive assessment (综合评估): what was counted, and why the office found as it did. */
export interface AssessmentRow {
  readonly valid: number;
  readonly commenters: number;
  readonly reporters: number;
  readonly suggested: string;
  readonly reason: SealedValue | null;
  readonly dissent: SealedValue | null;
}

/** Why the summary meeting is blocked, if it is: the gravest of what stands. */
export type BlockStatus = 'NONE' | 'PROVISIONAL' | 'CONFIRMED';

/** An evaluation (民主评议) as decided, with what its page shows besides. */
export interface EvaluationRow extends Evaluation {
  readonly rounds: Readonly<Record<string, RoundRow>>;
  readonly block: BlockStatus;
  readonly sensitive: boolean;
  /** Day on which the last round was closed, once every object has its tally. */
  readonly finishedOn: string | null;
  readonly baselineOn: string | null;
  readonly baselineRecord: string | null;
  /** Name of the unit, and of those of its cadres whose name voters are shown, by object. */
  readonly unitName: SealedValue | null;
  readonly names: Readonly<Record<string, SealedValue | null>>;
  readonly approval: SealedValue | null;
  readonly attendance: JsonValue;
  readonly mass: number | null;
  readonly added: readonly string[];
  readonly rosterReason: SealedValue | null;
  /** The last assessment, by object. */
  readonly assessments: Readonly<Record<string, AssessmentRow>>;
  /** The last vote, by object. */
  readonly votes: Readonly<Record<string, JsonValue>>;
  readonly attended: number | null;
  readonly openBlocks: readonly string[];
  readonly summary: SealedValue | null;
  readonly override: SealedValue | null;
}

/** What the events say beyond what deciders know, before anything was said. */
export const UNTOLD = {
  block: 'NONE',
  sensitive: false,
  finishedOn: null,
  baselineOn: null,
  baselineRecord: null,
  unitName: null,
  names: {},
  approval: null,
  attendance: [],
  mass: null,
  added: [],
  rosterReason: null,
  assessments: {},
  votes: {},
  attended: null,
  openBlocks: [],
  summary: null,
  override: null,
} as const;

/** What blocks the summary meeting of an evaluation. */
export function blockOf({ blocks }: Evaluation): BlockStatus {
  const standing = Object.values(blocks);
  if (standing.includes('CONFIRMED')) return 'CONFIRMED';
  return standing.includes('PROVISIONAL') ? 'PROVISIONAL' : 'NONE';
}
