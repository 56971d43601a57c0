import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { startHostProcess, type HostEnvironment, type HostProcess } from './host-process.js';

/** A running deployment as its clients see it. */
export interface Deployment {
  readonly hosts: readonly HostProcess[];
  /** Base URL of the host that serves a context. */
  urlOf(context: string): string;
  /** The process that serves a context. */
  hostOf(context: string): HostProcess;
  /** By which hosts know each other, and a test reads leaves. */
  readonly serviceToken: string;
  /** Starts the host of a context that was killed again, at the address by which the others know it. */
  revive(context: string): Promise<void>;
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
  const start = (port: string) =>
    startHostProcess('standalone', {
      ...SCENARIO_ENVIRONMENT,
      TAIZHANG_DATA: folder,
      TAIZHANG_SERVICE_TOKEN: serviceToken,
      TAIZHANG_PORT: port,
      ...more,
    });
  let host = await start('0');
  return {
    get hosts() {
      return [host];
    },
    serviceToken,
    urlOf: () => host.url,
    hostOf: () => host,
    revive: async () => {
      host = await start(new URL(host.url).port);
    },
    stop: async () => [await host.stop()],
  };
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

/** Programs of the distributed deployment, and the context of each; those after the first follow it, so it starts first. */
const PROGRAMS = {
  organization: 'organization',
  issues: 'issues',
  evaluation: 'evaluation',
  campaigns: 'campaigns',
  rules: 'rules',
  audit: 'access',
} as const;

/** Contexts of a deployment whose test says nothing else: each host more takes time. A test that settles needs all, which are asked. */
const USUAL = ['organization', 'issues', 'access'];
/** All contexts, each in a host of its own. */
export const ALL_CONTEXTS: readonly string[] = Object.values(PROGRAMS);

/** A port that was free a moment ago: hosts must know where the others will be. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** One process per context, on Kafka and a MongoDB-wire server. */
export async function startDistributed(
  servers: Servers,
  more: HostEnvironment = {},
  contexts: readonly string[] = USUAL,
): Promise<Deployment> {
  const serviceToken = freshToken();
  const ports = await Promise.all(contexts.map(freePort));
  const urls = new Map<string, string>(contexts.map((context, i) => [context, `http://127.0.0.1:${String(ports[i])}`]));
  const owners = Array.from(urls, ([context, url]) => `${context}=${url}`).join(',');
  const start = (program: string, context: string): Promise<HostProcess> =>
    startHostProcess(program, {
      ...SCENARIO_ENVIRONMENT,
      TAIZHANG_STORE: 'mongodb',
      TAIZHANG_TRANSPORT: 'kafka',
      TAIZHANG_MONGODB_URL: new URL(`/${servers.databases}-${program}`, servers.mongoUrl).href,
      TAIZHANG_KAFKA_BROKERS: servers.kafkaBrokers.join(','),
      TAIZHANG_KEK: 'a passphrase of this test only',
      TAIZHANG_BLOBS_FOLDER: servers.blobs,
      TAIZHANG_OWNERS: owners,
      TAIZHANG_SERVICE_TOKEN: serviceToken,
      TAIZHANG_PORT: new URL(urls.get(context) ?? '').port,
      ...more,
    });
  const started = new Map<string, HostProcess>();
  for (const [program, context] of Object.entries(PROGRAMS))
    if (contexts.includes(context)) started.set(context, await start(program, context));
  return {
    get hosts() {
      return [...started.values()];
    },
    serviceToken,
    urlOf: (context) => urls.get(context) ?? '',
    hostOf: (context) => {
      const host = started.get(context);
      if (host === undefined) throw new Error(`no host of ${context}`);
      return host;
    },
    revive: async (context) => {
      const [program] = Object.entries(PROGRAMS).find(([, served]) => served === context) ?? [context];
      started.set(context, await start(program, context));
    },
    stop: () => Promise.all([...started.values()].map((host) => host.stop())),
  };
}
