import type { PetitionStage } from '@taizhang/contracts';
import type { Petition } from '@taizhang/issues-domain';
import type { SealedValue } from '@taizhang/views-port';

/** A text of the handling, and its day. */
export interface PetitionText {
  readonly on: string;
  readonly text: SealedValue | null;
}

/** An opinion (意见书): of the handling unit, of the review, of the recheck. */
export interface PetitionOpinion {
  readonly stage: PetitionStage;
  readonly unit: string;
  readonly outcome: string;
  readonly on: string;
  readonly overdue: boolean;
  readonly servedOn: string | null;
  readonly opinion: SealedValue | null;
}

/** What the petitioner thinks of an opinion. */
export interface PetitionRating {
  readonly stage: PetitionStage;
  readonly rating: string;
  readonly ratedAt: string;
  readonly comment: SealedValue | null;
}

/** A petition as it is worked on (信访台账). */
export interface PetitionRow extends Petition {
  readonly units: readonly string[];
  readonly form: string;
  readonly channel: string | null;
  readonly persons: number;
  readonly representatives: number;
  readonly named: boolean;
  readonly content: SealedValue | null;
  readonly names: SealedValue | null;
  readonly contact: SealedValue | null;
  readonly acceptedOn: string | null;
  readonly acceptedOverdue: boolean;
  readonly notAcceptedOn: string | null;
  readonly notAcceptedGround: string | null;
  readonly explanation: SealedValue | null;
  readonly finding: SealedValue | null;
  readonly extensionReason: SealedValue | null;
  readonly passedOn: readonly PetitionText[];
  readonly answers: readonly PetitionText[];
  readonly grounds: readonly PetitionText[];
  readonly hearings: readonly PetitionText[];
  readonly opinions: readonly PetitionOpinion[];
  readonly ratings: readonly PetitionRating[];
  readonly finalOn: string | null;
  readonly conclusion: SealedValue | null;
  readonly withdrawalReason: SealedValue | null;
}

/** A row before anything was told beyond the state. */
export const UNTOLD: Omit<PetitionRow, keyof Petition> = {
  units: [],
  form: '',
  channel: null,
  persons: 1,
  representatives: 0,
  named: false,
  content: null,
  names: null,
  contact: null,
  acceptedOn: null,
  acceptedOverdue: false,
  notAcceptedOn: null,
  notAcceptedGround: null,
  explanation: null,
  finding: null,
  extensionReason: null,
  passedOn: [],
  answers: [],
  grounds: [],
  hearings: [],
  opinions: [],
  ratings: [],
  finalOn: null,
  conclusion: null,
  withdrawalReason: null,
};
