import { createHash } from 'node:crypto';
import type { LedgerId } from '@taizhang/kernel';
import { BALLOT_MARKS, SENTIMENTS, type BallotMark, type Sentiment } from '@taizhang/contracts';
import type { BoxId } from '@taizhang/ballots-port';
import { canonicalize } from '@taizhang/ledger';

/** A comment that is given with a ballot. */
export interface BallotComment {
  readonly sentiment: Sentiment;
  readonly content: string;
}

/** A ballot (选票) as the voter fills it in: one mark, and whatever is written beside it. */
export interface Ballot {
  readonly mark: BallotMark;
  readonly comment: BallotComment | null;
}

const SEPARATOR = '\n';

/** The ballot box of a round. */
export function boxOf(ledger: LedgerId, evaluation: string, round: string): BoxId {
  return {
    ledger,
    name: createHash('sha256')
      .update(canonicalize([evaluation, round]))
      .digest('hex'),
  };
}

/** A ballot as the box takes it: a comment may be of any characters, and comes last. */
export function encodeBallot({ mark, comment }: Ballot): string {
  return [mark, ...(comment === null ? [] : [comment.sentiment, comment.content])].join(SEPARATOR);
}

/** The reverse of {@link encodeBallot}. @throws TypeError where the text is none */
export function decodeBallot(text: string): Ballot {
  const [first, second, ...rest] = text.split(SEPARATOR);
  const mark = BALLOT_MARKS.find((one) => one === first);
  const sentiment = SENTIMENTS.find((one) => one === second);
  if (mark === undefined || (second !== undefined && sentiment === undefined))
    throw new TypeError('what lies in the box is no ballot');
  return { mark, comment: sentiment === undefined ? null : { sentiment, content: rest.join(SEPARATOR) } };
}
