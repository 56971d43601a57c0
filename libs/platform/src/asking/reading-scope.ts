import { ledgerId, type Allowance, type LedgerId, type LocalDate } from '@taizhang/kernel';
import type { ViewFilter, ViewQuery } from '@taizhang/views-port';
import type { ServedView } from '../context/context-feature.js';
import type { Authoriser, ReadScope } from '../identity/authoriser.js';
import type { Sender } from '../identity/identity.js';

/** Who asks, and of which context. */
export interface AskingSender {
  readonly context: string;
  readonly sender: Sender;
}

/** How far a sender sees into views (design §9). */
export class ReadingScopes {
  constructor(
    private readonly authoriser: Pick<Authoriser, 'toAsk'>,
    private readonly today: () => LocalDate,
  ) {}

  /** @throws `FORBIDDEN`, `FACTS_STALE` */
  of({ context, sender }: AskingSender, served: ServedView, bureaus: readonly string[]): Promise<ReadScope> {
    const { allow, unitField } = served;
    const branches = unitField !== undefined;
    return this.authoriser.toAsk(sender, { allow, context, bureaus, branches, today: this.today() });
  }

  /** For what tells of units, so that those of a branch may ask about theirs. */
  ofUnits({ context, sender }: AskingSender, allow: Allowance, bureaus: readonly string[]): Promise<ReadScope> {
    return this.authoriser.toAsk(sender, { allow, context, bureaus, branches: true, today: this.today() });
  }

  /** For what is no view: whole bureaus only. */
  ofBureaus({ context, sender }: AskingSender, allow: Allowance, bureaus: readonly string[]): Promise<ReadScope> {
    return this.authoriser.toAsk(sender, { allow, context, bureaus, branches: false, today: this.today() });
  }
}

/** The ledgers of a view within a scope. */
export function ledgersWithin({ bureaus }: ReadScope, contexts: Iterable<string>): readonly LedgerId[] | 'all' {
  return bureaus === 'all' ? 'all' : [...contexts].flatMap((owner) => bureaus.map((bureau) => ledgerId(owner, bureau)));
}

/** A question, narrowed to branches where the scope is some: their units may stand there by their codes or by their references. */
export function withinBranch<Q extends Pick<ViewQuery, 'where'>>(
  query: Q,
  { branches }: ReadScope,
  { unitField }: ServedView,
): Q {
  if (branches === undefined || unitField === undefined) return query;
  const own: ViewFilter = { op: 'in', field: unitField, values: branches.flatMap(namesOf) };
  return { ...query, where: [...(query.where ?? []), own] };
}

/** @returns whether a document is of a branch that the scope is narrowed to, if it is */
export function isWithinBranch(
  doc: Readonly<Record<string, unknown>>,
  { branches }: ReadScope,
  { unitField = '' }: ServedView,
): boolean {
  if (branches === undefined) return true;
  const units: unknown = doc[unitField];
  const concerned: readonly unknown[] = Array.isArray(units) ? units : [units];
  return branches.flatMap(namesOf).some((name) => concerned.includes(name));
}

function namesOf(branch: string): readonly string[] {
  return [branch.slice(branch.indexOf('/') + 1), branch];
}
