/** Ballots by grade. */
export interface Grades {
  readonly good: number;
  readonly fairlyGood: number;
  readonly average: number;
  readonly poor: number;
}

/** The share of 好 and 较好 under one counting rule. */
export interface Share {
  readonly basis: string;
  readonly numerator: number;
  readonly denominator: number;
  /** As it is shown, by the display rule of policy 3; the server computes it. */
  readonly hundredths: number | null;
  readonly below: boolean | null;
}

/** A ballot round. */
export interface RoundDoc {
  readonly object: string;
  readonly status: string;
  /** How many one-time codes were handed out. */
  readonly codes: number;
  readonly issued: number | null;
  readonly valid: number | null;
  readonly verdict: string | null;
  readonly sensitive?: boolean;
  readonly voided?: string;
  readonly tally?: {
    readonly returned: number;
    readonly spoiled: number;
    readonly abstained: number;
    readonly grades: Grades;
    readonly shares: readonly Share[];
    readonly policy: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

/** What became of the criticism of an object. */
export interface CriticismDoc {
  readonly assessment: { readonly finding: string; readonly proposes: boolean } | null;
  readonly proposals: number;
  readonly status: string;
  readonly requirements: readonly string[];
  readonly met: boolean;
}

/** An evaluation as the view `evaluations` shows it. */
export interface EvaluationDoc {
  readonly evaluation: string;
  readonly unit: string;
  readonly stage: string;
  readonly status: string;
  readonly convenedOn: string;
  readonly finishedOn: string | null;
  readonly roster: number | null;
  readonly block: string;
  readonly sensitive: boolean;
  readonly meetingOn: string | null;
  readonly heldOn: string | null;
  readonly objects: Readonly<
    Record<string, { readonly kind: string; readonly person: string | null; readonly deferred: boolean }>
  >;
  readonly rounds: Readonly<Record<string, RoundDoc>>;
  readonly criticisms: Readonly<Record<string, CriticismDoc>>;
  readonly blocks: Readonly<Record<string, string>>;
  readonly assessments: Readonly<
    Record<string, { readonly valid: number; readonly commenters: number; readonly reporters: number }>
  >;
  readonly votes: Readonly<Record<string, VoteDoc>>;
}

/** Open rounds for which no codes were handed out yet: a round has its codes once. */
export function roundsWithoutCodes({ rounds }: Pick<EvaluationDoc, 'rounds'>): readonly string[] {
  return Object.entries(rounds).flatMap(([round, { status, codes }]) =>
    status === 'OPEN' && codes === 0 ? [round] : [],
  );
}

/** A committee's vote: of whom it consists, and how they voted. */
export interface VoteDoc {
  readonly on: string;
  readonly members: number;
  readonly inFavour: number;
  readonly against: number;
  readonly abstained: number;
}

/** How far the matter of an object has come. */
export type ChainStep = 'tally' | 'assessment' | 'proposal' | 'vote' | 'notice' | 'block' | 'lift';

/** The steps from tally to lift, each done or not (办理链条). */
export function chainOf(
  doc: EvaluationDoc,
  object: string,
): readonly { readonly step: ChainStep; readonly done: boolean }[] {
  const criticism = doc.criticisms[object];
  const block = doc.blocks[object];
  const certified = Object.values(doc.rounds).some((round) => round.object === object && round.status === 'CERTIFIED');
  return [
    { step: 'tally', done: certified },
    { step: 'block', done: block !== undefined },
    { step: 'assessment', done: criticism !== undefined && criticism.assessment !== null },
    { step: 'proposal', done: (criticism?.proposals ?? 0) > 0 },
    { step: 'vote', done: doc.votes[object] !== undefined },
    { step: 'notice', done: criticism?.status === 'NOTIFIED' },
    { step: 'lift', done: block === 'LIFTED' },
  ];
}
