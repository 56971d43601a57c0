import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  isRejection,
  ledgerId,
  localDateOf,
  streamId,
  type Clock,
  type CommitId,
  type Decision,
  type Entropy,
  type Facts,
  type JsonObject,
  type JsonValue,
  type LedgerId,
  type Rejection,
  type StreamId,
  type WideDecision,
} from '@taizhang/kernel';
import {
  CommitIdReusedError,
  CONFLICT_RETRY_LIMIT_MS,
  ContentionError,
  type EventStore,
  type ProposedCommit,
  type RecordedCommit,
} from '@taizhang/event-store-port';
import type { KeyStore } from '@taizhang/keys-port';
import { canonicalize } from '@taizhang/ledger';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS, rejectionProblem } from '../http/problem.js';
import { authorise } from '../identity/authorisation.js';
import type { CommandRequest, CommandResult } from './command-request.js';
import type { FactResolver, ResolvedFacts } from './fact-resolver.js';
import { mayDecideAgain } from './lost-race.js';
import { CommitSealing, type PlacedEvent } from './sealing.js';
import type { StreamState, StreamStates } from './stream-states.js';

/** Longest chain of causes (design §5). */
export const MAX_CAUSE_DEPTH = 32;
/** First pause after a lost race, in milliseconds; it grows, with jitter, until {@link CONFLICT_RETRY_LIMIT_MS} are over. */
export const FIRST_CONFLICT_PAUSE_MS = 5;

/** What deciding needs of its host. */
export interface ExecutorOptions {
  readonly authority: string;
  readonly timeZone: string;
  readonly store: EventStore;
  readonly states: StreamStates;
  readonly registry: ContextRegistry;
  readonly facts: FactResolver;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Keys of those whom personal values are about. */
  readonly keys: Pick<KeyStore, 'subjectKey'>;
  /** Key of the commit digests, the same in all processes. */
  readonly digestKey: Uint8Array;
  /** Told of each commit before it is appended: followers may see it before the append has returned. */
  readonly onAppending?: (commitId: CommitId) => void;
  /** Told how long each append took, in seconds, and what it recorded. */
  readonly onAppend?: (seconds: number, recorded: RecordedCommit) => void;
}

interface Place {
  readonly ledger: LedgerId;
  readonly log: string;
  readonly stream: StreamId;
  readonly digest: string;
}

/** One handler for every command of every aggregate: authorise, look up, decide, seal, append (design §5). */
export class CommandExecutor {
  constructor(private readonly options: ExecutorOptions) {}

  /**
   * @throws {@link ProblemError} for refusals of every kind; errors of the event store as they are
   */
  async execute(request: CommandRequest): Promise<CommandResult> {
    await this.#authorise(request);
    if ((request.cause?.depth ?? 0) > MAX_CAUSE_DEPTH) throw new ProblemError(PROBLEMS.causeDepth);
    const place = this.#place(request);
    return (await this.#earlier(request, place)) ?? this.#decideUnlessDone(request, place);
  }

  /** A retry may overtake its first try on the way here. What that one did then refuses it, or leaves nothing to do: so it is asked again. */
  async #decideUnlessDone(request: CommandRequest, place: Place): Promise<CommandResult> {
    try {
      const result = await this.#decideAndAppend(request, place);
      return result.commit === null ? ((await this.#earlier(request, place)) ?? result) : result;
    } catch (error) {
      const earlier = error instanceof ProblemError ? await this.#earlier(request, place) : undefined;
      if (earlier === undefined) throw error;
      return earlier;
    }
  }

  /** A policy's power is the declaration that `system` may. */
  async #authorise({
    found: { command, feature },
    bureau,
    id,
    input,
    principal,
    cause,
  }: CommandRequest): Promise<void> {
    if (cause !== undefined) {
      if (!command.allow.roles.includes('system')) throw new ProblemError(PROBLEMS.forbidden);
      return;
    }
    const unit = command.judgedAt?.(input, { bureau, id }) ?? bureau;
    await authorise(principal, command.allow, feature.context, unit, (context, query) =>
      this.options.facts.value(context, query),
    );
  }

