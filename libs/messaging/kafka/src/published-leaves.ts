import { randomUUID } from 'node:crypto';
import type { LedgerMessage } from '@taizhang/messaging-port';
import type { Admin, EachBatchPayload, Kafka } from 'kafkajs';
import { sharesOf } from './received-batch.js';
import { topicOf } from './topics.js';

/** First part of the names of the groups that read topics once, from their beginning. */
export const READER_GROUP = 'taizhang-recover';

/** How often a consumer may begin again before whoever reads is told. */
const MOST_RESTARTS = 20;

interface Received {
  readonly messages: readonly LedgerMessage[];
  /** Lets the broker send on. */
  readonly taken: () => void;
}

/**
 * All that is still in the contexts' topics, up to what was in them when it was asked; those of one ledger in order, with repeats.
 * One batch at a time is in memory. Nothing is acknowledged: each time begins at the beginning.
 */
export async function* publishedLeaves(
  kafka: Kafka,
  admin: Admin,
  contexts: readonly string[],
): AsyncGenerator<LedgerMessage, void> {
  const there = new Set(await admin.listTopics());
  const topics = contexts.map(topicOf).filter((topic) => there.has(topic));
  const left = await unread(admin, topics);
  if (left.size === 0) return;
  const group = `${READER_GROUP}-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId: group, allowAutoTopicCreation: false });
  const batches = new Handover();
  let crashes = 0;
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    crashes += 1;
    // A broker that just started still loads its groups: the consumer itself begins again, and what it read comes once more.
    if (!restart || crashes > MOST_RESTARTS) batches.fail(error);
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 1,
      eachBatch: async (payload) => batches.give(payload, left),
    });
    while (left.size > 0) {
      const { messages, taken } = await batches.take();
      try {
        yield* messages;
      } finally {
        taken(); // also where nobody wants the rest: the consumer waits for it
      }
    }
  } finally {
    batches.close();
    await consumer.disconnect();
    await admin.deleteGroups([group]).catch(() => undefined); // it is empty, and ends by itself some time
  }
}

/** First offset behind what there is, of the partitions that have anything. */
async function unread(admin: Admin, topics: readonly string[]): Promise<Map<string, bigint>> {
  const left = new Map<string, bigint>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (BigInt(low) < BigInt(high)) left.set(placeOf(topic, partition), BigInt(high));
  }
  return left;
}

function placeOf(topic: string, partition: number): string {
  return `${topic}/${String(partition)}`;
}

/** Hands batches over one by one: the broker's next waits until this one was used. */
class Handover {
  #waiting: Received | undefined;
  #error: Error | undefined;
  #closed = false;
  #wake: () => void = () => undefined;

  give({ batch }: EachBatchPayload, left: Map<string, bigint>): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const place = placeOf(batch.topic, batch.partition);
    const end = left.get(place);
    const messages = end === undefined ? [] : batch.messages.filter(({ offset }) => BigInt(offset) < end);
    return new Promise((resolve) => {
      const taken = () => {
        if (end !== undefined && BigInt(batch.lastOffset()) >= end - 1n) left.delete(place);
        resolve();
      };
      this.#waiting = {
        messages: sharesOf({ topic: batch.topic, messages }).shares.flatMap((one) => one.messages),
        taken,
      };
      this.#wake();
    });
  }

  async take(): Promise<Received> {
    while (this.#waiting === undefined) {
      if (this.#error !== undefined) throw this.#error;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const received = this.#waiting;
    this.#waiting = undefined;
    return received;
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#waiting?.taken();
    this.#waiting = undefined;
  }
}
