import type { Instant, LedgerId, Policy, PolicyCommand } from '@taizhang/kernel';
import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import {
  leafHashHex,
  recordedEventOf,
  roundHeads,
  type FollowerState,
  type InboxMark,
  type LedgerOwner,
} from '@taizhang/messaging-port';
import type { DueDeadlines } from '../deadlines/due-deadlines.js';
import { consumerOfPolicy, contextsOfPolicy } from './policy-handler.js';
import type { Reactions } from './reactions.js';

/** What is named of a reaction that waits to be run: which policy of which context, and the event it reacts to. */
export interface PendingReaction {
  readonly ledger: LedgerId;
  readonly idx: number;
  readonly context: string;
  readonly policy: string;
}

/** A host that takes part in a settlement: this one, or another of the deployment. */
export interface SettlementPeer {
  /** Takes over the time that is set on any host. */
  setClock(now: Instant): Promise<void>;
  /** Catches up, and decides every reaction that waits; forgets what was decided and not run before. */
  collect(): Promise<readonly PendingReaction[]>;
  /** Runs reactions that the last {@link collect} named, in the order given. @throws when it did not name one of them */
  run(reactions: readonly PendingReaction[]): Promise<void>;
  /** Signs checkpoints of all its ledgers, once nothing is left to run. */
  seal(): Promise<void>;
}

/** What settling needs. */
export interface SettlementOptions {
  readonly policies: readonly Policy[];
  readonly reactions: Pick<Reactions, 'decide' | 'carryOut'>;
  readonly state: FollowerState;
  readonly owner: LedgerOwner;
  /** Dates that were reached: acted on as reactions to the events that set them. */
  readonly deadlines: Pick<DueDeadlines, 'pending' | 'act'>;
  readonly upcast: UpcastEvent;
  readonly setClock: (now: Instant) => Promise<void>;
  readonly seal: () => Promise<void>;
  /** Lets all views handle everything there is, and agree with its owners. */
  readonly catchUp: () => Promise<void>;
}

/** A reaction was to be run that was not collected: the host was started anew meanwhile, and the round begins again. */
export class NotCollectedError extends Error {
  override readonly name = 'NotCollectedError';
}

interface Pending {
  readonly reaction: PendingReaction;
  readonly run: () => Promise<void>;
}

/** This host's part in settling: its policies under the manual clock, which act only when they are told to (design §3). */
export class Settlement implements SettlementPeer {
  #pending: ReadonlyMap<string, Pending> = new Map();
  /** Marks of the policies as far as they are known: nobody else moves them under the manual clock. */
  readonly #marks = new Map<string, Map<LedgerId, InboxMark>>();

  constructor(private readonly options: SettlementOptions) {}

  setClock(now: Instant): Promise<void> {
    return this.options.setClock(now);
  }

  seal(): Promise<void> {
    return this.options.seal();
  }

  async collect(): Promise<readonly PendingReaction[]> {
    await this.options.catchUp();
    const pending = [...(await this.#collect()), ...(await this.#collectDue())];
    this.#pending = new Map(pending.map((one) => [keyOf(one.reaction), one]));
    return pending.map(({ reaction }) => reaction);
  }

  async run(reactions: readonly PendingReaction[]): Promise<void> {
    for (const reaction of reactions) {
      const pending = this.#pending.get(keyOf(reaction));
      if (pending === undefined) throw new NotCollectedError(`${keyOf(reaction)} was not collected`);
      await pending.run();
    }
  }

  async #collectDue(): Promise<readonly Pending[]> {
    const { deadlines } = this.options;
    return (await deadlines.pending()).map((one) => {
      const { deadline, document, due } = one;
      const { ledger } = document;
      const reaction = { ledger, idx: due.idx, context: deadline.aggregate.context, policy: deadline.name };
      return { reaction, run: () => deadlines.act(one) };
    });
  }

  /** @param commands decided before any reaction of the round is run, so that no reaction depends on how fast views follow */
  #reaction(policy: Policy, event: RecordedEvent, commands: readonly PolicyCommand[]): Pending {
    const { ledger, idx } = event;
    const run = async () => {
      const answer = await this.options.reactions.carryOut(policy, event, commands);
      if (answer.kind === 'refused') await this.#recordRefusal(policy, event, answer.code);
      await this.#markDone(policy, event);
    };
    return { reaction: { ledger, idx, context: policy.context, policy: policy.name }, run };
  }

  async #collect(): Promise<readonly Pending[]> {
    const pending: Pending[] = [];
    const headsOf = roundHeads(this.options.owner);
    for (const policy of this.options.policies) {
      for (const context of contextsOfPolicy(policy)) {
        for (const { ledger, size } of await headsOf(context))
          pending.push(...(await this.#unhandled(policy, ledger, size)));
      }
    }
    return pending;
  }

  /** Events of its types behind a policy's mark; what does not concern it is gone past at once. */
  async #unhandled(policy: Policy, ledger: LedgerId, size: number): Promise<readonly Pending[]> {
    const from = ((await this.#marksOf(policy)).get(ledger)?.idx ?? -1) + 1;
    const found: Pending[] = [];
    let last: RecordedEvent | undefined;
    if (from >= size) return found;
    for await (const leaf of this.options.owner.leaves(ledger, from)) {
      last = leaf.event ?? recordedEventOf(ledger, leaf, this.options.upcast);
      if (!Object.hasOwn(policy.on, last.type)) continue;
      found.push(this.#reaction(policy, last, await this.options.reactions.decide(policy, last)));
    }
    if (found.length === 0 && last !== undefined) await this.#markDone(policy, last);
    return found;
  }

  async #markDone(policy: Policy, { ledger, idx, leaf }: RecordedEvent): Promise<void> {
    const mark: InboxMark = { idx, leafHash: leafHashHex(leaf) };
    const marks = await this.#marksOf(policy);
    const saved = await this.options.state.saveMark(consumerOfPolicy(policy), ledger, mark, marks.get(ledger));
    if (saved) marks.set(ledger, mark);
    else this.#marks.delete(consumerOfPolicy(policy));
  }

  async #marksOf(policy: Policy): Promise<Map<LedgerId, InboxMark>> {
    const consumer = consumerOfPolicy(policy);
    const known = this.#marks.get(consumer);
    if (known !== undefined) return known;
    const marks = new Map<LedgerId, InboxMark>();
    for await (const { ledger, mark } of this.options.state.marks(consumer)) marks.set(ledger, mark);
    this.#marks.set(consumer, marks);
    return marks;
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

function keyOf({ ledger, idx, context, policy }: PendingReaction): string {
  return `${ledger}@${String(idx)} ${context}.${policy}`;
}
