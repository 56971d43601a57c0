import { readConfiguration, type Configuration } from '../configuration/configuration.js';
import { createLogger } from '../telemetry/logger.js';
import { nameOf } from './host-services.js';
import { startHost, type HostDefinition, type RunningHost } from './start-host.js';
import { sentenceOf } from './start-failure.js';

/** How long an ordered shutdown may take before the process ends without it, in milliseconds. */
export const SHUTDOWN_LIMIT_MS = 30_000;

const STOPS = ['SIGINT', 'SIGTERM'] as const;

/**
 * A whole process: reads the configuration, starts the host, prints its URL, stops in order on SIGINT or SIGTERM.
 * A start that fails ends in one sentence on stderr and exit code 1.
 */
export async function runHost(definition: HostDefinition): Promise<void> {
  const stopping = new AbortController();
  for (const signal of STOPS) process.on(signal, () => stopping.abort());
  stopping.signal.addEventListener('abort', beginStopping, { once: true }); // also while the start waits for a server
  let host: RunningHost;
  let configuration: Configuration;
  try {
    configuration = readConfiguration(process.env);
    const logger = createLogger(definition.name, configuration.TAIZHANG_LOG_LEVEL);
    process.on('unhandledRejection', (error) => {
      logger.fatal({ error: nameOf(error), stack: error instanceof Error ? error.stack : undefined }, 'unhandled');
      process.exitCode = 1;
      stopping.abort();
    });
    host = await startHost(definition, configuration, logger, (what) => say(`      ${what} …`));
  } catch (error) {
    say(sentenceOf(error), process.stderr);
    process.exit(1);
  }
  say(`Taizhang (台账) ${definition.name} is ready at ${host.url}`);
  if (definition.console !== undefined) say(`      Console (控制台): ${host.url}/`);
  if (configuration.TAIZHANG_API_DOCS) say(`      API: ${host.url}/api/docs`);
  if (configuration.TAIZHANG_IDENTITY === 'test')
    say('      Anyone may act as anyone (TAIZHANG_IDENTITY=test): for trying out only.');
  if (host.ownWitness !== undefined)
    say(`      It is its own witness (见证), under a key of its own: ${host.ownWitness}`);
  if (host.setupCode !== undefined)
    say(`      Nobody has an account yet. Setup code (初始化码), for POST ${host.url}/api/setup: ${host.setupCode}`);
  await aborted(stopping.signal);
  await stopCleanly(host);
  say('Stopped.');
  process.exit(process.exitCode ?? 0);
}

function say(line: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(`${line}\n`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What was acknowledged is durable already, so a shutdown that hangs may be cut off. */
function beginStopping(): void {
  say('Stopping …');
  setTimeout(() => {
    say('The shutdown took too long and was cut off.', process.stderr);
    process.exit(1);
  }, SHUTDOWN_LIMIT_MS).unref();
}

async function stopCleanly(host: RunningHost): Promise<void> {
  try {
    await host.stop();
  } catch (error) {
    say(`The shutdown was not clean (${nameOf(error)}).`, process.stderr);
    process.exitCode = 1;
  }
}
