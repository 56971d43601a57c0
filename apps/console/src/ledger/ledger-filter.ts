import type { KnownUnit } from '../api/standing.js';
import type { Parameters } from '../api/queries.js';
import { daysAfter } from '../light/light.js';
import { COUNTED_STATUSES } from '../rates/rate.js';

/** What the ledger is filtered by, as its address keeps it. */
export interface LedgerFilter {
  readonly text: string;
  /** Reference of a unit. */
  readonly unit: string;
  readonly below: boolean;
  readonly source: readonly string[];
  readonly class: readonly string[];
  /** None = all that count. */
  readonly status: readonly string[];
  readonly leader: string;
  readonly from: string;
  readonly to: string;
  readonly sort: string;
  readonly limit: number;
}

/** Rows of a page, unless the reader chose otherwise. */
export const DEFAULT_ROWS = 20;
/** How many rows a page may have. */
export const ROW_CHOICES: readonly number[] = [20, 50, 100];
/** Order of the ledger, unless the reader chose otherwise: what is due first. */
export const DEFAULT_SORT = 'deadline,code';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const day = (text: string | null): string => (text !== null && DAY.test(text) ? text : '');

/** The filter that an address keeps; what it does not say, or says wrongly, is as if left out. */
export function filterOf(address: URLSearchParams): LedgerFilter {
  const limit = Number(address.get('limit'));
  return {
    text: address.get('text') ?? '',
    unit: address.get('unit') ?? '',
    below: address.get('below') !== 'false',
    source: address.getAll('source'),
    class: address.getAll('class'),
    status: address.getAll('status'),
    leader: address.get('leader') ?? '',
    from: day(address.get('from')),
    to: day(address.get('to')),
    sort: address.get('sort') ?? DEFAULT_SORT,
    limit: ROW_CHOICES.includes(limit) ? limit : DEFAULT_ROWS,
  };
}

/** The address of a filter: shortest, without what goes without saying. */
export function addressOf(filter: LedgerFilter): URLSearchParams {
  const address = new URLSearchParams();
  const add = (name: string, value: string, unsaid = '') => {
    if (value !== unsaid) address.append(name, value);
  };
  add('text', filter.text);
  add('unit', filter.unit);
  add('below', String(filter.below), 'true');
  for (const name of ['source', 'class', 'status'] as const) for (const value of filter[name]) add(name, value);
  add('leader', filter.leader);
  add('from', filter.from);
  add('to', filter.to);
  add('sort', filter.sort, DEFAULT_SORT);
  add('limit', String(filter.limit), String(DEFAULT_ROWS));
  return address;
}

/** Bureaus of a unit and, if asked, of all below it; and the branch, where it is one. */
function scopeOf({ unit, below }: LedgerFilter, units: readonly KnownUnit[]): Parameters {
  if (unit === '') return {};
  const [bureau = unit, branch] = unit.split('/', 2);
  if (branch !== undefined) return { bureau, units: branch };
  if (!below) return { bureau, units: bureau };
  const found = [bureau];
  for (const reference of found)
    found.push(
      ...units
        .filter((one) => one.parent === reference && one.reference === one.bureau && !found.includes(one.reference))
        .map((one) => one.reference),
    );
  return { bureau: found };
}

/** Parameters of the view for a filter. */
export function parametersOf(filter: LedgerFilter, units: readonly KnownUnit[]): Parameters {
  return {
    ...scopeOf(filter, units),
    'manifestation.text': filter.text,
    source: filter.source,
    class: filter.class,
    status: filter.status.length === 0 ? COUNTED_STATUSES : filter.status,
    leader: filter.leader,
    'deadline.from': filter.from,
    'deadline.to': filter.to,
  };
}

/** The same, narrowed to what was due before today. */
export function overdueParameters(filter: LedgerFilter, units: readonly KnownUnit[], today: string): Parameters {
  const yesterday = daysAfter(today, -1);
  return {
    ...parametersOf(filter, units),
    'deadline.to': filter.to !== '' && filter.to < yesterday ? filter.to : yesterday,
  };
}
