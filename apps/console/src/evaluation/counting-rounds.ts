import { bureauOf } from '../api/powers.js';
import type { Shown } from '../api/queries.js';

/** A ballot round as the view `counting-rounds` shows it to tellers: no figure of anybody's count. */
export interface CountingRoundDoc {
  readonly object: string;
  readonly tellers: readonly string[];
  readonly status: string;
  /** How many one-time codes were handed out, and how many paper ballots. */
  readonly codes: number;
  readonly paper: number | null;
  readonly entered: readonly string[];
  readonly signed: readonly string[];
}

/** An evaluation as the view `counting-rounds` shows it. */
export interface CountingDoc {
  readonly unit: string;
  readonly stage: string;
  readonly unitName: string | null;
  readonly objects: Readonly<
    Record<string, { readonly kind: string; readonly person: string | null; readonly name: string | null }>
  >;
  readonly rounds: Readonly<Record<string, CountingRoundDoc>>;
}

/** One teller's part in a round. */
export interface TellerPart {
  readonly teller: string;
  readonly mine: boolean;
  readonly entered: boolean;
  readonly signed: boolean;
}

/** A round as a line of the page. */
export interface CountingLine {
  readonly key: string;
  readonly bureau: string;
  readonly evaluation: string;
  readonly idx: number;
  readonly round: string;
  readonly doc: CountingDoc;
  readonly counted: CountingRoundDoc;
  /** The reader's own part first. */
  readonly parts: readonly TellerPart[];
  /** He who looks is one of its tellers. */
  readonly mine: boolean;
}

/** Whether the reader may still act in a round: in his own, until its tally is certified or void. */
export function mayStillCount({ mine, counted }: Pick<CountingLine, 'mine' | 'counted'>): boolean {
  return mine && (counted.status === 'OPEN' || counted.status === 'CLOSED');
}

/** The rounds of the evaluations that were found, those first in which the reader still has to count. */
export function countingLines(found: readonly Shown<CountingDoc>[], person: string): readonly CountingLine[] {
  const lines = found.flatMap(({ ledger, key, idx, doc }) =>
    Object.entries(doc.rounds).map(([round, counted]): CountingLine => {
      const [own, others] = [
        counted.tellers.filter((teller) => teller === person),
        counted.tellers.filter((teller) => teller !== person),
      ];
      const parts = [...own, ...others].map((teller) => ({
        teller,
        mine: teller === person,
        entered: counted.entered.includes(teller),
        signed: counted.signed.includes(teller),
      }));
      return {
        key: `${ledger}/${key}/${round}`,
        bureau: bureauOf({ ledger }),
        evaluation: key,
        idx,
        round,
        doc,
        counted,
        parts,
        mine: own.length > 0,
      };
    }),
  );
  return [...lines.filter(mayStillCount), ...lines.filter((line) => !mayStillCount(line))];
}
