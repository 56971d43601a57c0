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
  type LocalDate,
  type Rejection,
  type StreamId,
  type WideDecision,
} from '@taizhang/kernel';
import {
  CommitIdReusedError,
  CONFLICT_RETRY_LIMIT_MS,
  ContentionError,
  isSameCommand,
  type EventStore,
  type ProposedCommit,
  type RecordedCommit,
} from '@taizhang/event-store-port';
import type { KeyStore } from '@taizhang/keys-port';
import { canonicalize } from '@taizhang/ledger';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS, rejectionProblem } from '../http/problem.js';
import type { Authorised, Authoriser } from '../identity/authoriser.js';
import { CommandAuthority } from './command-authority.js';
import type { CommandRequest, CommandResult } from './command-request.js';
import type { FactResolver, ResolvedFacts } from './fact-resolver.js';
import { mayDecideAgain } from './lost-race.js';
import { proposeCommit, type Place } from './proposing.js';
import { CommitSealing } from './sealing.js';
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
  readonly authoriser: Pick<Authoriser, 'toAct'>;
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

/** A state of the aggregate, and the power found by the units it names. */
interface JudgedState extends StreamState {
  readonly authorised: Authorised;
}

/** One handler for every command of every aggregate: authorise, look up, decide, seal, append (design §5). */
export class CommandExecutor {
  readonly #authority: CommandAuthority;

  constructor(private readonly options: ExecutorOptions) {
    this.#authority = new CommandAuthority(options.authoriser);
  }

  /**
   * @throws {@link ProblemError} for refusals of every kind; errors of the event store as they are
   */
  async execute(request: CommandRequest): Promise<CommandResult> {
    const place = this.#place(request);
    const known = await this.options.states.get(request.found.aggregate, place.ledger, place.stream);
    const judged = { ...known, authorised: await this.#authority.of(request, known.state, this.#today()) };
    if ((request.cause?.depth ?? 0) > MAX_CAUSE_DEPTH) throw new ProblemError(PROBLEMS.causeDepth);
    return (await this.#earlier(request, place)) ?? this.#decideUnlessDone(request, place, judged);
  }

  /** A retry may overtake its first try on the way here. What that one did then refuses it, or leaves nothing to do: so it is asked again. */
  async #decideUnlessDone(request: CommandRequest, place: Place, judged: JudgedState): Promise<CommandResult> {
    try {
      const result = await this.#decideAndAppend(request, place, judged);
      return result.commit === null ? ((await this.#earlier(request, place)) ?? result) : result;
    } catch (error) {
      const earlier = error instanceof ProblemError ? await this.#earlier(request, place) : undefined;
      if (earlier === undefined) throw error;
      return earlier;
    }
  }

  #today(): LocalDate {
    return localDateOf(this.options.clock.now(), this.options.timeZone);
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
    if (!isSameCommand(recorded, digest)) throw new CommitIdReusedError(ledger, commitId);
    const commit = await this.options.store.find(ledger, commitId);
    return commit === undefined ? undefined : resultOf({ ...commit, repeated: true }, stream, -1);
  }

  async #decideAndAppend(request: CommandRequest, place: Place, judged: JudgedState): Promise<CommandResult> {
    const started = performance.now();
    const sealing = this.#sealing(request, place);
    for (let pause = FIRST_CONFLICT_PAUSE_MS; ; pause *= 2) {
      const resolved = await this.options.facts.resolve(
        request.found.feature.context,
        request.found.command.needs?.(request.input, { bureau: request.bureau, id: request.id }) ?? {},
        request.effectiveOn ?? this.#today(),
      );
      const { decision, revision, authorised } = await this.#decide(request, place, resolved, judged);
      if (changesNothing(decision)) {
        return { ledger: place.ledger, commit: null, events: [], revision, repeated: false };
      }
      try {
        const decided = { request, place, decision, revision, resolved, authorised };
        const commit = await proposeCommit(decided, sealing, this.options.authority);
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
    judged: JudgedState,
  ): Promise<{ decision: WideDecision; revision: number; authorised: Authorised }> {
    const { aggregate } = request.found;
    const decideOn = async (current: StreamState) => {
      // Another state may name other units: then whoever might act on the former may not on this.
      const authorised =
        current.state === judged.state
          ? judged.authorised
          : await this.#authority.of(request, current.state, this.#today());
      return { authorised, decision: decisionOn(request, current, this.#factsFor(request, authorised, resolved)) };
    };
    let current = await this.options.states.get(aggregate, ledger, stream);
    let { decision, authorised } = await decideOn(current);
    if (decision === undefined || isRejection(decision) || changesNothing(wide(decision))) {
      current = await this.options.states.refresh(aggregate, ledger, stream);
      ({ decision, authorised } = await decideOn(current));
    }
    if (decision === undefined) throw new ProblemError(PROBLEMS.staleRevision, { revision: current.revision });
    if (isRejection(decision)) throw rejectionProblem(decision);
    return { decision: wide(decision), revision: current.revision, authorised };
  }

  #factsFor(
    { effectiveOn, lateReason }: CommandRequest,
    { principal: { actor, onBehalfOf } }: Authorised,
    { needs }: ResolvedFacts,
  ): Facts {
    const now = this.options.clock.now();
    const today = localDateOf(now, this.options.timeZone);
    if (effectiveOn !== undefined && effectiveOn > today) throw new ProblemError(PROBLEMS.effectiveInFuture);
    if (effectiveOn !== undefined && effectiveOn < today && lateReason === undefined)
      throw new ProblemError(PROBLEMS.lateReasonMissing);
    if (lateReason !== undefined && (effectiveOn ?? today) === today)
      throw new ProblemError(PROBLEMS.lateReasonNeedless);
    return {
      now,
      today,
      effectiveOn: effectiveOn ?? today,
      actor,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      needs,
    };
  }

  /** A seal survives lost races: events that are decided alike again keep it. */
  #sealing({ commitId }: CommandRequest, { ledger, log }: Place): CommitSealing {
    const { entropy, keys, clock, registry } = this.options;
    const definitionOf = (type: string) => registry.event(type);
    return new CommitSealing({ ledger, log, commit: commitId, entropy, keys, clock, definitionOf });
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

function decisionOn(
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
