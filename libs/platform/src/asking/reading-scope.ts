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

/** A question, narrowed to one branch where the scope is one: its unit may stand there by its code or by its reference. */
export function withinBranch<Q extends Pick<ViewQuery, 'where'>>(
  query: Q,
  { branch }: ReadScope,
  { unitField }: ServedView,
): Q {
  if (branch === undefined || unitField === undefined) return query;
  const own: ViewFilter = { op: 'in', field: unitField, values: namesOf(branch) };
  return { ...query, where: [...(query.where ?? []), own] };
}

/** @returns whether a document is of the branch that the scope is narrowed to, if it is */
export function isWithinBranch(
  doc: Readonly<Record<string, unknown>>,
  { branch }: ReadScope,
  { unitField = '' }: ServedView,
): boolean {
  if (branch === undefined) return true;
  const units: unknown = doc[unitField];
  const concerned: readonly unknown[] = Array.isArray(units) ? units : [units];
  return namesOf(branch).some((name) => concerned.includes(name));
}

function namesOf(branch: string): readonly string[] {
  return [branch.slice(branch.indexOf('/') + 1), branch];
}