  #place(request: CommandRequest): Place {
    const { found, bureau, id, input, effectiveOn, lateReason } = request;
    const ledger = ledgerId(found.feature.context, bureau);
    const stream = streamId(found.aggregate.name, id);
    const content: JsonObject = {
      stream,
      command: found.command.name,
      input,
      ...(effectiveOn !== undefined && { effectiveOn }),
      ...(lateReason !== undefined && { lateReason }),
    };
    const digest = createHmac('sha256', this.options.digestKey).update(canonicalize(content)).digest('base64url');
    return { ledger, log: `${this.options.authority}/${ledger}`, stream, digest };
  }

  /** Asked before deciding: a retry is answered with what the first try did (design §4). */
  async #earlier({ commitId }: CommandRequest, { ledger, stream, digest }: Place): Promise<CommandResult | undefined> {
    const recorded = await this.options.store.findDigest(ledger, commitId);
    if (recorded === undefined) return undefined;
    if (recorded !== digest) throw new CommitIdReusedError(ledger, commitId);
    const commit = await this.options.store.find(ledger, commitId);
    return commit === undefined ? undefined : resultOf({ ...commit, repeated: true }, stream, -1);
  }

  async #decideAndAppend(request: CommandRequest, place: Place): Promise<CommandResult> {
    const started = performance.now();
    const sealing = this.#sealing(request, place);
    for (let pause = FIRST_CONFLICT_PAUSE_MS; ; pause *= 2) {
      const resolved = await this.options.facts.resolve(
        request.found.feature.context,
        request.found.command.needs?.(request.input, { bureau: request.bureau, id: request.id }) ?? {},
        request.effectiveOn,
      );
      const { decision, revision } = await this.#decide(request, place, resolved);
      if (changesNothing(decision)) {
        return { ledger: place.ledger, commit: null, events: [], revision, repeated: false };
      }
      try {
        const commit = await this.#propose(request, place, { decision, revision }, resolved, sealing);
        return await this.#append(request, place, commit, revision);
      } catch (error) {
        this.options.states.forget(place.ledger, place.stream);
        if (!mayDecideAgain(error, request, place.stream, decision)) throw error;
        if (performance.now() - started + pause > CONFLICT_RETRY_LIMIT_MS)
          throw new ContentionError('races were lost for too long', { cause: error });
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      }
    }
  }

  /** A refusal, nothing to do, and a revision that is not the sender's count only against what the store says now. */
  async #decide(
    request: CommandRequest,
    { ledger, stream }: Place,
    resolved: ResolvedFacts,
  ): Promise<{ decision: WideDecision; revision: number }> {
    const { aggregate } = request.found;
    const facts = this.#factsFor(request, resolved);
    let current = await this.options.states.get(aggregate, ledger, stream);
    let decision = decideOn(request, current, facts);
    if (decision === undefined || isRejection(decision) || changesNothing(wide(decision))) {
      current = await this.options.states.refresh(aggregate, ledger, stream);
      decision = decideOn(request, current, facts);
    }
    if (decision === undefined) throw new ProblemError(PROBLEMS.staleRevision, { revision: current.revision });
    if (isRejection(decision)) throw rejectionProblem(decision);
    return { decision: wide(decision), revision: current.revision };
  }

  #factsFor({ principal, effectiveOn, lateReason }: CommandRequest, { needs }: ResolvedFacts): Facts {
    const now = this.options.clock.now();
    const today = localDateOf(now, this.options.timeZone);
    if (effectiveOn !== undefined && effectiveOn > today) throw new ProblemError(PROBLEMS.effectiveInFuture);
    if (effectiveOn !== undefined && effectiveOn < today && lateReason === undefined)
      throw new ProblemError(PROBLEMS.lateReasonMissing);
    if (lateReason !== undefined && (effectiveOn ?? today) === today)
      throw new ProblemError(PROBLEMS.lateReasonNeedless);
    return { now, today, effectiveOn: effectiveOn ?? today, actor: principal.actor, needs };
  }

  /** A seal survives lost races: events that are decided alike again keep it. */
  #sealing({ commitId }: CommandRequest, { ledger, log }: Place): CommitSealing {
    const { entropy, keys, clock, registry } = this.options;
    const definitionOf = (type: string) => registry.event(type);
    return new CommitSealing({ ledger, log, commit: commitId, entropy, keys, clock, definitionOf });
  }

  async #propose(
    request: CommandRequest,
    place: Place,
    { decision, revision }: { readonly decision: WideDecision; readonly revision: number },
    resolved: ResolvedFacts,
    sealing: CommitSealing,
  ): Promise<ProposedCommit> {
    const also = decision.also ?? [];
    const placed: PlacedEvent[] = [
      ...decision.events.map((event) => ({ stream: place.stream, event })),
      ...also.flatMap(({ stream, events }) => events.map((event) => ({ stream, event }))),
    ];
    const { commitId, principal, corr, cause } = request;
    const sealed = await sealing.seal(placed, this.#reserved(request, place, resolved));
    const streams = [[place.stream, expectedOf(revision)], ...also.map(({ stream, expect }) => [stream, expect])];
    return {
      id: commitId,
      digest: place.digest,
      actor: principal.actor,
      ...(cause !== undefined && { cause: cause.event }),
      ...(corr !== undefined && { corr }),
      ...sealed,
      expect: { streams: Object.fromEntries(streams), ...(decision.none !== undefined && { none: decision.none }) },
    };
  }

  /** `data.reliedOn`, and `data.late` for an act recorded late (补录; design §5, two times). */
  #reserved(
    { principal, cause, effectiveOn, lateReason }: CommandRequest,
    { ledger }: Place,
    { consulted }: ResolvedFacts,
  ): JsonObject {
    const others = [...consulted]
      .filter(([other]) => other !== ledger)
      .map(([other, size]): JsonValue => ({ origin: `${this.options.authority}/${other}`, size }))
      .sort((a, b) => (canonicalize(a) < canonicalize(b) ? -1 : 1));
    const { power } = principal;
    const reliedOn: JsonValue = { consulted: others, depth: cause?.depth ?? 0, ...(power !== undefined && { power }) };
    const late = lateReason !== undefined && effectiveOn !== undefined;
    return { reliedOn, ...(late && { late: { effectiveOn, reason: lateReason } }) };
  }

  async #append(
    request: CommandRequest,
    { ledger, stream }: Place,
    commit: ProposedCommit,
    revision: number,
  ): Promise<CommandResult> {
    this.options.onAppending?.(commit.id);
    const started = performance.now();
    const recorded = await this.options.store.append(ledger, commit);
    this.options.onAppend?.((performance.now() - started) / 1_000, recorded);
    this.options.states.advance(request.found.aggregate, ledger, stream, recorded.events);
    return resultOf(recorded, stream, revision);
  }
}

function decideOn(
  { found, input, bureau, id, ifMatch }: CommandRequest,
  { state, revision }: StreamState,
  facts: Facts,
) {
  if (ifMatch !== undefined && ifMatch !== revision) return undefined;
  return found.command.decide(input, state, facts, { bureau, id });
}

function wide(decision: Exclude<Decision, Rejection>): WideDecision {
  return 'events' in decision ? decision : { events: decision };
}

function changesNothing({ events, also = [] }: WideDecision): boolean {
  return events.length === 0 && also.length === 0;
}

function expectedOf(revision: number): number | 'no-stream' {
  return revision < 0 ? 'no-stream' : revision;
}

function resultOf(commit: RecordedCommit, stream: StreamId, before: number): CommandResult {
  const own = commit.events.filter((event) => event.stream === stream);
  return {
    ledger: commit.ledger,
    commit: { id: commit.id, seq: commit.seq },
    events: commit.events.map((event) => ({
      id: event.id,
      type: event.type,
      stream: event.stream,
      idx: event.idx,
      rev: event.rev,
    })),
    revision: own.at(-1)?.rev ?? before,
    repeated: commit.repeated,
  };
}
