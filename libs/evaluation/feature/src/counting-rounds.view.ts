import type { JsonObject } from '@taizhang/kernel';
import { evaluationEvents, type EvaluationObject } from '@taizhang/contracts';
import type { Round } from '@taizhang/evaluation-domain';
import { projection, view, type ProjectedEvent, type SealedValue } from '@taizhang/views-port';

/** A ballot round as its tellers see it: who has counted and who has signed, and not one figure of what was counted. */
export interface CountingRound extends Pick<Round, 'object' | 'tellers' | 'status' | 'codes' | 'paper' | 'signed'> {
  /** The online ballots were opened: before, nobody signs. */
  readonly boxOpened: boolean;
  /** Tellers who have entered their count. */
  readonly entered: readonly string[];
  /** Events that opened the round, closed it and certified its tally: what withdraws one of them names it. */
  readonly openedBy: string;
  readonly closedBy: string | null;
  readonly certifiedBy: string | null;
}

/** The ballot rounds of an evaluation, to be counted. */
export interface CountingRow {
  readonly evaluation: string;
  readonly unit: string;
  readonly stage: string;
  readonly convenedOn: string;
  readonly unitName: SealedValue | null;
  readonly objects: Readonly<
    Record<
      string,
      { readonly kind: EvaluationObject; readonly person: string | null; readonly name: SealedValue | null }
    >
  >;
  readonly rounds: Readonly<Record<string, CountingRound>>;
  /** Whoever counts in one of the rounds. */
  readonly tellers: readonly string[];
}

type Row = CountingRow & JsonObject;
const {
  BriefingConvened,
  BriefingWithdrawn,
  BallotRoundOpened,
  BallotRoundWithdrawn,
  BallotCodesIssued,
  BallotRoundClosed,
  BallotRoundCloseWithdrawn,
  BallotsOpened,
  BallotsCounted,
  TallySigned,
  TallyCertified,
  TallyVoided,
  TallyWithdrawn,
} = evaluationEvents.definitions;

const keys = (_data: unknown, { stream }: ProjectedEvent): readonly string[] => [stream.slice('evaluation/'.length)];

function withRounds(row: Row | null, change: (rounds: CountingRow['rounds']) => CountingRow['rounds']): Row | null {
  if (row === null) return null;
  const rounds = change(row.rounds);
  const tellers = [...new Set(Object.values(rounds).flatMap((round) => round.tellers))].sort();
  const changed: CountingRow = { ...row, rounds, tellers };
  return changed as Row; // holds JSON only
}

/** Changes the rounds that are meant: the one of an id, or the one that an act was about which was withdrawn. */
function onRounds(
  row: Row | null,
  meant: (round: CountingRound, id: string) => boolean,
  change: (round: CountingRound) => Partial<CountingRound>,
): Row | null {
  return withRounds(row, (rounds) =>
    Object.fromEntries(
      Object.entries(rounds).map(([id, round]) => [id, meant(round, id) ? { ...round, ...change(round) } : round]),
    ),
  );
}

const onRound = (row: Row | null, round: string, change: (round: CountingRound) => Partial<CountingRound>) =>
  onRounds(row, (_round, id) => id === round, change);
const together = (tellers: readonly string[], teller: string): readonly string[] => [...new Set([...tellers, teller])];

/**
 * The ballot rounds (计票) for those who count them: two tellers count without having seen each other's count [C5.12], so no figure of
 * a count, of the ballot box or of a result is kept here.
 */
export const countingRoundsView = view<Row>({
  name: 'counting-rounds',
  version: 1,
  context: 'evaluation',
  fields: { evaluation: 'keyword', unit: 'keyword', stage: 'keyword', tellers: 'keywords', convenedOn: 'date' },
  on: {
    [BriefingConvened.type]: projection(BriefingConvened, {
      keys,
      project: (_row: Row | null, { evaluation, unit, stage, on, objects }, { sealed }) => {
        const named = objects.map(({ object, kind, person }, i) => {
          const name = sealed[`objects.${String(i)}.name`] ?? null;
          return [object, { kind, person, name }] as const;
        });
        const convened: CountingRow = {
          evaluation,
          unit,
          stage,
          convenedOn: on,
          unitName: sealed['unitName'] ?? null,
          objects: Object.fromEntries(named),
          rounds: {},
          tellers: [],
        };
        return convened as Row; // holds JSON only
      },
    }),
    [BriefingWithdrawn.type]: projection(BriefingWithdrawn, { keys, project: (): Row | null => null }),
    [BallotRoundOpened.type]: projection(BallotRoundOpened, {
      keys,
      project: (row: Row | null, { round, object, tellers }, { meta }) =>
        withRounds(row, (rounds) => ({
          ...rounds,
          [round]: {
            object,
            tellers,
            status: 'OPEN',
            codes: 0,
            paper: null,
            boxOpened: false,
            entered: [],
            signed: [],
            openedBy: meta.id,
            closedBy: null,
            certifiedBy: null,
          },
        })),
    }),
    [BallotRoundWithdrawn.type]: projection(BallotRoundWithdrawn, {
      keys,
      project: (row: Row | null, { event }) =>
        withRounds(row, (rounds) =>
          Object.fromEntries(Object.entries(rounds).filter(([, { openedBy }]) => openedBy !== event)),
        ),
    }),
    [BallotCodesIssued.type]: projection(BallotCodesIssued, {
      keys,
      project: (row: Row | null, { round, number }) => onRound(row, round, () => ({ codes: number })),
    }),
    [BallotRoundClosed.type]: projection(BallotRoundClosed, {
      keys,
      project: (row: Row | null, { round, paper }, { meta }) =>
        onRound(row, round, () => ({ status: 'CLOSED', paper, closedBy: meta.id })),
    }),
    [BallotRoundCloseWithdrawn.type]: projection(BallotRoundCloseWithdrawn, {
      keys,
      project: (row: Row | null, { event }) =>
        onRounds(
          row,
          ({ closedBy }) => closedBy === event,
          () => ({ status: 'OPEN', paper: null, closedBy: null }),
        ),
    }),
    [BallotsOpened.type]: projection(BallotsOpened, {
      keys,
      project: (row: Row | null, { round }) => onRound(row, round, () => ({ boxOpened: true })),
    }),
    [BallotsCounted.type]: projection(BallotsCounted, {
      keys,
      project: (row: Row | null, { round, teller }) =>
        // whoever enters anew takes back what was signed
        onRound(row, round, ({ entered }) => ({ entered: together(entered, teller), signed: [] })),
    }),
    [TallySigned.type]: projection(TallySigned, {
      keys,
      project: (row: Row | null, { round, teller }) =>
        onRound(row, round, ({ signed }) => ({ signed: together(signed, teller) })),
    }),
    [TallyCertified.type]: projection(TallyCertified, {
      keys,
      project: (row: Row | null, { round, tellers }, { meta }) =>
        onRound(row, round, ({ signed }) => ({
          status: 'CERTIFIED',
          signed: tellers.reduce(together, signed), // the second signature is this event itself
          certifiedBy: meta.id,
        })),
    }),
    [TallyVoided.type]: projection(TallyVoided, {
      keys,
      project: (row: Row | null, { round }) => onRound(row, round, () => ({ status: 'VOID' })),
    }),
    [TallyWithdrawn.type]: projection(TallyWithdrawn, {
      keys,
      project: (row: Row | null, { event }) =>
        onRounds(
          row,
          ({ certifiedBy }) => certifiedBy === event,
          ({ signed }) => ({ status: 'CLOSED', signed: signed.slice(0, 1), certifiedBy: null }),
        ),
    }),
  },
});
