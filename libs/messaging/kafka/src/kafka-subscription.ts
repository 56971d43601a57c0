import type { LedgerId } from '@taizhang/kernel';
import {
  pauseFor,
  settledWithin,
  type Subscription,
  type SubscriptionOptions,
  type Timers,
} from '@taizhang/messaging-port';
import type { Admin, Consumer, EachBatchPayload } from 'kafkajs';
import {
  DEFAULT_STOP_DEADLINE_MS,
  type KafkaEvents,
  LEDGERS_AT_ONCE,
  PARTITIONS_AT_ONCE,
  REBALANCE_DRAIN_MS,
  REDELIVERY_DELAY_MS,
} from './kafka-settings.js';
import { type LedgerShare, sharesOf } from './received-batch.js';
import { type Assignment, pinStartOffsets } from './start-offsets.js';
import { topicOf } from './topics.js';

/** What a subscription is made of. */
export interface SubscriptionParts {
  readonly consumer: Consumer;
  readonly admin: Admin;
  readonly timers: Timers;
  readonly heartbeatMs: number;
  readonly events: KafkaEvents;
  /** Aborted by the subscription when it stops. */
  readonly stopping: AbortController;
}

/** A member of a consumer group that acknowledges (commits offsets) only what has had its effect. */
export class KafkaSubscription implements Subscription {
  readonly ready: Promise<void>;
  private readonly resting = new Set<LedgerId>();
  private readonly stopping: AbortController;
  private joined: () => void = () => undefined;

  constructor(
    private readonly parts: SubscriptionParts,
    private readonly options: SubscriptionOptions,
  ) {
    this.stopping = parts.stopping;
    this.ready = new Promise((resolve) => {
      this.joined = resolve;
    });
  }

  /** Begins to join the group, which takes as long as the broker waits for members that died; one that is away is waited for. */
  async start(): Promise<void> {
    const { consumer } = this.parts;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      // It was joining while it was stopped: it leaves again, else it would keep its share from the others.
      if (this.stopping.signal.aborted) void this.leave();
      else void this.pinUntilDone(payload.memberAssignment);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.options.contexts.map(topicOf), fromBeginning: false });
    consumer
      .run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
        eachBatch: (payload) => this.onBatch(payload),
      })
      .catch((error: unknown) => this.parts.events.refused?.(error));
  }

  pause(ledger: LedgerId): void {
    this.resting.add(ledger);
  }

  resume(ledger: LedgerId): void {
    this.resting.delete(ledger);
  }

  async stop(deadlineMs: number = DEFAULT_STOP_DEADLINE_MS): Promise<void> {
    this.stopping.abort();
    this.joined();
    await settledWithin(this.leave(), deadlineMs, this.parts.timers);
  }

  /** Never rejects: what cannot be said goodbye to is left to time out. */
  private async leave(): Promise<void> {
    const { consumer, events } = this.parts;
    try {
      await consumer.stop();
      await consumer.disconnect();
    } catch (error) {
      events.refused?.(error);
    }
  }

  private async pinUntilDone(assignment: Assignment): Promise<void> {
    const { admin, consumer, events, timers } = this.parts;
    while (!this.stopping.signal.aborted) {
      try {
        await pinStartOffsets({ admin, consumer, group: this.options.group }, assignment);
        this.joined();
        return;
      } catch (error) {
        events.refused?.(error);
        await pauseFor(REDELIVERY_DELAY_MS, timers, this.stopping.signal);
      }
    }
  }

  private async onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, isRunning, isStale } = payload;
    if (this.stopping.signal.aborted || !isRunning() || isStale()) return;
    const { shares, foreign } = sharesOf(batch);
    if (foreign > 0) this.parts.events.foreign?.(batch.topic);
    const delivered = this.deliver(shares);
    const lost = await this.beatWhile(delivered, payload);
    // A rebalance: handlers at work may finish, and their offsets are committed while that is still possible.
    if (lost !== undefined && !(await settledWithin(delivered, REBALANCE_DRAIN_MS, this.parts.timers)))
      throw lost.error;
    const firstRefused = await delivered;
    await this.acknowledge(payload, firstRefused);
    if (lost !== undefined) throw lost.error;
    if (firstRefused !== undefined) this.pausePartition(payload);
  }

  /** Ledgers side by side. @returns the lowest offset that was refused, if any. */
  private async deliver(shares: readonly LedgerShare[]): Promise<bigint | undefined> {
    const queue = [...shares];
    let lowest: bigint | undefined;
    const worker = async (): Promise<void> => {
      for (let share = queue.shift(); share !== undefined; share = queue.shift()) {
        if (this.resting.has(share.ledger)) continue;
        try {
          await this.options.onMessages(share.ledger, share.messages);
        } catch (error) {
          this.parts.events.refused?.(error);
          if (lowest === undefined || share.firstOffset < lowest) lowest = share.firstOffset;
        }
      }
    };
    await Promise.all(Array.from({ length: LEDGERS_AT_ONCE }, worker));
    return lowest;
  }

  /** Tells the broker that this member lives while handlers are at work. @returns why it is no member any more. */
  private async beatWhile(
    work: Promise<unknown>,
    { heartbeat }: EachBatchPayload,
  ): Promise<{ readonly error: unknown } | undefined> {
    const { timers, heartbeatMs } = this.parts;
    while (!(await settledWithin(work, heartbeatMs, timers))) {
      try {
        await heartbeat();
      } catch (error) {
        return { error };
      }
    }
    return undefined;
  }

  private async acknowledge(payload: EachBatchPayload, firstRefused: bigint | undefined): Promise<void> {
    const { batch, resolveOffset, commitOffsetsIfNecessary, uncommittedOffsets } = payload;
    const before = batch.messages.filter(({ offset }) => firstRefused === undefined || BigInt(offset) < firstRefused);
    const last = firstRefused === undefined ? batch.lastOffset() : before.at(-1)?.offset;
    if (last === undefined) return;
    resolveOffset(last);
    await commitOffsetsIfNecessary(uncommittedOffsets());
  }

  private pausePartition({ pause }: EachBatchPayload): void {
    const resume = pause();
    this.parts.timers.after(REDELIVERY_DELAY_MS, resume);
  }
}
