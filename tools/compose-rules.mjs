/**
 * What must hold of `docker-compose.yml` beyond its shape: every variable against the configuration schema, and every name
 * in it (program, service, network, volume, file, route) against what it names. Pure: files arrive as text or as a question.
 */

/** Stands for a value that whoever starts it must give (`${NAME:?…}`): an address where its name says so, else any secret of ours. */
const givenAtStart = (name) => `${/_(ISSUER|URL)$/.test(name) ? 'https://' : ''}${'x'.repeat(32)}`;
/** Where people and their accounts are at home. */
const ACCOUNTS_CONTEXT = 'organization';
/** Paths of signing in, which lead there whatever serves them. */
const ACCOUNTS_PATHS = ['/api/session', '/api/session/*', '/api/accounts', '/api/accounts/*', '/api/setup'];
/** Compose's own interpolation: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`. */
const INTERPOLATION = /\$\{([A-Za-z_]\w*)(?::?([-?])([^}]*))?\}/g;
/** Variables of the configuration that do not begin with our name. */
const OURS = /^(TAIZHANG_|NODE_ENV$|OTEL_)/;
const PROGRAM = /^apps\/([a-z0-9-]+)\/dist\/main\.js$/;

/** A value as a start without further settings has it. */
const interpolate = (text) =>
  String(text ?? '').replaceAll(INTERPOLATION, (_all, name, kind, rest) =>
    kind === '-' ? rest : kind === '?' ? givenAtStart(name) : '',
  );

const namesInterpolated = (text) => [...String(text ?? '').matchAll(INTERPOLATION)].map(([, name]) => name);

/** Both spellings of compose: a map, or a list of `NAME=value`. */
const asMap = (entries = {}) =>
  Array.isArray(entries)
    ? Object.fromEntries(entries.map((entry) => [...entry.split(/=(.*)/s, 2), ''].slice(0, 2)))
    : entries;

const programOf = (service) =>
  [service.command ?? []]
    .flat()
    .map((part) => PROGRAM.exec(part)?.[1])
    .find((name) => name !== undefined);

/** Services that run our image: `[name, service]`. */
const hosts = (compose) =>
  Object.entries(compose.services).filter(([, { image, build }]) => image === 'taizhang' || build);

/** Every variable is of the schema, is handed on under its own name, and all together are a configuration that a host accepts. */
function configurationObjections(compose, { variables, readConfiguration, image }) {
  return hosts(compose).flatMap(([name, service]) => {
    const environment = asMap(service.environment);
    // Secrets of other services, as parts of an address, have names of their own.
    const interpolated = Object.values(environment).flatMap(namesInterpolated);
    const written = [...Object.keys(environment), ...interpolated.filter((variable) => OURS.test(variable))];
    const unknown = [...new Set([...written, ...Object.keys(image.env)])].filter(
      (variable) => !variables.includes(variable),
    );
    const renamed = Object.entries(environment).filter(([variable, value]) =>
      namesInterpolated(value).some((source) => OURS.test(source) && source !== variable),
    );
    const values = Object.entries({ ...image.env, ...environment }).map(([key, value]) => [key, interpolate(value)]);
    return [
      ...unknown.map((variable) => `${name}: the configuration knows no variable ${variable}.`),
      ...renamed.map(([variable, value]) => `${name}: ${variable} takes the value of another variable, ${value}.`),
      ...refusalOf(readConfiguration, Object.fromEntries(values)).map((message) => `${name}: ${message}.`),
    ];
  });
}

function refusalOf(readConfiguration, environment) {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    return [error.message];
  }
}

/** Each program of `apps/` that hosts one context has its service; each service runs a program that is there. */
function programObjections(compose, { programs }) {
  const run = hosts(compose).map(([name, service]) => [name, programOf(service)]);
  const missing = Object.keys(programs).filter((program) => !run.some(([, runs]) => runs === program));
  return [
    ...run
      .filter(([, program]) => !Object.hasOwn(programs, program ?? ''))
      .map(([name]) => `${name}: its command starts no program of apps/.`),
    ...missing.map((program) => `No service runs apps/${program}.`),
  ];
}

const sharesNetwork = (one, other) =>
  (one.networks ?? ['default']).some((network) => (other.networks ?? ['default']).includes(network));

