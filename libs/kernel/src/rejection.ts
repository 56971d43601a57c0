/** Why a rejection happened, as HTTP sees it: the state forbids it (409), the content does (422), not allowed (403), not yet (503). */
export type RejectionKind = 'conflict' | 'invalid' | 'forbidden' | 'unavailable';

/** A stable code such as `SELF_REVIEW`; once released it keeps its meaning. */
export type RejectionCode = string;

/** One sentence for people, in both languages of the product. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** What a code of rejection means: declared once per context and turned into problem+json by the platform. */
export interface RejectionDefinition {
  readonly code: RejectionCode;
  readonly kind: RejectionKind;
  /** The clause it enforces (`clauses.tsv`), if any. */
  readonly clause?: string;
  readonly sentence: Sentence;
}

const REJECTION: unique symbol = Symbol('rejection');

/** A decision not to act: a value, never an exception (design §5). */
export interface Rejection {
  readonly [REJECTION]: true;
  readonly definition: RejectionDefinition;
  /** Open facts that say what exactly was wrong: ids, codes, counts. Never free text or personal data. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Declares a code of rejection. The sentence is what a clerk reads. */
export function rejection(definition: RejectionDefinition): RejectionDefinition {
  return definition;
}

/** Refuses a command. */
export function reject(definition: RejectionDefinition, details?: Rejection['details']): Rejection {
  return details === undefined ? { [REJECTION]: true, definition } : { [REJECTION]: true, definition, details };
}

/** @returns whether a decision is a rejection. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && REJECTION in value;
}
