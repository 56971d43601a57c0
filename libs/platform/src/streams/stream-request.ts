import { clauseOf } from '@taizhang/contracts';
import { isInstant, isLedgerId, type Instant } from '@taizhang/kernel';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { invalidParameter, oneValueOf, valuesOf, type QueryString } from '../asking/view-parameters.js';
import { unpackPositions, type StreamPositions } from './stream-position.js';

/** Parameters of a stream. */
export const STREAM_PARAMETERS = ['from', 'follow', 'type', 'bureau', 'clause', 'time.from', 'time.to'] as const;
/** Most values of one parameter. */
export const MAX_FILTER_VALUES = 200;

/** Which leaves are wanted. Those above the reader's clearance pass every filter but that by time: no filter tells what they are. */
export interface StreamFilter {
  /** None = all. */
  readonly types: ReadonlySet<string>;
  readonly clauses: ReadonlySet<string>;
  /** By recording time, both inclusive. */
  readonly timeFrom?: Instant;
  readonly timeTo?: Instant;
}

/** A stream that is asked for. */
export interface StreamRequest {
  readonly context: string;
  readonly bureaus: readonly string[];
  readonly filter: StreamFilter;
  /** From the first leaf, from the present end, or behind what an earlier stream had given. */
  readonly from: 'start' | 'end' | StreamPositions;
  /** Whether it goes on with what is recorded later. */
  readonly follow: boolean;
}

/**
 * Reads what a stream is asked for. A reader that comes back says by `Last-Event-ID` where it was, whatever its address says.
 * @param isKnown whether an event type can be in the context's ledgers
 * @throws {@link ProblemError} `PARAMETER_INVALID`, `HEADER_INVALID`
 */
export function readStreamRequest(
  context: string,
  query: QueryString,
  lastEventId: string | undefined,
  isKnown: (type: string) => boolean,
): StreamRequest {
  const unknown = Object.keys(query).find((name) => !STREAM_PARAMETERS.some((parameter) => parameter === name));
  if (unknown !== undefined) throw invalidParameter(unknown);
  const many = (name: string, holds: (value: string) => boolean): readonly string[] => {
    const values = valuesOf(query, name);
    if (values.length > MAX_FILTER_VALUES || !values.every(holds)) throw invalidParameter(name);
    return values;
  };
  const timeFrom = instantIn(query, 'time.from');
  const timeTo = instantIn(query, 'time.to');
  if (timeFrom !== undefined && timeTo !== undefined && timeFrom > timeTo) throw invalidParameter('time.to');
  return {
    context,
    bureaus: many('bureau', (bureau) => isLedgerId(`${context}/${bureau}`)),
    filter: {
      types: new Set(many('type', isKnown)),
      clauses: new Set(many('clause', (id) => clauseOf(id) !== undefined)),
      ...(timeFrom !== undefined && { timeFrom }),
      ...(timeTo !== undefined && { timeTo }),
    },
    from: startOf(context, oneValueOf(query, 'from'), lastEventId),
    follow: followOf(oneValueOf(query, 'follow')),
  };
}

function startOf(context: string, from: string | undefined, lastEventId: string | undefined): StreamRequest['from'] {
  if (lastEventId !== undefined && lastEventId !== '') {
    const positions = unpackPositions(context, lastEventId);
    if (positions === undefined) throw new ProblemError(PROBLEMS.headerInvalid, { header: 'Last-Event-ID' });
    return positions;
  }
  if (from === undefined || from === 'start') return 'start';
  if (from === 'end') return 'end';
  const positions = unpackPositions(context, from);
  if (positions === undefined) throw invalidParameter('from');
  return positions;
}

function followOf(follow: string | undefined): boolean {
  if (follow !== undefined && follow !== 'true' && follow !== 'false') throw invalidParameter('follow');
  return follow !== 'false';
}

function instantIn(query: QueryString, name: string): Instant | undefined {
  const text = oneValueOf(query, name);
  if (text !== undefined && !isInstant(text)) throw invalidParameter(name);
  return text;
}
