import {
  type LedgerMessage,
  type LedgerTransport,
  machineTimers,
  type PublishedLeaf,
  settledWithin,
  type Subscription,
  type SubscriptionOptions,
  type Timers,
  TransportUnavailableError,
} from '@taizhang/messaging-port';
import { type Admin, Kafka, type LogEntry, logLevel } from 'kafkajs';
import {
  DEFAULT_HEARTBEAT_INTERVAL_MS,
  DEFAULT_SESSION_TIMEOUT_MS,
  DEFAULT_STOP_DEADLINE_MS,
  FETCH_WAIT_MS,
  type KafkaEvents,
  REBALANCE_TIMEOUT_MS,
  type TopicSettings,
} from './kafka-settings.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { LeafSender } from './leaf-sender.js';
import { ensureTopics } from './topic-creation.js';
import { publishedLeaves } from './published-leaves.js';
import { topicsOf } from './topics.js';

/** What the Kafka transport needs. */
export interface KafkaTransportOptions {
  readonly brokers: readonly string[];
  /** Name of this process at the broker. */
  readonly clientId: string;
  readonly topics: TopicSettings;
  readonly events?: KafkaEvents;
  readonly timers?: Timers;
  readonly sessionTimeoutMs?: number;
  readonly heartbeatIntervalMs?: number;
}

/**
 * Leaves over Kafka (design §7): topic per context, key = bureau, value = the leaf's bytes; beside it a topic per clearance of
 * analysts, in which nobody of us subscribes. Delivery is at least once; the
 * inbox makes it exactly once in effect. A ledger that rests does not hold up its partition: its messages are passed over
 * and acknowledged, and the inbox fetches them from the owner.
 */
export class KafkaTransport implements LedgerTransport {
  readonly kind = 'relayed';
  private readonly kafka: Kafka;
  private readonly sender: LeafSender;
  private readonly subscriptions = new Set<Subscription>();
  private readonly timers: Timers;
  private admin: Promise<Admin> | undefined;

  constructor(private readonly options: KafkaTransportOptions) {
    const { brokers, clientId, events = {}, timers = machineTimers } = options;
    this.timers = timers;
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      connectionTimeout: 3_000,
      logLevel: logLevel.WARN,
      logCreator: () => (entry) => {
        report(events, entry);
      },
    });
    this.sender = new LeafSender(this.kafka);
  }

  publish(context: string, leaves: readonly PublishedLeaf[]): Promise<void> {
    return leaves.length === 0 ? Promise.resolve() : this.sender.send(context, leaves);
  }

  async prepare(contexts: readonly string[]): Promise<void> {
    await ensureTopics(await this.connectedAdmin(), contexts.flatMap(topicsOf), this.options.topics, this.timers);
  }

  async subscribe(options: SubscriptionOptions): Promise<Subscription> {
    const heartbeatMs = this.options.heartbeatIntervalMs ?? DEFAULT_HEARTBEAT_INTERVAL_MS;
    const admin = await this.connectedAdmin();
    const stopping = new AbortController();
    const consumer = this.kafka.consumer({
      groupId: options.group,
      allowAutoTopicCreation: false,
      sessionTimeout: this.options.sessionTimeoutMs ?? DEFAULT_SESSION_TIMEOUT_MS,
      heartbeatInterval: heartbeatMs,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      // A broker that is away is waited for; once stopped, a member must not come back to life with it.
      retry: {
        initialRetryTime: 200,
        maxRetryTime: 5_000,
        restartOnFailure: () => Promise.resolve(!stopping.signal.aborted),
      },
    });
    const parts = { consumer, admin, timers: this.timers, heartbeatMs, events: this.options.events ?? {}, stopping };
    const subscription = new KafkaSubscription(parts, options);
    this.subscriptions.add(subscription);
    await subscription.start();
    return subscription;
  }

  async *published(contexts: readonly string[]): AsyncGenerator<LedgerMessage, void> {
    yield* publishedLeaves(this.kafka, await this.connectedAdmin(), contexts);
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.subscriptions.clear();
    await settledWithin(this.sender.close(), DEFAULT_STOP_DEADLINE_MS, this.timers);
    const admin = await this.admin?.catch(() => undefined);
    if (admin !== undefined) await settledWithin(admin.disconnect(), DEFAULT_STOP_DEADLINE_MS, this.timers);
  }

  private connectedAdmin(): Promise<Admin> {
    this.admin ??= this.connectAdmin();
    return this.admin;
  }

  private async connectAdmin(): Promise<Admin> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return admin;
    } catch (cause) {
      this.admin = undefined;
      throw new TransportUnavailableError('Kafka cannot be reached', { cause });
    }
  }
}

function report(events: KafkaEvents, { level, log, namespace }: LogEntry): void {
  events.log?.(level === logLevel.WARN ? 'warn' : 'error', `${namespace}: ${log.message}`);
}
