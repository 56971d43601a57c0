import type { LedgerId } from '@taizhang/kernel';
import type {
  AttemptCount,
  FailedAttempt,
  ParkedDecision,
  ParkedLedger,
  RefusedReaction,
} from '@taizhang/messaging-port';
import { isDuplicateKey } from './duplicate-key.js';
import type { DecisionDocument, FollowerCollections } from './follower-documents.js';

const WITHOUT_ID = { projection: { _id: 0 } } as const;

/** Parked ledgers, decisions on them, tries and refusals in MongoDB. */
export class MongoParking {
  constructor(
    private readonly collections: Pick<FollowerCollections, 'attempts' | 'parked' | 'decisions' | 'refusals'>,
  ) {}

  async recordAttempt({ consumer, ledger, idx, kind, at }: FailedAttempt): Promise<AttemptCount> {
    const { attempts } = this.collections;
    const _id = `${consumer}|${ledger}`;
    const about = `${String(idx)}/${kind}`;
    const counted = await attempts.findOneAndUpdate(
      { _id, about },
      { $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    );
    if (counted !== null) return { attempts: counted.attempts, since: counted.since };
    // The first try of this event: what was counted for another one is no longer of use.
    await attempts.replaceOne({ _id }, { about, attempts: 1, since: at }, { upsert: true });
    return { attempts: 1, since: at };
  }

  async park(parked: ParkedLedger): Promise<void> {
    const _id = `${parked.consumer}|${parked.ledger}`;
    await this.collections.parked.replaceOne({ _id }, { ...parked }, { upsert: true });
  }

  async parked(
    filter: { readonly consumer?: string; readonly ledger?: LedgerId } = {},
  ): Promise<readonly ParkedLedger[]> {
    return await this.collections.parked
      .find({ ...filter }, WITHOUT_ID)
      .sort({ consumer: 1, ledger: 1 })
      .toArray();
  }

  /**
   * The decision is recorded before the ledger is let go, so that none is lost; of two operators at once one removes the
   * parked ledger, and the other takes its own record back.
   */
  async unpark(decision: ParkedDecision): Promise<boolean> {
    const { parked, attempts } = this.collections;
    const _id = `${decision.consumer}|${decision.ledger}`;
    const here = { _id, idx: decision.idx };
    if ((await parked.findOne(here)) === null) return false;
    const recorded = await this.recordDecision(decision);
    if ((await parked.deleteOne(here)).deletedCount === 0) {
      await this.collections.decisions.deleteOne({ _id: recorded });
      return false;
    }
    await attempts.deleteOne({ _id });
    return true;
  }

  async decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]> {
    const found = await this.collections.decisions.find({ consumer, ledger }).sort({ number: 1 }).toArray();
    return found.map(({ idx, action, by, reason, at }) => ({ consumer, ledger, idx, action, by, reason, at }));
  }

  async recordRefusal(refusal: RefusedReaction): Promise<void> {
    const _id = `${refusal.consumer}|${refusal.ledger}|${String(refusal.idx)}`;
    try {
      await this.collections.refusals.insertOne({ _id, ...refusal });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async refusals(consumer: string): Promise<readonly RefusedReaction[]> {
    return await this.collections.refusals.find({ consumer }, WITHOUT_ID).sort({ ledger: 1, idx: 1 }).toArray();
  }

  /** @returns the id of the record: the next free number of its ledger. */
  private async recordDecision(decision: ParkedDecision): Promise<string> {
    const { consumer, ledger } = decision;
    const last = await this.collections.decisions.find({ consumer, ledger }).sort({ number: -1 }).limit(1).next();
    for (let number = (last?.number ?? -1) + 1; ; number += 1) {
      const document: DecisionDocument = { _id: `${consumer}|${ledger}|${String(number)}`, number, ...decision };
      try {
        await this.collections.decisions.insertOne(document);
        return document._id;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }
}
