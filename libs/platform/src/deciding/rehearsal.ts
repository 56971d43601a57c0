import {
  derivedUuid,
  evolveWith,
  isRejection,
  ledgerId,
  localDateOf,
  streamId,
  type Clock,
  type EventMeta,
  type Facts,
} from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { ProblemError, rejectionProblem } from '../http/problem.js';
import type { Authoriser } from '../identity/authoriser.js';
import { CommandAuthority } from './command-authority.js';
import type { CommandRequest } from './command-request.js';
import type { FactResolver } from './fact-resolver.js';
import type { StreamStates } from './stream-states.js';

/** What rehearsing needs: what deciding does, without the store's writing side. */
export interface RehearsalOptions {
  readonly timeZone: string;
  readonly states: Pick<StreamStates, 'refresh'>;
  readonly facts: Pick<FactResolver, 'resolve'>;
  readonly authoriser: Pick<Authoriser, 'toAct'>;
  readonly clock: Clock;
}

/**
 * Decides commands for one aggregate one after another as if each were recorded, and records nothing: what a dry run tells.
 * Policies do not react, and another's command may come between: the real run decides anew.
 */
export class Rehearsal {
  readonly #authority: CommandAuthority;

  constructor(private readonly options: RehearsalOptions) {
    this.#authority = new CommandAuthority(options.authoriser);
  }

  /** @returns the first command that would be refused, with its refusal. @throws what is no refusal, as it is */
  async of(
    requests: readonly CommandRequest[],
  ): Promise<{ readonly at: number; readonly problem: ProblemError } | undefined> {
    const [first] = requests;
    if (first === undefined) return undefined;
    const { aggregate, feature } = first.found;
    const ledger = ledgerId(feature.context, first.bureau);
    let { state, revision } = await this.options.states.refresh(aggregate, ledger, streamId(aggregate.name, first.id));
    for (const [at, request] of requests.entries()) {
      try {
        for (const { type, data, meta } of await this.#decide(request, state, revision)) {
          state = evolveWith(aggregate, state, { type, data, meta });
          revision = meta.rev;
        }
      } catch (error) {
        if (error instanceof ProblemError && error.definition.status < 500) return { at, problem: error };
        throw error;
      }
    }
    return undefined;
  }

  async #decide(
    request: CommandRequest,
    state: unknown,
    revision: number,
  ): Promise<readonly (Pick<RecordedEvent, 'type' | 'data'> & { readonly meta: EventMeta })[]> {
    const { found, input, bureau, id, commitId } = request;
    const now = this.options.clock.now();
    const today = localDateOf(now, this.options.timeZone);
    const { principal } = await this.#authority.of(request, state, today);
    const { actor, onBehalfOf } = principal;
    const asked = found.command.needs?.(input, { bureau, id }) ?? {};
    const { needs } = await this.options.facts.resolve(found.feature.context, asked, today);
    const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
    const facts: Facts = { now, today, effectiveOn: today, actor, ...behalf, needs };
    const decision = found.command.decide(input, state, facts, { bureau, id });
    if (isRejection(decision)) throw rejectionProblem(decision);
    const events = 'events' in decision ? decision.events : decision;
    return events.map(({ type, data }, i) => {
      const rev = revision + 1 + i;
      const meta = { id: derivedUuid('rehearsed', commitId, String(i)), idx: rev, rev, time: now, actor, ...behalf };
      return { type, data, meta };
    });
  }
}
