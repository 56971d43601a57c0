import type { Actor } from './actor.js';
import type { ActorId, LedgerId } from './ids.js';
import type { JsonValue } from './json.js';
import type { Instant, LocalDate } from './time.js';

/** Names one fact of another context or aggregate, e.g. `{ fact: 'organization.principal', key: 'wgx-0371/b-jia' }`. */
export interface FactQuery {
  /** `<owner context>.<fact>`, answered by the provider registered under that name. */
  readonly fact: string;
  readonly key: string;
  /** Date the fact is asked for: powers and policies are judged by the business date (design §5). */
  readonly on?: LocalDate;
  /**
   * The decision holds a gate against whatever happened since the answer's `seen` (`WideDecision.none`), so that an answer which
   * is behind costs a retry and never a wrong decision: it need not wait for this host's own last writes.
   */
  readonly guarded?: true;
}

/** What a fact's provider answers: the value, and how much of which ledger it had seen (`data.reliedOn`). */
export interface FactAnswer {
  readonly value: JsonValue;
  readonly consulted: readonly { readonly ledger: LedgerId; readonly size: number }[];
}

/** What `decide` knows of the world outside its aggregate; everything it needs, nothing it must fetch (design §5). */
export interface Facts {
  /** Recording time of what is decided now. */
  readonly now: Instant;
  /** Today in the deployment's zone. */
  readonly today: LocalDate;
  /** Business date of the act: {@link today} unless the command says otherwise. */
  readonly effectiveOn: LocalDate;
  readonly actor: Actor;
  /** Account for which a delegate acts: rules of separation of duties ask about both (see {@link actsFor}). */
  readonly onBehalfOf?: ActorId;
  /** Values of the command's declared `needs`, by their names; `null` = the provider knows no such thing. */
  readonly needs: Readonly<Record<string, JsonValue>>;
}

/** Accounts that an act counts as the act of: who acts, and for whom a delegate acts (design §9, separation of duties). */
export function actsFor(act: {
  readonly actor: { readonly id: string };
  readonly onBehalfOf?: string;
}): readonly ActorId[] {
  return act.onBehalfOf === undefined ? [act.actor.id] : [act.actor.id, act.onBehalfOf];
}
