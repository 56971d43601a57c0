import type { Allowance, FactAnswer, FactQuery, JsonValue, LocalDate } from '@taizhang/kernel';
import { unitKeyOf } from '@taizhang/contracts';
import {
  ANSWERING_FACT,
  POWERS_FACT,
  PREDECESSORS_FACT,
  SUBORDINATES_FACT,
  UNIT_PATH_FACT,
} from '../context/context-feature.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Power, Principal, Sender } from './identity.js';

/** Asks a fact of a context, checked for freshness; `undefined` when the context registered none of that name. */
export type AnswerFact = (context: string, query: FactQuery) => Promise<FactAnswer | undefined>;

/** An act that somebody wants to do. */
export interface JudgedAct {
  readonly allow: Allowance;
  readonly context: string;
  /** Command's name; a delegation may be limited to some. */
  readonly command?: string;
  readonly bureau: string;
  /** Units of which any suffices: codes as the bureau knows them, or references. None = the bureau. */
  readonly units?: readonly string[];
  /** Business date: powers are judged by it (design §5, two times). */
  readonly on: LocalDate;
  readonly today: LocalDate;
}

/** A question that somebody wants to ask. */
export interface JudgedQuestion {
  readonly allow: Allowance;
  readonly context: string;
  /** Bureaus it is about; none = all that the power reaches. */
  readonly bureaus: readonly string[];
  /** Whether one who holds a power at a branch may ask about that branch alone. */
  readonly branches: boolean;
  readonly today: LocalDate;
}

/** Under which power an act is done, and what was consulted to find it out (`data.reliedOn`). */
export interface Authorised {
  readonly principal: Principal;
  readonly consulted: FactAnswer['consulted'];
}

/** How far a reader sees. */
export interface ReadScope {
  readonly principal: Principal;
  readonly bureaus: readonly string[] | 'all';
  /** References of the branches whose documents are seen: the one where the power is held, and those of its bureau that it followed. */
  readonly branches?: readonly string[];
}

/** A power with how near to the judged unit it is held: 0 = at it. */
interface Candidate {
  readonly power: Power;
  readonly distance: number;
}

/** Default deny: finds the power by which a sender may act or ask, or refuses (design §9). */
export class Authoriser {
  constructor(private readonly answer: AnswerFact) {}

