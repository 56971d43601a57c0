import type { Instant } from '@taizhang/kernel';
import type { PendingReaction, SettlementPeer } from './settlement.js';

/** What a settlement did. All zero: nothing was left to do. */
export interface Settled {
  readonly rounds: number;
  readonly reactions: number;
}

/** Most rounds of one settlement: beyond it policies answer each other without end. */
export const MAX_SETTLEMENT_ROUNDS = 100;

/**
 * Settles a whole deployment under the manual clock, whichever host is asked: rounds of *all hosts catch up and collect, then all
 * reactions are run in order of (source log, idx, policy)* until a round is empty (design §3), so that every deployment writes
 * the same bytes. The sealers then sign.
 */
export class Settling {
  /** Ends, well or ill, when the last settlement that was asked for has. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly peers: readonly SettlementPeer[]) {}

  /** Sets the time on all hosts. */
  async setClock(now: Instant): Promise<void> {
    for (const peer of this.peers) await peer.setClock(now);
  }

  /** One settlement at a time; who comes meanwhile gets one after those who came before. */
  settle(): Promise<Settled> {
    const settled = this.#last.then(() => this.#rounds());
    this.#last = settled.catch(() => undefined);
    return settled;
  }

  async #rounds(): Promise<Settled> {
    let reactions = 0;
    for (let rounds = 0; rounds < MAX_SETTLEMENT_ROUNDS; rounds += 1) {
      const collected = await Promise.all(
        this.peers.map(async (peer) => (await peer.collect()).map((reaction) => ({ peer, reaction }))),
      );
      const pending = collected.flat().sort((a, b) => inSettlementOrder(a.reaction, b.reaction));
      if (pending.length === 0) {
        await Promise.all(this.peers.map((peer) => peer.seal()));
        return { rounds, reactions };
      }
      for (const { peer, reactions: stretch } of stretchesOf(pending)) await peer.run(stretch);
      reactions += pending.length;
    }
    throw new Error(`policies still react after ${String(MAX_SETTLEMENT_ROUNDS)} rounds`);
  }
}

/** Neighbours of one host go to it in one call. */
function stretchesOf(
  pending: readonly { readonly peer: SettlementPeer; readonly reaction: PendingReaction }[],
): readonly { readonly peer: SettlementPeer; readonly reactions: readonly PendingReaction[] }[] {
  const stretches: { peer: SettlementPeer; reactions: PendingReaction[] }[] = [];
  for (const { peer, reaction } of pending) {
    const last = stretches.at(-1);
    if (last?.peer === peer) last.reactions.push(reaction);
    else stretches.push({ peer, reactions: [reaction] });
  }
  return stretches;
}

function inSettlementOrder(a: PendingReaction, b: PendingReaction): number {
  return (
    compared(a.ledger, b.ledger) || a.idx - b.idx || compared(a.policy, b.policy) || compared(a.context, b.context)
  );
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
