import type { LedgerId, Policy, PolicyCommand } from '@taizhang/kernel';
import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import {
  leafHashHex,
  recordedEventOf,
  type FollowerState,
  type InboxMark,
  type LedgerOwner,
} from '@taizhang/messaging-port';
import { consumerOfPolicy, contextsOfPolicy } from './policy-handler.js';
import type { Reactions } from './reactions.js';

/** What a settlement did. All zero: nothing was left to do here. */
export interface Settled {
  readonly rounds: number;
  readonly reactions: number;
}

/** What settling needs. */
export interface SettlementOptions {
  readonly policies: readonly Policy[];
  readonly reactions: Pick<Reactions, 'decide' | 'carryOut'>;
  readonly state: FollowerState;
  readonly owner: LedgerOwner;
  readonly upcast: UpcastEvent;
  /** Lets all views handle everything there is, and agree with its owners. */
  readonly catchUp: () => Promise<void>;
}

/** Most rounds of one settlement: beyond it policies answer each other without end. */
export const MAX_SETTLEMENT_ROUNDS = 100;

interface Pending {
  readonly policy: Policy;
  readonly event: RecordedEvent;
  /** Decided before any reaction of the round is run, so that no reaction depends on how fast views follow. */
  readonly commands: readonly PolicyCommand[];
}

/**
 * Policies under the manual clock: they act only when told to, in rounds of *catch up, collect, run in order of (source log,
 * idx, policy)* until a round is empty (design §3), so that every deployment writes the same bytes.
 */
export class Settlement {
  /** Ends, well or ill, when the last settlement that was asked for has. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SettlementOptions) {}

  /** One settlement at a time; who comes meanwhile gets one after those who came before. */
  settle(): Promise<Settled> {
    const settled = this.#last.then(() => this.#rounds());
    this.#last = settled.catch(() => undefined);
    return settled;
  }

  async #rounds(): Promise<Settled> {
    let reactions = 0;
    for (let rounds = 0; rounds < MAX_SETTLEMENT_ROUNDS; rounds += 1) {
      await this.options.catchUp();
      const pending = await this.#collect();
      if (pending.length === 0) return { rounds, reactions };
      for (const { policy, event, commands } of pending) {
        const answer = await this.options.reactions.carryOut(policy, event, commands);
        if (answer.kind === 'refused') await this.#recordRefusal(policy, event, answer.code);
        await this.#markDone(policy, event);
      }
      reactions += pending.length;
    }
    throw new Error(`policies still react after ${String(MAX_SETTLEMENT_ROUNDS)} rounds`);
  }

  async #collect(): Promise<readonly Pending[]> {
    const pending: Pending[] = [];
    for (const policy of this.options.policies) {
      for (const context of contextsOfPolicy(policy)) {
        for await (const { ledger, size } of this.options.owner.changedHeads(context))
          pending.push(...(await this.#unhandled(policy, ledger, size)));
      }
    }
    return pending.sort(inSettlementOrder);
  }

  /** Events of its types behind a policy's mark; what does not concern it is gone past at once. */
  async #unhandled(policy: Policy, ledger: LedgerId, size: number): Promise<readonly Pending[]> {
    const from = ((await this.options.state.mark(consumerOfPolicy(policy), ledger))?.idx ?? -1) + 1;
    const found: Pending[] = [];
    let last: RecordedEvent | undefined;
    if (from >= size) return found;
    for await (const leaf of this.options.owner.leaves(ledger, from)) {
      last = leaf.event ?? recordedEventOf(ledger, leaf, this.options.upcast);
      if (!Object.hasOwn(policy.on, last.type)) continue;
      found.push({ policy, event: last, commands: await this.options.reactions.decide(policy, last) });
    }
    if (found.length === 0 && last !== undefined) await this.#markDone(policy, last);
    return found;
  }

  async #markDone(policy: Policy, { ledger, idx, leaf }: RecordedEvent): Promise<void> {
    const consumer = consumerOfPolicy(policy);
    const mark: InboxMark = { idx, leafHash: leafHashHex(leaf) };
    await this.options.state.saveMark(consumer, ledger, mark, await this.options.state.mark(consumer, ledger));
  }

  async #recordRefusal(policy: Policy, { ledger, idx, id, time }: RecordedEvent, code: string): Promise<void> {
    await this.options.state.recordRefusal({
      consumer: consumerOfPolicy(policy),
      ledger,
      idx,
      eventId: id,
      code,
      at: time,
    });
  }
}

function inSettlementOrder(a: Pending, b: Pending): number {
  if (a.event.ledger !== b.event.ledger) return a.event.ledger < b.event.ledger ? -1 : 1;
  if (a.event.idx !== b.event.idx) return a.event.idx - b.event.idx;
  return a.policy.name < b.policy.name ? -1 : a.policy.name > b.policy.name ? 1 : 0;
}
