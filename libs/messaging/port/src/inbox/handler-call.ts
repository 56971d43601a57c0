import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { HandlerAnswer, InboxHandler } from '../inbox.js';

/** What a handler made of the events it was given, in order: so many handled, then perhaps one that was not. */
export interface HandlerOutcome {
  readonly handled: number;
  readonly then?:
    | { readonly kind: 'refused'; readonly event: RecordedEvent; readonly code: string }
    | { readonly kind: 'not-yet'; readonly event: RecordedEvent; readonly detail: string }
    | { readonly kind: 'failed'; readonly event: RecordedEvent; readonly error: unknown };
}

/** A handler must answer for at least the first event it was given. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly code = 'NO_ANSWER';
}

/**
 * Gives events of one ledger to its handler. When several were given and it failed, which one is to blame is not known:
 * they are given again one by one, up to the last of them.
 */
export class HandlerCall {
  private oneByOneUpTo = -1;

  constructor(
    private readonly ledger: LedgerId,
    private readonly handler: InboxHandler,
  ) {}

  /** How many events may be given at once from index `next` on. */
  most(next: number, limit: number): number {
    return next <= this.oneByOneUpTo ? 1 : limit;
  }

  /** @returns `undefined` when the events must be given again, one by one. */
  async give(events: readonly RecordedEvent[]): Promise<HandlerOutcome | undefined> {
    const first = events[0];
    if (first === undefined) return { handled: 0 };
    try {
      return sorted(events, await this.handler.handle(this.ledger, events));
    } catch (error) {
      if (events.length === 1) return { handled: 0, then: { kind: 'failed', event: first, error } };
      this.oneByOneUpTo = events.at(-1)?.idx ?? first.idx;
      return undefined;
    }
  }
}

function sorted(events: readonly RecordedEvent[], answers: readonly HandlerAnswer[]): HandlerOutcome {
  if (answers.length === 0) throw new NoAnswerError('the handler answered nothing');
  let handled = 0;
  for (const event of events) {
    const answer = answers[handled];
    if (answer === undefined) break;
    if (answer.kind === 'refused') return { handled, then: { kind: 'refused', event, code: answer.code } };
    if (answer.kind === 'not-yet') return { handled, then: { kind: 'not-yet', event, detail: answer.detail } };
    handled += 1;
  }
  return { handled };
}
