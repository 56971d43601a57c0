import type { FactAnswer, FactQuery, JsonValue, LedgerId, LocalDate } from '@taizhang/kernel';
import type { ContextReads, FactProvider } from '../context/context-feature.js';
import { FeatureError, type ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';

/** Whether a context's copies of an owner's events may be relied on (design §5, `FACTS_STALE`). May wait for a moment. */
export interface FactFreshness {
  isFresh(context: string, owner: string): Promise<boolean>;
}

/** Values of a command's needs, and what was consulted for them. */
export interface ResolvedFacts {
  readonly needs: Readonly<Record<string, JsonValue>>;
  /** Smallest size seen per ledger. */
  readonly consulted: ReadonlyMap<LedgerId, number>;
}

/** Owner of facts that the platform itself answers, for every context: `platform.blob`. */
const PLATFORM = 'platform';

/** Looks facts up in the views of the context that needs them. */
export class FactResolver {
  constructor(
    private readonly registry: ContextRegistry,
    private readonly readsOf: (context: string) => ContextReads,
    private readonly freshness: FactFreshness,
    private readonly platformFacts: Readonly<Record<string, FactProvider>> = {},
  ) {}

  /**
   * @param on business date of the act: what it rests on, powers and policies among it, is asked as of then, unless the command
   *   itself names another date (design §5, two times)
   * @throws {@link ProblemError} `FACTS_STALE` when facts are out of date here
   */
  async resolve(context: string, needs: Readonly<Record<string, FactQuery>>, on: LocalDate): Promise<ResolvedFacts> {
    const entries = Object.entries(needs);
    const waited = entries.filter(([, { guarded }]) => guarded !== true);
    for (const owner of new Set(waited.map(([, { fact }]) => ownerOf(fact)))) await this.#checkFresh(context, owner);
    const answers = await Promise.all(
      entries.map(async ([name, query]) => [name, await this.#ask(context, { on, ...query })] as const),
    );
    const consulted = new Map<LedgerId, number>();
    for (const [, answer] of answers) {
      for (const { ledger, size } of answer.consulted)
        consulted.set(ledger, Math.min(size, consulted.get(ledger) ?? size));
    }
    return { needs: Object.fromEntries(answers.map(([name, { value }]) => [name, value])), consulted };
  }

  /** One fact by itself, for authorisation; `undefined` when the context registered none of that name. */
  async answer(context: string, query: FactQuery): Promise<FactAnswer | undefined> {
    if (this.registry.fact(context, query.fact) === undefined) return undefined;
    await this.#checkFresh(context, ownerOf(query.fact));
    return this.#ask(context, query);
  }

  async #checkFresh(context: string, owner: string): Promise<void> {
    if (owner === PLATFORM) return; // asked where they are, never copied
    if (!(await this.freshness.isFresh(context, owner)))
      throw new ProblemError(PROBLEMS.factsStale, {}, { 'Retry-After': '5' });
  }

  #ask(context: string, query: FactQuery): Promise<FactAnswer> {
    const provider = this.registry.fact(context, query.fact) ?? this.platformFacts[query.fact];
    if (provider === undefined)
      throw new FeatureError(`context ${context} needs the fact ${query.fact}, which it does not provide`);
    return provider(query, this.readsOf(context));
  }
}

function ownerOf(fact: string): string {
  return fact.slice(0, fact.indexOf('.'));
}
