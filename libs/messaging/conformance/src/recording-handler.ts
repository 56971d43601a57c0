import type { RecordedEvent } from '@taizhang/event-store-port';
import type { LedgerId } from '@taizhang/kernel';
import type { HandlerAnswer, InboxHandler } from '@taizhang/messaging-port';
import { NOTED } from './memory/memory-ledgers.js';

/** Decides what a handler answers; a throw is a failure. */
export type Behaviour = (event: RecordedEvent) => HandlerAnswer | Promise<HandlerAnswer>;

const HANDLED: HandlerAnswer = { kind: 'handled' };

/** Effects of one consumer, kept outside of any process, as a view's documents are: guarded by position. */
export class Effects {
  private readonly applied = new Map<LedgerId, RecordedEvent[]>();
  /** Events given to a handler, repetitions included. */
  given = 0;

  apply(event: RecordedEvent): void {
    this.given += 1;
    const events = this.applied.get(event.ledger) ?? [];
    this.applied.set(event.ledger, events);
    const last = events.at(-1)?.idx ?? -1;
    // Repetition is allowed, and has no effect.
    if (event.idx <= last) return;
    events.push(event);
  }

  /** Indices in order of their effect. */
  indices(ledger: LedgerId): readonly number[] {
    return (this.applied.get(ledger) ?? []).map(({ idx }) => idx);
  }

  events(ledger: LedgerId): readonly RecordedEvent[] {
    return this.applied.get(ledger) ?? [];
  }

  count(ledger: LedgerId): number {
    return this.applied.get(ledger)?.length ?? 0;
  }
}

/** What a recording handler is made with. */
export interface RecordingOptions {
  readonly consumer: string;
  readonly contexts: readonly string[];
  readonly effects: Effects;
  readonly types?: InboxHandler['types'];
  readonly behaviour?: Behaviour;
}

/** A handler that writes its effects down, and answers as a case wants it. */
export function recordingHandler({ consumer, contexts, effects, types, behaviour }: RecordingOptions): InboxHandler {
  return {
    consumer,
    contexts,
    types: types ?? { [NOTED]: { version: 1 } },
    handle: async (_ledger, events) => {
      const answers: HandlerAnswer[] = [];
      for (const event of events) {
        const answer = (await behaviour?.(event)) ?? HANDLED;
        if (answer.kind === 'handled') effects.apply(event);
        answers.push(answer);
        if (answer.kind !== 'handled') break;
      }
      return answers;
    },
  };
}

/** A door that stays closed until it is opened. */
export interface Gate {
  readonly passed: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