  /**
   * The power nearest to a judged unit; of several there, the one whose role the allowance names first.
   * @throws {@link ProblemError} `FORBIDDEN`, `FACTS_STALE`
   */
  async toAct(sender: Sender, act: JudgedAct): Promise<Authorised> {
    const { allow, context, command, bureau, on, today } = act;
    const consulted: FactAnswer['consulted'][number][] = [];
    const held = await this.#powers(sender, context, on, consulted);
    // Whoever holds nothing any more records nothing, not even what was in his power once.
    if (on !== today && (await this.#powers(sender, context, today, consulted)).length === 0) throw forbidden();
    const fitting = held.filter((power) => fits(power, allow, context, command));
    if (fitting.length === 0) throw forbidden();
    const units = act.units === undefined || act.units.length === 0 ? [bureau] : act.units;
    const paths =
      allow.scope === 'anywhere'
        ? []
        : (await Promise.all(units.map((unit) => this.#paths(context, bureau, unit, on, consulted)))).flat();
    const [best] = fitting
      .flatMap((power) => candidatesOf(power, allow, paths))
      .sort(
        (a, b) =>
          a.distance - b.distance ||
          allow.roles.indexOf(a.power.role) - allow.roles.indexOf(b.power.role) ||
          compare(a.power.id, b.power.id),
      );
    if (best === undefined) throw forbidden();
    return { principal: principalOf(sender, best.power), consulted };
  }

  /**
   * A question is asked under one power. About named bureaus: the fitting one with the highest clearance, then the widest
   * scope. About all within reach: the widest scope first.
   * @throws {@link ProblemError} `FORBIDDEN`, `FACTS_STALE`
   */
  async toAsk(sender: Sender, question: JudgedQuestion): Promise<ReadScope> {
    const { allow, context, bureaus, today } = question;
    const held = await this.#powers(sender, context, today, []);
    const found = await Promise.all(
      held.filter((power) => fits(power, allow, context)).map((power) => this.#scopeOf(sender, power, question)),
    );
    const scopes = found.filter((scope) => scope !== undefined);
    const byClearance = (a: RankedScope, b: RankedScope) => b.clearance - a.clearance;
    const byWidth = (a: RankedScope, b: RankedScope) => a.depth - b.depth;
    const [first, second] = bureaus.length > 0 ? [byClearance, byWidth] : [byWidth, byClearance];
    const [best] = scopes.sort((a, b) => first(a, b) || second(a, b) || compare(a.id, b.id));
    if (best === undefined) throw forbidden();
    return best.scope;
  }

  /** Powers of a sender on a date, limited to the one the request asks for. */
  async powersOf(sender: Sender, context: string, on: LocalDate): Promise<readonly Power[]> {
    return this.#powers(sender, context, on, []);
  }

  async #powers(
    { person, claimed, requested }: Sender,
    context: string,
    on: LocalDate,
    consulted: FactAnswer['consulted'][number][],
  ): Promise<readonly Power[]> {
    if (claimed !== undefined) return [claimed];
    if (person === undefined) return [];
    const answer = await this.answer(context, { fact: POWERS_FACT, key: person, on });
    if (answer === undefined) return [];
    consulted.push(...answer.consulted);
    const held = answer.value as unknown as readonly Power[]; // what the platform's own provider of this fact answers
    return requested === undefined ? held : held.filter(({ id }) => id === requested);
  }

  /**
   * References of each unit that answers for this one, and of those above it: the unit itself, or its successors once it ended. An
   * unknown unit is judged as its bureau: then the decider may say what is unknown.
   */
  async #paths(
    context: string,
    bureau: string,
    unit: string,
    on: LocalDate,
    consulted: FactAnswer['consulted'][number][],
  ): Promise<readonly (readonly string[])[]> {
    const key = unitKeyOf(bureau, unit);
    const answer =
      (await this.answer(context, { fact: ANSWERING_FACT, key, on })) ??
      asOnePath(await this.answer(context, { fact: UNIT_PATH_FACT, key, on }));
    const paths = pathsOf(answer?.value ?? []).filter((path) => path.length > 0);
    if (answer !== undefined) consulted.push(...answer.consulted);
    if (paths.length > 0) return paths;
    return unit === bureau ? [[bureau]] : this.#paths(context, bureau, bureau, on, consulted);
  }

  async #scopeOf(sender: Sender, power: Power, question: JudgedQuestion): Promise<RankedScope | undefined> {
    const { allow, context, bureaus, branches, today } = question;
    const ranked = (depth: number, scope: Omit<ReadScope, 'principal'>): RankedScope => ({
      id: power.id,
      clearance: power.clearance,
      depth,
      scope: { principal: principalOf(sender, power), ...scope },
    });
    if (allow.scope === 'anywhere') return ranked(0, { bureaus: bureaus.length > 0 ? bureaus : 'all' });
    const [home = power.unit, branch] = power.unit.split('/', 2);
    if (branch !== undefined) {
      if (!branches || bureaus.some((bureau) => bureau !== home)) return undefined;
      const before = await this.#list(context, PREDECESSORS_FACT, power.unit);
      const own = before.filter((reference) => reference.startsWith(`${home}/`));
      return ranked(Number.MAX_SAFE_INTEGER, { bureaus: [home], branches: [power.unit, ...own] });
    }
    const [{ length: depth } = { length: 0 }] = await this.#paths(context, home, home, today, []);
    if (bureaus.length > 0) {
      for (const bureau of bureaus) {
        const paths = await this.#paths(context, bureau, bureau, today, []);
        const reached = (path: readonly string[]) =>
          allow.scope === 'unit' ? path[0] === power.unit : path.includes(power.unit);
        if (!paths.some(reached)) return undefined;
      }
      return ranked(depth, { bureaus });
    }
    const fact = allow.scope === 'unit' ? PREDECESSORS_FACT : SUBORDINATES_FACT;
    const others = await this.#list(context, fact, home);
    return ranked(depth, { bureaus: [home, ...others.filter((unit) => !unit.includes('/'))] });
  }

  async #list(context: string, fact: string, key: string): Promise<readonly string[]> {
    const answer = await this.answer(context, { fact, key });
    return answer === undefined ? [] : stringsOf(answer.value);
  }
}

interface RankedScope {
  readonly id: string;
  readonly clearance: number;
  /** Units from the power's own upward: the fewer, the wider it reaches. */
  readonly depth: number;
  readonly scope: ReadScope;
}

function fits(power: Power, allow: Allowance, context: string, command?: string): boolean {
  if (!allow.roles.includes(power.role)) return false;
  if (power.contexts !== undefined && !power.contexts.includes(context)) return false;
  const { commands = [] } = power;
  return command === undefined || commands.length === 0 || commands.includes(command);
}

function candidatesOf(power: Power, { scope }: Allowance, paths: readonly (readonly string[])[]): readonly Candidate[] {
  if (scope === 'anywhere') return [{ power, distance: 0 }];
  return paths
    .map((path) => path.indexOf(power.unit))
    .filter((distance) => (scope === 'unit' ? distance === 0 : distance >= 0))
    .map((distance) => ({ power, distance }));
}

function principalOf({ account }: Sender, { role, unit, clearance, basis, onBehalfOf }: Power): Principal {
  return {
    actor: { id: account, role },
    unit,
    clearance,
    ...(basis !== undefined && { power: basis }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

function stringsOf(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function pathsOf(value: JsonValue): readonly (readonly string[])[] {
  return Array.isArray(value) ? value.map((path) => stringsOf(path)) : [];
}

/** Where a context knows who is above whom only. */
function asOnePath(answer: FactAnswer | undefined): FactAnswer | undefined {
  return answer && { ...answer, value: [answer.value] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function forbidden(): ProblemError {
  return new ProblemError(PROBLEMS.forbidden);
}
