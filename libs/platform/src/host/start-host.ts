import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { asyncApiDocument } from '../asyncapi/asyncapi-document.js';
import type { Configuration } from '../configuration/configuration.js';
import { ContextRegistry } from '../context/context-registry.js';
import { answerHeaders } from '../http/answer-headers.js';
import { demandDeclaredRoutes } from '../http/declared-routes.js';
import { makeHttpAdapter, prepareHttp } from '../http/http-server.js';
import { RequestLimits } from '../http/request-limits.js';
import { RoutePatterns } from '../http/route-patterns.js';
import { SilentConnections } from '../http/silent-connections.js';
import { setUpApiDocs } from '../openapi/api-docs.js';
import { openApiDocument } from '../openapi/openapi-document.js';
import { serveConsole, type DeploymentTold } from '../pages/console-pages.js';
import { sealerEvents } from '../seals/sealer-events.js';
import { openSeals } from '../seals/host-seals.js';
import { hostSignIn, type HostSignIn } from '../sign-in/host-sign-in.js';
import { createHostMetrics, type HostMetrics } from '../telemetry/host-metrics.js';
import { nestLogger } from '../telemetry/logger.js';
import { logRequests } from '../telemetry/request-logging.js';
import { startTracing, traceRequests } from '../telemetry/tracing.js';
import type { ChooseAdapters } from './host-adapters.js';
import { HostFollowers } from './host-followers.js';
import { HostModule } from './host.module.js';
import { OpenedParts, openResources, ownerOf, type HostResources } from './host-resources.js';
import { makeServices, nameOf, type HostServices } from './host-services.js';

/** Version that documents and traces give; the program's own. */
export const PROGRAM_VERSION = '0.1.0';

/** A host: its name, and the contexts that it serves. */
export interface HostDefinition {
  /** `issues`, or `standalone` for all. */
  readonly name: string;
  /** Names of the contexts whose ledgers this host owns. */
  readonly owns: readonly string[];
  readonly contexts: readonly Type[];
  readonly adapters: ChooseAdapters;
  /** Folder of the built console, where this host serves it. */
  readonly console?: string;
}