/** Addresses that a host is given: `[what, host name, port]`. */
function addresses(environment, { port }) {
  const owners = interpolate(environment.TAIZHANG_OWNERS).split(',').filter(Boolean);
  const brokers = interpolate(environment.TAIZHANG_KAFKA_BROKERS).split(',').filter(Boolean);
  const stores = [interpolate(environment.TAIZHANG_MONGODB_URL)].filter(Boolean);
  const split = (text) => /^(?:[^/]*\/\/)?(?:[^@/]*@)?([^:/,?]+)(?::(\d+))?/.exec(text)?.slice(1) ?? [];
  return [
    ...owners.map((owner) => ['TAIZHANG_OWNERS', ...split(owner.replace(/^[^=]*=/, '')), port]),
    ...brokers.map((broker) => ['TAIZHANG_KAFKA_BROKERS', ...split(broker)]),
    ...stores.map((store) => ['TAIZHANG_MONGODB_URL', ...split(store)]),
  ];
}

/** Each address in a host's configuration is a service that it can reach, and a host listens on the port that is asked for. */
function addressObjections(compose, { image }) {
  return hosts(compose).flatMap(([name, service]) =>
    addresses(asMap(service.environment), { port: image.env.TAIZHANG_PORT }).flatMap(([what, to, port, due]) => {
      const target = compose.services[to];
      if (target === undefined) return [`${name}: ${what} names ${to}, which is no service.`];
      if (!sharesNetwork(service, target)) return [`${name}: ${what} names ${to}, with which it shares no network.`];
      return due !== undefined && port !== due
        ? [`${name}: ${what} names ${to}:${port}, but hosts listen on ${due}.`]
        : [];
    }),
  );
}

/** Every host owns its context in the eyes of all others. */
function ownerObjections(compose, { programs }) {
  const own = hosts(compose).map(([name, service]) => ({ name, service, context: programs[programOf(service)] }));
  return own.flatMap(({ name, service }) => {
    const owners = Object.fromEntries(
      interpolate(asMap(service.environment).TAIZHANG_OWNERS)
        .split(',')
        .map((owner) => owner.split('=')),
    );
    return own
      .filter((other) => !owners[other.context]?.startsWith(`http://${other.name}:`))
      .map((other) => `${name}: TAIZHANG_OWNERS does not say that ${other.name} owns ${other.context}.`);
  });
}

/** `handle` blocks of the Caddyfile that pass requests on: `{ paths, host, port }`. */
function routes(caddyfile) {
  const matchers = new Map(
    [...caddyfile.matchAll(/^\s*@(\w+)\s+path\s+(.+?)\s*$/gm)].map(([, name, paths]) => [name, paths]),
  );
  return [...caddyfile.matchAll(/^\s*handle(?:\s+@(\w+))?\s*\{([^{}]*)\}/gm)].flatMap(([, matcher, block]) => {
    const [, host, port] = /reverse_proxy\s+([^\s:]+):(\d+)/.exec(block) ?? [];
    return host === undefined ? [] : [{ paths: matchers.get(matcher)?.split(/\s+/) ?? [], host, port }];
  });
}

/** Every host's own paths reach it through the one origin, and no route leads nowhere. */
function routeObjections(compose, { caddyfile, image, programs }) {
  const known = routes(caddyfile);
  const nowhere = known.filter(({ host }) => compose.services[host] === undefined);
  const wrongPort = known.filter(({ port }) => port !== image.env.TAIZHANG_PORT);
  const unreached = hosts(compose).flatMap(([name, service]) =>
    ['/api/CONTEXT/*', '/api/ledgers/CONTEXT/*']
      .map((path) => path.replace('CONTEXT', programs[programOf(service)] ?? name))
      .filter((path) => !known.some(({ host, paths }) => host === name && paths.includes(path)))
      .map((path) => `Caddyfile: no route leads ${path} to ${name}.`),
  );
  return [
    ...nowhere.map(({ host }) => `Caddyfile: a route leads to ${host}, which is no service.`),
    ...wrongPort.map(({ host, port }) => `Caddyfile: a route leads to ${host}:${port}, where nobody listens.`),
    ...unreached,
  ];
}

