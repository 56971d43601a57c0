import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { RecordedEvent } from '@taizhang/event-store-port';
import type { HandlerAnswer, InboxHandler, InboxRunner } from '@taizhang/messaging-port';
import { isObservable, lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { InboxContext } from './inbox-context.js';

/** Binds a handler to this strategy alone, where a process has several: `@EventPattern(type, INBOX, { version: 1 })`. */
export const INBOX = Symbol('INBOX');

/** What the strategy is made of. */
export interface InboxStrategyOptions {
  /** Name under which marks are kept, unique for good: all handlers of one microservice are one consumer. */
  readonly consumer: string;
  /** An inbox of its own, over any transport: started by `listen`, stopped by `close`. */
  readonly inbox: Pick<InboxRunner, 'register' | 'start' | 'stop'>;
}

/** A handler that cannot be served: no event type, no version, or a request; a programming error. */
export class InboxPatternError extends Error {
  override readonly name = 'InboxPatternError';
}

const EVENT_TYPE = /^([a-z][a-z0-9-]*)\.[A-Z][A-Za-z0-9]*$/;
const versionSchema = z.int().min(1);
const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handled') }),
  z.object({ kind: z.literal('refused'), code: z.string() }),
  z.object({ kind: z.literal('not-yet'), detail: z.string() }),
]);

/**
 * Serves hand-written consumers: `@EventPattern` with an event type and the newest schema version understood gets the
 * events of all ledgers of that type's context, each ledger in order. What a handler returns (nothing, or a
 * `HandlerAnswer`) or throws goes to the inbox, which alone decides about retries, parking and acknowledgement; Nest's
 * RPC layer never does (design §7). Patterns need their type argument: `@EventPattern<string>(…)`. Connect it with
 * `connectInbox`, so that failures come through as they were thrown.
 */
export class InboxStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId: symbol = INBOX;
  /** Failures are the inbox's to report: Nest's own report would print the error's message, which may name someone. */
  override readonly propagatesEventHandlerErrors = true;

  constructor(private readonly options: InboxStrategyOptions) {
    super();
  }

  /** @throws {@link InboxPatternError} for a second handler of a type: it would need marks of its own, so a strategy of its own */
  override addHandler(...given: Parameters<Server['addHandler']>): void {
    const [pattern] = given;
    if (this.getHandlers().has(this.normalizePattern(pattern)))
      throw new InboxPatternError(`${String(pattern)} has two handlers in one consumer`);
    super.addHandler(...given);
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error);
      },
    );
  }

  /** Stops intake and lets the handler at work finish. */
  async close(): Promise<void> {
    await this.options.inbox.stop();
  }

  /** There are no events of a connection to listen to. @throws always */
  override on(): never {
    throw new InboxPatternError('the inbox emits nothing of its own');
  }

  override unwrap<T>(): T {
    // as: the caller of Nest's method says what it expects; there is one thing to give
    return this.options.inbox as T;
  }

  private async start(): Promise<void> {
    const versions = new Map([...this.getHandlers()].map(([type, handler]) => [type, versionOf(type, handler)]));
    if (versions.size > 0) this.options.inbox.register(this.consumer(versions));
    await this.options.inbox.start();
  }

  private consumer(versions: ReadonlyMap<string, number>): InboxHandler {
    return {
      consumer: this.options.consumer,
      contexts: [...new Set([...versions.keys()].map(contextOfType))].sort(),
      types: Object.fromEntries([...versions].map(([type, version]) => [type, { version }])),
      handle: (_ledger, events) => this.answers(events),
    };
  }

  /** Answers up to the first event that is not handled. One that throws behind others comes again alone: they stay done. */
  private async answers(events: readonly RecordedEvent[]): Promise<readonly HandlerAnswer[]> {
    const answers: HandlerAnswer[] = [];
    for (const event of events) {
      try {
        answers.push(await this.answer(event));
      } catch (error) {
        if (answers.length === 0) throw error;
        return answers;
      }
      if (answers.at(-1)?.kind !== 'handled') return answers;
    }
    return answers;
  }

  private async answer(event: RecordedEvent): Promise<HandlerAnswer> {
    const handler = this.getHandlerByPattern(event.type);
    if (handler === null) throw new InboxPatternError(`nobody handles ${event.type}`);
    const result: unknown = await handler(event, new InboxContext([event]));
    // Nest hands a failure back as a stream that fails; awaiting it throws what the handler threw.
    return answerOf(isObservable(result) ? await lastValueFrom(result, { defaultValue: undefined }) : result);
  }
}

function answerOf(value: unknown): HandlerAnswer {
  if (value === undefined || value === null) return { kind: 'handled' };
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) throw new InboxPatternError('a handler returns nothing, or one of the answers of the inbox');
  return parsed.data;
}

function contextOfType(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

function versionOf(type: string, { isEventHandler, extras }: MessageHandler): number {
  if (isEventHandler !== true)
    throw new InboxPatternError(`${type}: the inbox delivers events, it answers no requests`);
  if (!EVENT_TYPE.test(type)) throw new InboxPatternError(`${type} is no event type`);
  const version = versionSchema.safeParse(extras?.['version']);
  if (!version.success) throw new InboxPatternError(`${type}: the pattern must say which version is understood`);
  return version.data;
}
