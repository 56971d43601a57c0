import { useQuery } from '@tanstack/react-query';
import { send } from '../api/client.js';
import { apiPathOf, type RecordAddress } from '../api/declarations.js';
import { allSteps, contextKey, queryString } from '../api/queries.js';
import { askedBy, type Moment } from './moments.js';

/** Where a step stands in both times; of one above the reader's clearance only its index is told. */
export interface StepAddress {
  readonly idx: number;
  readonly time?: string;
  readonly effectiveOn?: string;
}

/** A value that is another than before. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A value of a policy in force, and whose edition it is. */
export interface PolicyUsed {
  readonly value: unknown;
  readonly unit?: string;
  readonly policy?: string;
  readonly edition?: number;
}

/** What a decision relied on beside its record. */
export interface ReliedOn {
  /** The appointment or delegation that was used. */
  readonly power?: unknown;
  readonly consulted?: readonly { readonly origin: string; readonly size: number }[];
}

/** A step of a record as the API tells it. */
export interface ReplayStep extends StepAddress {
  readonly clr: number;
  readonly rev?: number;
  readonly id?: string;
  readonly type?: string;
  readonly clauses?: readonly string[];
  readonly actor?: { readonly id: string; readonly role: string };
  readonly reliedOn?: ReliedOn | null;
  readonly policy?: Readonly<Record<string, PolicyUsed>>;
  readonly facts?: unknown;
  readonly outcome?: unknown;
  readonly changes?: readonly Change[] | null;
}

/** How a record stood. */
export interface StateThen {
  readonly state: unknown;
  readonly withheld: boolean;
}

/** How a record came to be. */
export function useReplay(record: RecordAddress) {
  return useQuery({
    queryKey: [...contextKey(record.context), 'replay', record],
    queryFn: () => allSteps<ReplayStep>(record, 'replay'),
    retry: false,
  });
}

/** How it stood at a moment. */
export function useStateThen(record: RecordAddress, moment: Moment | undefined) {
  return useQuery({
    queryKey: [...contextKey(record.context), 'state', record, moment],
    queryFn: () =>
      send<StateThen>(`${apiPathOf(record)}/state${queryString(moment === undefined ? {} : askedBy(moment))}`),
    enabled: moment !== undefined,
    retry: false,
  });
}

/** What differs between two moments. */
export function useComparison(record: RecordAddress, from: Moment | undefined, to: Moment | undefined) {
  return useQuery({
    queryKey: [...contextKey(record.context), 'compare', record, from, to],
    queryFn: () =>
      send<{ readonly changes: readonly Change[] }>(
        `${apiPathOf(record)}/compare${queryString({
          ...(from !== undefined && askedBy(from, 'from')),
          ...(to !== undefined && askedBy(to, 'to')),
        })}`,
      ),
    enabled: from !== undefined && to !== undefined,
    retry: false,
  });
}
