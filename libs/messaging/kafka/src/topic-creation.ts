import { machineTimers, pauseFor, TopicMismatchError, type Timers } from '@taizhang/messaging-port';
import kafkajs, { type Admin } from 'kafkajs';
import { TOPIC_RETENTION_MS, TOPIC_VISIBLE_DEADLINE_MS, type TopicSettings } from './kafka-settings.js';

/** What is asked of the broker. */
export type TopicAdmin = Pick<Admin, 'listTopics' | 'createTopics' | 'fetchTopicMetadata' | 'describeConfigs'>;

/** Pause between two looks for a topic that was just made, in milliseconds. */
const VISIBLE_INTERVAL_MS = 100;

/** Node finds not all names that this CommonJS package exports. */
const { ConfigResourceTypes, KafkaJSProtocolError } = kafkajs;

/** Settings of a topic by the broker's names (design §7: deleted by age, never compacted, no unclean election). */
function configOf({ minInSyncReplicas }: TopicSettings): Readonly<Record<string, string>> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': String(TOPIC_RETENTION_MS),
    'unclean.leader.election.enable': 'false',
    'min.insync.replicas': String(minInSyncReplicas),
  };
}

/**
 * Creates the topics that are missing, and checks all of them: another process may have made them at the same time.
 * @throws {@link TopicMismatchError} in one sentence that names topic, setting and both values
 */
export async function ensureTopics(
  admin: TopicAdmin,
  topics: readonly string[],
  settings: TopicSettings,
  timers: Timers = machineTimers,
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  if (missing.length > 0) await create(admin, missing, settings);
  await whenVisible(timers, async () => {
    await checkPlacement(admin, topics, settings);
    await checkConfig(admin, topics, settings);
  });
}

async function create(admin: TopicAdmin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const configEntries = Object.entries(configOf(settings)).map(([name, value]) => ({ name, value }));
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.map((topic) => ({
        topic,
        numPartitions: settings.partitions,
        replicationFactor: settings.replication,
        configEntries,
      })),
    });
  } catch (error) {
    // It was made, and the broker asked for its leaders has not heard of it yet.
    if (!isUnknownTopic(error)) throw error;
  }
}

/** A new topic reaches the brokers a while after the controller has it (KRaft): looks again until then. */
async function whenVisible(timers: Timers, check: () => Promise<void>): Promise<void> {
  const deadline = timers.nowMs() + TOPIC_VISIBLE_DEADLINE_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (!isUnknownTopic(error) || timers.nowMs() >= deadline) throw error;
    }
    await pauseFor(VISIBLE_INTERVAL_MS, timers);
  }
}

function isUnknownTopic(error: unknown): boolean {
  return error instanceof KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
}

/** What a broker tells of topics, in an order of its own, in the order in which they were asked for: the sentence names the first. */
function asAsked<T>(topics: readonly string[], told: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return [...told].sort((a, b) => topics.indexOf(nameOf(a)) - topics.indexOf(nameOf(b)));
}

async function checkPlacement(admin: TopicAdmin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
  for (const { name, partitions } of asAsked(topics, metadata.topics, (one) => one.name)) {
    demand(name, 'partitions', String(settings.partitions), String(partitions.length));
    const replicas = Math.min(...partitions.map((partition) => partition.replicas.length));
    demand(name, 'replication', String(settings.replication), String(replicas));
  }
}

async function checkConfig(admin: TopicAdmin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const wanted = configOf(settings);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: Object.keys(wanted) })),
  });
  for (const { resourceName, configEntries } of asAsked(topics, resources, (one) => one.resourceName)) {
    for (const { configName, configValue } of configEntries) {
      const value = wanted[configName];
      if (value !== undefined) demand(resourceName, configName, value, configValue);
    }
  }
}

function demand(topic: string, setting: string, wanted: string, found: string): void {
  if (wanted === found) return;
  throw new TopicMismatchError(`Kafka topic ${topic} exists with ${setting}=${found}, but ${wanted} is configured.`);
}
