import { TopicMismatchError } from '@taizhang/messaging-port';
import kafkajs from 'kafkajs';
import { TOPIC_RETENTION_MS, TOPIC_VISIBLE_DEADLINE_MS } from './kafka-settings.js';
import { ensureTopics, type TopicAdmin } from './topic-creation.js';

/** Node finds not all names that this CommonJS package exports. */
const { KafkaJSProtocolError } = kafkajs;

const TOPIC = 'taizhang.issues.v1';
const SETTINGS = { partitions: 6, replication: 1, minInSyncReplicas: 1 };
const CONFIG = {
  'cleanup.policy': 'delete',
  'retention.ms': String(TOPIC_RETENTION_MS),
  'unclean.leader.election.enable': 'false',
  'min.insync.replicas': '1',
};

/** What a broker answers that has one topic. */
interface Answers {
  readonly listed?: readonly string[];
  readonly partitions?: number;
  readonly config?: Readonly<Record<string, string>>;
  /** Looks at the topic that come too early. */
  readonly early?: number;
}

function adminOf({ listed = [TOPIC], partitions = 6, config = {}, early = 0 }: Answers): {
  readonly admin: TopicAdmin;
  readonly created: unknown[];
} {
  const created: unknown[] = [];
  let looks = 0;
  const fake = {
    listTopics: () => Promise.resolve([...listed]),
    createTopics: (options: unknown) => {
      created.push(options);
      return Promise.resolve(true);
    },
    fetchTopicMetadata: () => {
      looks += 1;
      if (looks <= early) return Promise.reject(unknownTopic());
      const one = { replicas: [1] };
      return Promise.resolve({ topics: [{ name: TOPIC, partitions: Array.from({ length: partitions }, () => one) }] });
    },
    describeConfigs: () => {
      const configEntries = Object.entries({ ...CONFIG, ...config }).map(([configName, configValue]) => ({
        configName,
        configValue,
      }));
      return Promise.resolve({ resources: [{ resourceName: TOPIC, configEntries }] });
    },
  };
  // as: the answers hold what is looked at, and nothing more
  return { admin: fake as unknown as TopicAdmin, created };
}

function unknownTopic(): Error {
  const told = {
    type: 'UNKNOWN_TOPIC_OR_PARTITION',
    code: 3,
    retriable: true,
    message: 'This server does not host it',
  };
  // as: the client's own type wants an error, its code reads these members
  return new KafkaJSProtocolError(told as unknown as Error);
}

/** Time that passes by being waited for. */
function passingTimers(): Parameters<typeof ensureTopics>[3] {
  let now = 0;
  return {
    nowMs: () => now,
    after: (delayMs, action) => {
      now += delayMs;
      setImmediate(action);
      return () => undefined;
    },
  };
}

describe('topics', () => {
  it('are created with the configured settings when they are missing', async () => {
    const { admin, created } = adminOf({ listed: [] });
    await ensureTopics(admin, [TOPIC], SETTINGS);
    const configEntries = Object.entries(CONFIG).map(([name, value]) => ({ name, value }));
    const topics = [{ topic: TOPIC, numPartitions: 6, replicationFactor: 1, configEntries }];
    expect(created).toEqual([{ waitForLeaders: true, topics }]);
  });

  it('are left alone when they are as configured', async () => {
    const { admin, created } = adminOf({});
    await ensureTopics(admin, [TOPIC], SETTINGS);
    expect(created).toEqual([]);
  });

  it.each<[string, Answers, string]>([
    ['partitions', { partitions: 3 }, 'partitions=3, but 6 is configured.'],
    ['retention', { config: { 'retention.ms': '1000' } }, `retention.ms=1000, but ${String(TOPIC_RETENTION_MS)}`],
    ['clean-up', { config: { 'cleanup.policy': 'compact' } }, 'cleanup.policy=compact, but delete is configured.'],
  ])('with other %s stop the start with one sentence', async (_what, answers, sentence) => {
    const refusal = ensureTopics(adminOf(answers).admin, [TOPIC], SETTINGS);
    await expect(refusal).rejects.toThrow(TopicMismatchError);
    await expect(refusal).rejects.toThrow(`Kafka topic ${TOPIC} exists with ${sentence}`);
  });

  it('that a broker does not know yet are looked at again', async () => {
    await expect(
      ensureTopics(adminOf({ early: 3 }).admin, [TOPIC], SETTINGS, passingTimers()),
    ).resolves.toBeUndefined();
  });

  it('that stay unknown are an error in the end', async () => {
    const { admin } = adminOf({ early: TOPIC_VISIBLE_DEADLINE_MS });
    await expect(ensureTopics(admin, [TOPIC], SETTINGS, passingTimers())).rejects.toThrow(KafkaJSProtocolError);
  });
});
