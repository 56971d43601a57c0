import { randomBytes } from 'node:crypto';
import { startHostProcess, type HostEnvironment, type HostProcess } from './host-process.js';

/** A running deployment as its clients see it. */
export interface Deployment {
  readonly hosts: readonly HostProcess[];
  /** Base URL of the host that serves a context. */
  urlOf(context: string): string;
  /** By which hosts know each other, and a test reads leaves. */
  readonly serviceToken: string;
  /** @returns exit codes, which are 0 after an ordered shutdown */
  stop(): Promise<readonly (number | null)[]>;
}

/** What both deployments of a comparison share: whatever becomes part of the bytes. */
export const SCENARIO_ENVIRONMENT: HostEnvironment = {
  NODE_ENV: 'test',
  TAIZHANG_AUTHORITY: 'rectify.example',
  TAIZHANG_CLOCK: 'manual',
  TAIZHANG_SEED: 'slice',
  TAIZHANG_IDENTITY: 'test',
};

const freshToken = (): string => randomBytes(16).toString('hex');

/** Everything in one process on files in `folder`. */
export async function startEmbedded(folder: string, more: HostEnvironment = {}): Promise<Deployment> {
  const serviceToken = freshToken();
  const host = await startHostProcess('standalone', {
    ...SCENARIO_ENVIRONMENT,
    TAIZHANG_DATA: folder,
    TAIZHANG_SERVICE_TOKEN: serviceToken,
    ...more,
  });
  return { hosts: [host], serviceToken, urlOf: () => host.url, stop: async () => [await host.stop()] };
}

/** Servers that a distributed deployment runs on. */
export interface Servers {
  readonly kafkaBrokers: readonly string[];
  readonly mongoUrl: string;
  /** Folder of the evidence, which all hosts share. */
  readonly blobs: string;
  /** First part of the names of its databases. */
  readonly databases: string;
}

/** One process per context, on Kafka and a MongoDB-wire server. `issues` follows `organization`, so that one starts first. */
export async function startDistributed(servers: Servers, more: HostEnvironment = {}): Promise<Deployment> {
  const serviceToken = freshToken();
  const start = (context: string, owners: string): Promise<HostProcess> =>
    startHostProcess(context, {
      ...SCENARIO_ENVIRONMENT,
      TAIZHANG_STORE: 'mongodb',
      TAIZHANG_TRANSPORT: 'kafka',
      TAIZHANG_MONGODB_URL: new URL(`/${servers.databases}-${context}`, servers.mongoUrl).href,
      TAIZHANG_KAFKA_BROKERS: servers.kafkaBrokers.join(','),
      TAIZHANG_KEK: 'a passphrase of this test only',
      TAIZHANG_BLOBS_FOLDER: servers.blobs,
      TAIZHANG_OWNERS: owners,
      TAIZHANG_SERVICE_TOKEN: serviceToken,
      ...more,
    });
  const organization = await start('organization', '');
  const issues = await start('issues', `organization=${organization.url}`);
  const urls: Readonly<Record<string, string>> = { organization: organization.url, issues: issues.url };
  const hosts = [organization, issues];
  return {
    hosts,
    serviceToken,
    urlOf: (context) => urls[context] ?? '',
    stop: () => Promise.all(hosts.map((host) => host.stop())),
  };
}