/** A host that serves. */
export interface RunningHost {
  /** Where it listens. */
  readonly url: string;
  /** Lets whoever started an empty deployment found it, where people have accounts; to be shown on the terminal only. */
  readonly setupCode: string | undefined;
  /** Public key under which this deployment cosigns its own checkpoints, where it is its own witness. */
  readonly ownWitness: string | undefined;
  /** Stops in order: intake, commits, consumers, broker, databases (house rule 22). Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts a host. Errors are those of the ports, with one sentence for the operator; what was opened is closed again.
 * @param progress told what is being done, for whoever waits
 */
export async function startHost(
  definition: HostDefinition,
  configuration: Configuration,
  logger: Logger,
  progress: (what: string) => void = () => undefined,
): Promise<RunningHost> {
  const opened = new OpenedParts();
  try {
    const tracing = await startTracing(definition.name, configuration.OTEL_EXPORTER_OTLP_ENDPOINT);
    opened.add(() => tracing.stop());
    return await start({ definition, configuration, logger, progress, opened });
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}

interface Starting {
  readonly definition: HostDefinition;
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly progress: (what: string) => void;
  readonly opened: OpenedParts;
}

async function start({ definition, configuration, logger, progress, opened }: Starting): Promise<RunningHost> {
  const registry = new ContextRegistry();
  const metrics = createHostMetrics(definition.name);
  progress('opening the stores');
  const resources = await openResources(
    configuration,
    await definition.adapters(configuration, definition.name),
    registry,
    transportEvents(logger, metrics),
    opened,
  );
  const own = new Set(definition.owns);
  const owner = ownerOf(configuration, resources.store, own);
  const seals = await openSeals(configuration, resources, own, sealerEvents(logger, metrics));
  metrics.seals.observe(() => seals.sealer.waiting);
  const services = makeServices({
    configuration,
    registry,
    resources,
    owner,
    own,
    seals,
    logger,
    metrics,
  });
  const followers = new HostFollowers(services, resources, registry, logger);
  const keeps = own.has('organization');
  const signIn = hostSignIn({ store: resources.identity, configuration, registry, services, keeps });
  const app = await makeApp({
    signIn,
    definition,
    configuration,
    logger,
    registry,
    metrics,
    resources,
    owner,
    services,
    followers,
  });
  opened.add(() => followers.stop());
  const silent = new SilentConnections(app.getHttpServer());
  opened.add(async () => {
    const closed = app.close();
    silent.end();
    await closed;
  });
  opened.add(() => services.streams.stop()); // before the server waits for its connections
  progress('bringing views up to date');
  await followers.start(own);
  await app.listen(configuration.TAIZHANG_PORT, configuration.TAIZHANG_HOST);
  let stopping: Promise<void> | undefined;
  return {
    ownWitness: seals.own ? seals.cosignedBy : undefined,
    url: await app.getUrl(),
    setupCode: await signIn.setup?.newCode(),
    stop: () => {
      followers.leave();
      stopping ??= opened.close();
      return stopping;
    },
  };
}

interface AppParts {
  readonly definition: HostDefinition;
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly registry: ContextRegistry;
  readonly metrics: HostMetrics;
  readonly resources: HostResources;
  readonly owner: ReturnType<typeof ownerOf>;
  readonly services: HostServices;
  readonly followers: HostFollowers;
  readonly signIn: HostSignIn;
}

async function makeApp(parts: AppParts): Promise<NestFastifyApplication> {
  const { definition, configuration, logger, registry, metrics, resources, owner, services, followers, signIn } = parts;
  const patterns = new RoutePatterns();
  const limits = new RequestLimits(configuration);
  const module = HostModule.of({
    configuration,
    registry,
    store: resources.store,
    owner,
    services,
    metrics,
    readiness: followers,
    logger,
    patterns,
    limits,
    signIn,
    contexts: definition.contexts,
  });
  const headers = answerHeaders(configuration.NODE_ENV === 'production');
  demandDeclaredRoutes(module);
  const adapter = makeHttpAdapter(logger, headers, configuration.TAIZHANG_TRUSTED_PROXIES);
  const fastify: FastifyInstance = adapter.getInstance();
  traceRequests(fastify);
  logRequests(fastify, logger);
  metrics.observeRequests(fastify);
  prepareHttp(fastify, patterns, headers);
  limits.watch(fastify);
  if (services.time !== undefined) {
    const { time } = services;
    fastify.addHook('onRequest', async () => void (await time.refresh()));
  }
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(logger),
  });
  const about = { title: `Taizhang: ${definition.name}`, version: PROGRAM_VERSION };
  if (configuration.TAIZHANG_API_DOCS)
    setUpApiDocs(app, openApiDocument(registry, about), () => asyncApiDocument(registry, about));
  const told = (): DeploymentTold => ({
    now: resources.clock.now(),
    timeZone: configuration.TAIZHANG_TIME_ZONE,
    demonstration: configuration.TAIZHANG_CLOCK === 'shifted', // nothing else has a time of its own at the machine's pace
  });
  if (definition.console !== undefined && !serveConsole(app, definition.console, told))
    logger.warn({ folder: definition.console }, 'the console is not built: there are no pages');
  await app.init();
  return app;
}

function transportEvents(logger: Logger, metrics: HostMetrics) {
  return {
    failed: (error: unknown) => {
      logger.warn({ error: nameOf(error) }, 'the transport failed and goes on');
    },
    hole: (error: Error) => {
      metrics.hole(error);
      logger.error({ error: error.name }, 'LEDGER_HOLE');
    },
    log: (level: 'warn' | 'error', message: string) => {
      logger[level]({ part: 'transport' }, message);
    },
  };
}
