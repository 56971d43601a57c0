/**
 * A real Kafka broker, a real MongoDB-wire server and a real S3-compatible server on this machine, without Docker:
 * `node infra/local/infra.mjs up|down|restart|status [kafka] [mongodb] [s3] [--instance NAME] [--json] [--purge]`.
 */
import { parseArgs } from 'node:util';

import { down, restart, SERVICES, status, up } from './instance.mjs';
import { DEFAULT_INSTANCE, InfraError } from './settings.mjs';

const USAGE = 'usage: infra.mjs up|down|restart|status [kafka] [mongodb] [s3] [--instance NAME] [--json] [--purge]';

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof InfraError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const { action, options, json, purge } = parse();
  if (action === 'down') {
    await down({ ...options, purge });
    return 0;
  }
  const result = await { up, restart, status }[action](options);
  print(result, json);
  return result.every((service) => service.up) ? 0 : 1;
}

function parse() {
  const { values, positionals } = parsed();
  const [action, ...named] = positionals;
  const services = SERVICES.filter((service) => named.length === 0 || named.includes(service));
  const known = named.every((name) => SERVICES.some((service) => service === name));
  if (action === undefined || !['up', 'down', 'restart', 'status'].includes(action) || !known)
    throw new InfraError(USAGE);
  if (values.purge && (action !== 'down' || named.length > 0)) {
    throw new InfraError(
      '--purge removes the data of the whole instance: it goes with "down" and without service names.',
    );
  }
  return { action, options: { instance: values.instance, services }, json: values.json, purge: values.purge };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        instance: { type: 'string', default: DEFAULT_INSTANCE },
        json: { type: 'boolean', default: false },
        purge: { type: 'boolean', default: false },
      },
    });
  } catch {
    throw new InfraError(USAGE);
  }
}

/**
 * @param {import('./instance.mjs').ServiceStatus[]} result
 * @param {boolean} json
 */
function print(result, json) {
  if (json) {
    process.stdout.write(
      `${JSON.stringify(Object.fromEntries(result.map(({ service, ...rest }) => [service, rest])))}\n`,
    );
    return;
  }
  for (const { service, up: answers, pid, url } of result) {
    process.stdout.write(`${service.padEnd(8)} ${answers ? `up    ${url} (pid ${pid})` : `down  (${url})`}\n`);
  }
}
