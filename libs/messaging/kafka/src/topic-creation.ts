import { TopicMismatchError } from '@taizhang/messaging-port';
import kafkajs, { type Admin } from 'kafkajs';
import { TOPIC_RETENTION_MS, type TopicSettings } from './kafka-settings.js';

/** Node finds not all names that this CommonJS package exports. */
const { ConfigResourceTypes } = kafkajs;

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
export async function ensureTopics(admin: Admin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  const configEntries = Object.entries(configOf(settings)).map(([name, value]) => ({ name, value }));
  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: settings.partitions,
        replicationFactor: settings.replication,
        configEntries,
      })),
    });
  }
  await checkPlacement(admin, topics, settings);
  await checkConfig(admin, topics, settings);
}

async function checkPlacement(admin: Admin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
  for (const { name, partitions } of metadata.topics) {
    demand(name, 'partitions', String(settings.partitions), String(partitions.length));
    const replicas = Math.min(...partitions.map((partition) => partition.replicas.length));
    demand(name, 'replication', String(settings.replication), String(replicas));
  }
}

async function checkConfig(admin: Admin, topics: readonly string[], settings: TopicSettings): Promise<void> {
  const wanted = configOf(settings);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: Object.keys(wanted) })),
  });
  for (const { resourceName, configEntries } of resources) {
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
