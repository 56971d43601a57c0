import { TransportUnavailableError, type PublishedLeaf } from '@taizhang/messaging-port';
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';
import { MAX_WAITING_SEND_BYTES, RECORD_OVERHEAD_BYTES, SEND_BATCH_BYTES, SEND_TIMEOUT_MS } from './kafka-settings.js';
import { recordsOf, type TopicRecords } from './leaf-records.js';

/** One call of {@link LeafSender.send} that waits for its request. */
interface WaitingSend {
  readonly records: readonly TopicRecords[];
  readonly bytes: number;
  acknowledged(): void;
  failed(error: Error): void;
}

/**
 * Group send: while one request is at the broker, the sends of other ledgers collect and go with the next one. One
 * request at a time keeps the order of each ledger whatever fails, and lets the idempotent producer drop what a retry
 * would repeat. What one call sends to several topics goes in one request and is acknowledged as a whole, so that the topics of
 * analysts have what those of services have. After a failure the producer is replaced: its sequence numbers are not to be trusted any more.
 */
export class LeafSender {
  private producer: Producer | undefined;
  private waiting: WaitingSend[] = [];
  private waitingBytes = 0;
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly kafka: Kafka) {}

  /** @throws TransportUnavailableError when the outcome is a failure or unknown, or too much is waiting */
  send(context: string, leaves: readonly PublishedLeaf[]): Promise<void> {
    const bytes = leaves.reduce((sum, { leaf }) => sum + leaf.byteLength + RECORD_OVERHEAD_BYTES, 0);
    if (this.closed) return Promise.reject(new TransportUnavailableError('the Kafka transport is closed'));
    if (this.waitingBytes + bytes > MAX_WAITING_SEND_BYTES) {
      return Promise.reject(new TransportUnavailableError('too much waits to be sent to Kafka'));
    }
    return new Promise<void>((acknowledged, failed) => {
      this.waiting.push({ records: recordsOf(context, leaves), bytes, acknowledged, failed });
      this.waitingBytes += bytes;
      this.running ??= this.sendAll();
    });
  }

  /** Lets the request at the broker finish; what waits is refused. */
  async close(): Promise<void> {
    this.closed = true;
    for (const send of this.take(Number.POSITIVE_INFINITY)) {
      send.failed(new TransportUnavailableError('the Kafka transport is closed'));
    }
    await this.running;
    await this.replaceProducer();
  }

  private async sendAll(): Promise<void> {
    // One turn later, so that what many ledgers send at once travels together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.sendOnce(this.take(SEND_BATCH_BYTES));
    this.running = undefined;
  }

  private async sendOnce(sends: readonly WaitingSend[]): Promise<void> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ topicMessages: byTopic(sends), acks: -1, timeout: SEND_TIMEOUT_MS });
      for (const send of sends) send.acknowledged();
    } catch (cause) {
      await this.replaceProducer();
      for (const send of sends) send.failed(new TransportUnavailableError('Kafka did not acknowledge', { cause }));
    }
  }

  private async connected(): Promise<Producer> {
    if (this.producer !== undefined) return this.producer;
    const producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      idempotent: true,
      maxInFlightRequests: 1,
      // Few: the relay has its own back-off, and must hear of a broker that is away.
      retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }

  private async replaceProducer(): Promise<void> {
    const old = this.producer;
    this.producer = undefined;
    // A broker that is away cannot be said goodbye to.
    await old?.disconnect().catch(() => undefined);
  }

  private take(mostBytes: number): readonly WaitingSend[] {
    let bytes = 0;
    let count = 0;
    for (const send of this.waiting) {
      bytes += send.bytes;
      if (count > 0 && bytes > mostBytes) break;
      count += 1;
    }
    const taken = this.waiting.splice(0, count);
    for (const send of taken) this.waitingBytes -= send.bytes;
    return taken;
  }
}

function byTopic(sends: readonly WaitingSend[]): { topic: string; messages: Message[] }[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, messages } of sends.flatMap(({ records }) => records)) {
    const present = topics.get(topic);
    if (present === undefined) topics.set(topic, [...messages]);
    else present.push(...messages);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
