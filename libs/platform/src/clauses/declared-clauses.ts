import type { ContextRegistry } from '../context/context-registry.js';

/** What of a host's declarations keeps a clause. */
export const CLAUSE_KEEPERS = ['command', 'refusal', 'event', 'policy', 'view', 'query', 'omission'] as const;
export type ClauseKeeper = (typeof CLAUSE_KEEPERS)[number];

/** A declaration that names a clause. */
export interface DeclaredClause {
  readonly clause: string;
  readonly keeper: ClauseKeeper;
  /** As people find it: `issues/issue RaiseIssue`, `issues.IssueRaised`, `issues UNANSWERED_ORIGIN`. */
  readonly name: string;
}

/** Every clause that a host's contexts declare to keep, in the order of their declarations; each once. */
export function declaredClauses(registry: ContextRegistry): readonly DeclaredClause[] {
  const found = [...commandsOf(registry), ...registry.features().flatMap(partsOf), ...eventsOf(registry)];
  const named = found.flatMap(({ keeper, name, clauses }) => clauses.map((clause) => ({ clause, keeper, name })));
  return [...new Map(named.map((one) => [JSON.stringify([one.keeper, one.clause, one.name]), one])).values()];
}

interface Keeper {
  readonly keeper: ClauseKeeper;
  readonly name: string;
  readonly clauses: readonly string[];
}

function commandsOf(registry: ContextRegistry): readonly Keeper[] {
  return registry.commands().map(({ feature, aggregate, command }) => ({
    keeper: 'command',
    name: `${feature.context}/${aggregate.name} ${command.name}`,
    clauses: command.clauses,
  }));
}

/** Of whatever catalogue: an event is known to its readers as well as to its owner. */
function eventsOf(registry: ContextRegistry): readonly Keeper[] {
  return registry.events().map(({ type, clauses }) => ({ keeper: 'event', name: type, clauses }));
}

function partsOf(feature: ReturnType<ContextRegistry['features']>[number]): readonly Keeper[] {
  const { context, rejections, policies, views, queries, omissions = [], deadlines = [] } = feature;
  const named = (keeper: ClauseKeeper, name: string, clauses: readonly string[] = []): Keeper => ({
    keeper,
    name: `${context} ${name}`,
    clauses,
  });
  return [
    ...rejections.map(({ code, clause }) => named('refusal', code, clause === undefined ? [] : [clause])),
    ...policies.map(({ name, clauses }) => named('policy', name, clauses)),
    ...deadlines.map(({ deadline: { name, clauses } }) => named('policy', name, clauses)),
    ...views.map(({ view, clauses }) => named('view', view.name, clauses)),
    ...queries.map(({ name, clauses }) => named('query', name, clauses)),
    ...omissions.map(({ name, clauses }) => named('omission', name, clauses)),
  ];
}