/** Whoever signs in is known to all hosts: one way of signing in, one identity database, its routes to the one host that writes it. */
function identityObjections(compose, { caddyfile, programs }) {
  const settingsOf = ([name, service]) => {
    const { TAIZHANG_IDENTITY: how, TAIZHANG_IDENTITY_DATABASE: database } = asMap(service.environment);
    return { name, how: interpolate(how), database: interpolate(database) };
  };
  const [first, ...others] = hosts(compose).map(settingsOf);
  const keeper = hosts(compose).find(([, service]) => programs[programOf(service)] === ACCOUNTS_CONTEXT)?.[0];
  const toKeeper = routes(caddyfile).flatMap(({ host, paths }) => (host === keeper ? paths : []));
  return [
    ...(['local', 'oidc'].includes(first?.how)
      ? []
      : [`${first?.name}: nobody can sign in with TAIZHANG_IDENTITY=${first?.how}.`]),
    ...(first?.database ? [] : [`${first?.name}: TAIZHANG_IDENTITY_DATABASE names none.`]),
    ...others
      .filter(({ how, database }) => how !== first.how || database !== first.database)
      .map(({ name }) => `${name}: people are known there otherwise than by ${first.name}.`),
    ...ACCOUNTS_PATHS.filter((path) => !toKeeper.includes(path)).map(
      (path) => `Caddyfile: no route leads ${path} to ${keeper}, where accounts are kept.`,
    ),
  ];
}

/** A compose file with another laid over it, as Compose does: maps and lists are joined, anything else is replaced. */
export function overlaid(base, more) {
  if (Array.isArray(base) && Array.isArray(more)) return [...new Set([...base, ...more])];
  const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(base) || !isMap(more)) return more;
  const joined = Object.entries(more).map(([name, value]) => [
    name,
    name in base ? overlaid(base[name], value) : value,
  ]);
  return { ...base, ...Object.fromEntries(joined) };
}

/** Local parts of mounts, named volumes apart: `['./infra/docker/Caddyfile', …]`. */
const mountedSources = ({ volumes = [] }) => volumes.map((volume) => volume.source ?? String(volume).split(':')[0]);

/** Names that Compose would resolve only when it starts: dependencies, networks, volumes, files. */
function referenceObjections(compose, { exists, image }) {
  return Object.entries(compose.services).flatMap(([name, service]) => {
    const dependencies = Object.entries(asMap(service.depends_on));
    const healthy = (target) => target?.healthcheck ?? (target?.build && image.healthcheck);
    const files = [service.build?.dockerfile, ...mountedSources(service).filter((source) => source.startsWith('.'))];
    const volumes = mountedSources(service).filter((source) => !/^[./~]/.test(source));
    return [
      ...dependencies
        .filter(([on]) => !compose.services[on])
        .map(([on]) => `${name}: depends on ${on}, which is no service.`),
      ...dependencies
        .filter(([on, how]) => how?.condition === 'service_healthy' && !healthy(compose.services[on]))
        .map(([on]) => `${name}: waits until ${on} is healthy, which has no health check.`),
      ...(service.networks ?? [])
        .filter((network) => compose.networks?.[network] === undefined)
        .map((network) => `${name}: network ${network} is not declared.`),
      ...volumes
        .filter((volume) => !(volume in (compose.volumes ?? {})))
        .map((volume) => `${name}: volume ${volume} is not declared.`),
      ...files.filter((file) => file && !exists(file)).map((file) => `${name}: ${file} does not exist.`),
    ];
  });
}

/**
 * Sentences about what is wrong with a compose file of valid shape; none when all is well.
 * @param compose the parsed file, anchors and merges resolved
 * @param {{ variables: string[], readConfiguration: (environment: object) => unknown, image: { env: object, healthcheck?: unknown },
 *   programs: Record<string, string>, caddyfile: string, exists: (path: string) => boolean }} workspace what its names are held against:
 *   the configuration's variables and reader, the image's last stage, the programs of single contexts with these, the origin's routes, files
 * @returns {string[]}
 */
export function composeObjections(compose, workspace) {
  return [
    configurationObjections,
    programObjections,
    addressObjections,
    ownerObjections,
    routeObjections,
    identityObjections,
    referenceObjections,
  ].flatMap((objections) => objections(compose, workspace));
}
