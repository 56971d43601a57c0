import {
  commandVerb,
  commitIdOfCause,
  policyActor,
  streamId,
  type JsonObject,
  type Policy,
  type PolicyCommand,
  type ReactedEvent,
} from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { HandlerAnswer } from '@taizhang/messaging-port';
import type { ContextReads } from '../context/context-feature.js';
import { FeatureError, type ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest, CommandResult } from '../deciding/command-request.js';
import { metaOf } from '../deciding/stream-states.js';
import { ProblemError } from '../http/problem.js';

/** What carrying out a policy's commands needs. */
export interface ReactionsOptions {
  readonly authority: string;
  readonly registry: ContextRegistry;
  readonly readsOf: (context: string) => ContextReads;
  readonly execute: (request: CommandRequest) => Promise<CommandResult>;
}

/** Least status of an answer that may be another one next time. */
export const PASSING_STATUS = 500;

/** Carries out what policies answer to events: commands whose ids derive from the cause, so that a repeat does nothing (design §5). */
export class Reactions {
  constructor(private readonly options: ReactionsOptions) {}

  /** What a policy answers to an event, as its context's views stand now. */
  decide(policy: Policy, event: RecordedEvent): Promise<readonly PolicyCommand[]> {
    return policy.react(reactedEvent(event), this.options.readsOf(policy.context));
  }

  /**
   * Lets a policy act, and gives its commands. All are given, whatever becomes of any; the first final refusal is the answer.
   * @throws what may pass: the store or facts are away; the inbox tries again
   */
  async carryOut(policy: Policy, event: RecordedEvent, commands: readonly PolicyCommand[]): Promise<HandlerAnswer> {
    const refusals: string[] = [];
    const further = (await policy.act?.(reactedEvent(event))) ?? [];
    for (const given of [...commands, ...further]) {
      try {
        await this.options.execute(causedRequest(this.options, policy.name, event, given));
      } catch (error) {
        if (!(error instanceof ProblemError) || error.definition.status >= PASSING_STATUS) throw error;
        refusals.push(error.definition.code);
      }
    }
    const [code] = refusals;
    return code === undefined ? { kind: 'handled' } : { kind: 'refused', code };
  }
}

/**
 * A command that an event causes: its id derives from that event, from who gives it and from its target, so that a repeat is the
 * same commit (design §4).
 * @param by name of the policy or deadline that gives it
 */
export function causedRequest(
  { authority, registry }: Pick<ReactionsOptions, 'authority' | 'registry'>,
  by: string,
  event: RecordedEvent,
  { context, aggregate, command, bureau, id, input }: PolicyCommand,
): CommandRequest {
  const found = registry.command(context, aggregate, commandVerb(command));
  if (found === undefined)
    throw new FeatureError(`policy ${by} gives ${context}/${aggregate} ${command}, which this host does not have`);
  return {
    found,
    bureau,
    id,
    input: found.command.schema.parse(input) as JsonObject, // commands take JSON objects
    commitId: commitIdOfCause(`${authority}/${context}/${bureau}`, event.id, by, streamId(aggregate, id)),
    sender: { account: policyActor(by).id },
    cause: { event: event.id, depth: depthOf(event.data) + 1 },
    ...(event.corr !== undefined && { corr: event.corr }),
  };
}

/** Open data only: digests of sealed fields and what the platform added are no business of a policy. */
function reactedEvent(event: RecordedEvent): ReactedEvent {
  const { ledger, stream, type, data } = event;
  const { _sd, _sdl, reliedOn, late, ...open } = data;
  void [_sd, _sdl, reliedOn, late];
  return { ledger, stream, type, data: open, meta: metaOf(event) };
}

/** How many causes lie before an event (`data.reliedOn.depth`). */
function depthOf({ reliedOn }: JsonObject): number {
  const { depth } = { depth: 0, ...(reliedOn as JsonObject | undefined) }; // an object, where the platform put it
  return typeof depth === 'number' ? depth : 0;
}
