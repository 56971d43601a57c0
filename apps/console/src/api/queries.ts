import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from './client.js';
import { apiPathOf, type RecordAddress } from './declarations.js';
import type { Power } from './powers.js';

/** Who is signed in. */
export interface Session {
  readonly account: string;
  readonly person: string;
  readonly mustChange: boolean;
  readonly until: string;
  readonly powers: readonly Power[];
}

/** A document of a view, as far as the reader may see it. */
export interface Shown<Doc> {
  readonly ledger: string;
  readonly key: string;
  readonly idx: number;
  readonly doc: Doc;
  readonly withheld: readonly string[];
  readonly erased: readonly string[];
}

/** A page of a view. */
export interface Page<Doc> {
  readonly items: readonly Shown<Doc>[];
  readonly next?: string;
  readonly total?: number;
  readonly facets?: Readonly<Record<string, readonly { readonly value: string | null; readonly count: number }[]>>;
}

/** An event on a timeline; above the reader's clearance only its place is told. */
export interface TimelineItem {
  readonly idx: number;
  readonly clr: number;
  readonly rev?: number;
  readonly id?: string;
  readonly type?: string;
  readonly schema?: number;
  readonly time?: string;
  readonly clauses?: readonly string[];
  readonly late?: { readonly effectiveOn: string; readonly reason: string | null };
  readonly actor?: { readonly id: string; readonly role: string };
  readonly data?: Readonly<Record<string, unknown>>;
  readonly withheld?: readonly string[];
  readonly erased?: readonly string[];
  readonly withdrawnBy?: { readonly event: string; readonly idx: number };
  readonly withdraws?: { readonly event: string; readonly idx: number };
}

/** Documents of any form. */
export type AnyDoc = Readonly<Record<string, unknown>>;
/** Parameters of a view's list; a list of values asks for any of them. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A query string: empty values are left out. */
export function queryString(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) if (one !== undefined && one !== '') query.append(name, String(one));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Most rows that a list for choosing asks for. */
export const MOST_CHOICES = 500;

/** Queries of one context, so that an act can make them anew. */
export const contextKey = (context: string) => ['context', context] as const;

/** Who is signed in. */
export function useSessionQuery() {
  return useQuery({
    queryKey: ['session'],
    queryFn: () => send<Session>('/api/session'),
    retry: false,
    staleTime: 60_000,
  });
}

/** A page of a view. */
export function fetchView<Doc>(context: string, view: string, parameters: Parameters = {}): Promise<Page<Doc>> {
  return send<Page<Doc>>(`/api/${context}/views/${view}${queryString(parameters)}`);
}

/** A page of a view, kept while the next is fetched. */
export function useView<Doc = AnyDoc>(
  context: string,
  view: string,
  parameters: Parameters = {},
  { enabled = true, everyMs = false }: { readonly enabled?: boolean; readonly everyMs?: number | false } = {},
) {
  return useQuery({
    queryKey: [...contextKey(context), 'view', view, parameters],
    queryFn: () => fetchView<Doc>(context, view, parameters),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: everyMs,
  });
}

/** One document of a view. */
export function useDocument<Doc = AnyDoc>(context: string, view: string, bureau: string, key: string) {
  return useQuery({
    queryKey: [...contextKey(context), 'document', view, bureau, key],
    queryFn: () => send<Shown<Doc>>(`/api/${context}/views/${view}/documents/${bureau}/${encodeURIComponent(key)}`),
  });
}

/** Numbers of a view by dimension. */
export function useCounters(context: string, view: string, counter: string, parameters: Parameters = {}) {
  return useQuery({
    queryKey: [...contextKey(context), 'counters', view, counter, parameters],
    queryFn: () =>
      send<Readonly<Record<string, number>>>(
        `/api/${context}/views/${view}/counters/${counter}${queryString(parameters)}`,
      ),
  });
}

/** Most events or steps of a record that are asked for at once. */
const STEPS_AT_ONCE = 200;

interface StepsPage<Step> {
  readonly items: readonly Step[];
  readonly next?: number;
}

/** All that a path below a record answers of its events, page by page. */
export async function allSteps<Step>(record: RecordAddress, of: 'timeline' | 'replay'): Promise<readonly Step[]> {
  const items: Step[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page: StepsPage<Step> = await send(
      `${apiPathOf(record)}/${of}${queryString({ from, limit: STEPS_AT_ONCE })}`,
    );
    items.push(...page.items);
    from = page.next;
  }
  return items;
}

/** What happened to a record (办理过程). */
export function useTimeline(record: RecordAddress, enabled = true) {
  return useQuery({
    queryKey: [...contextKey(record.context), 'timeline', record],
    queryFn: () => allSteps<TimelineItem>(record, 'timeline'),
    enabled,
    retry: false,
  });
}
