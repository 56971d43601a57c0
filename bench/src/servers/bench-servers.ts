import { startTestInfra, type TestInfra } from '@taizhang/infra-local';

/** The servers that peers need: started at the first wish, by infra/local, and removed with their data at the end. */
export class BenchServers {
  private mongodb: Promise<TestInfra> | undefined;
  private kafka: Promise<TestInfra> | undefined;

  /** URL of a MongoDB-wire server. @throws when it cannot be had, in one sentence */
  async mongoUrl(): Promise<string> {
    this.mongodb ??= startTestInfra({ kafka: false });
    return (await this.mongodb).mongoUrl;
  }

  /** Addresses of a Kafka broker. @throws when it cannot be had, in one sentence */
  async kafkaBrokers(): Promise<readonly string[]> {
    this.kafka ??= startTestInfra({ mongodb: false });
    return (await this.kafka).kafkaBrokers;
  }

  async stop(): Promise<void> {
    const started = await Promise.allSettled([this.mongodb, this.kafka]);
    for (const each of started) if (each.status === 'fulfilled') await each.value?.stop();
  }
}
