/** What a voter may say besides the mark, as the form has it. */
export interface Said {
  readonly sentiment?: string;
  readonly content?: string;
}

/** Something was written, and not of which kind it is: the ballot cannot be cast without losing it. */
export function lacksSentiment({ sentiment, content = '' }: Said): boolean {
  return sentiment === undefined && content.trim() !== '';
}

/** The comment as a ballot carries it; none where nothing was written. */
export function commentOf({ sentiment, content = '' }: Said): Required<Said> | null {
  return sentiment === undefined || content.trim() === '' ? null : { sentiment, content };
}
