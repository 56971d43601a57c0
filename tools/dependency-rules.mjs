/**
 * Who may import whom: the dependency table of the house as data.
 * `eslint.config.mjs` turns it into rules; `tools/lint.spec.mjs` plants forbidden imports and expects a refusal.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';

const BELOW_APPS = [
  'scenario',
  'kernel',
  'ledger',
  'calendar',
  'contracts',
  'domain',
  'port',
  'adapter',
  'feature',
  'platform',
  'reporting',
];
const TEST_ONLY = ['testkit', 'conformance', 'infra'];

/** Type tag → type tags that its shipped code may import. A context's own domain is picked by the scope rule. */
export const MAY_IMPORT = {
  kernel: [],
  ledger: [],
  calendar: ['kernel'],
  reporting: [],
  contracts: ['kernel'],
  domain: ['kernel', 'contracts', 'calendar'],
  testkit: ['kernel', 'contracts', 'port'],
  port: ['kernel', 'contracts', 'ledger', 'port'],
  conformance: ['port', 'kernel', 'ledger', 'testkit'],
  adapter: ['port', 'kernel', 'ledger'],
  feature: ['domain', 'contracts', 'port', 'platform', 'calendar', 'reporting', 'ledger', 'kernel'],
  platform: ['port', 'kernel', 'contracts', 'calendar', 'reporting', 'ledger'],
  scenario: ['kernel', 'ledger'],
  deployment: ['port', 'adapter', 'platform', 'kernel'],
  app: [...BELOW_APPS, 'deployment'],
  console: ['kernel', 'contracts', 'calendar', 'ledger'],
  infra: [],
  e2e: [...BELOW_APPS, 'deployment', ...TEST_ONLY],
  bench: [...BELOW_APPS, 'deployment', ...TEST_ONLY],
};

/** Type tag → what its tests may import besides. The pure libraries stay pure in their tests, the testkit apart. */
const TESTS_MAY_ALSO_IMPORT = {
  kernel: ['testkit'],
  ledger: ['testkit'],
  calendar: ['testkit'],
  reporting: ['testkit'],
  scenario: ['testkit'],
  contracts: ['testkit'],
  domain: ['testkit'],
  testkit: ['ledger', 'adapter', 'conformance', 'infra'],
  port: ['adapter', ...TEST_ONLY],
  conformance: ['contracts', 'adapter', ...TEST_ONLY],
  adapter: ['contracts', 'adapter', ...TEST_ONLY],
  feature: ['adapter', ...TEST_ONLY],
  platform: ['adapter', ...TEST_ONLY],
  app: TEST_ONLY,
};

/** Port family (`libs/<family>`) → the ports its members may use. Views and messaging follow the event store, never the reverse. */
const PORTS_OF_FAMILY = {
  'event-store': ['event-store'],
  keys: ['keys'],
  blobs: ['blobs'],
  jobs: ['jobs'],
  ballots: ['ballots'],
  views: ['views', 'event-store'],
  messaging: ['messaging', 'event-store'],
  seals: ['seals', 'event-store', 'messaging', 'keys'],
};

const NEST = { group: ['@nestjs/*', '@nestjs/*/**'], message: 'Nest belongs to features, platform and apps.' };
const STORES_AND_BROKERS = {
  group: ['mongoose', 'mongoose/**', 'mongodb', 'mongodb/**', 'kafkajs', 'kafkajs/**', 'better-sqlite3', '@aws-sdk/*'],
  message: 'A store or broker driver belongs to its adapter; only apps choose adapters.',
};
const NODE_BUILTINS = {
  regex: `^(node:.*|(${builtinModules.filter((name) => !name.startsWith('_')).join('|')}))$`,
  message: 'This library is pure: node:* only in *.node.ts (kernel, ledger) and in tests.',
};
const OUTSIDE_CONTRACTS = {
  regex: '^(?!zod$|@taizhang/|\\.{1,2}/)',
  message: 'Contracts import zod and the kernel, nothing else.',
};
const CALENDAR_EDITIONS = {
  group: ['@taizhang/calendar'],
  importNames: ['chinaWorkingDays'],
  message: 'A decider takes the working days as a fact, whose edition its event copies: see inWorkingDays.',
};
/** Makers of tampered bundles are a second entrance of their package: for tests, so that nothing shipped carries them. */
const PACKAGE_INSIDES = {
  group: ['@taizhang/*/**', '!@taizhang/ledger/tampering'],
  message: 'Import the package by its name, never a path into it.',
};
const SLEEPS = {
  group: ['timers/promises', 'node:timers/promises'],
  message: 'No sleeps in tests: wait on a condition.',
};

/** Type tag → what it must not import from outside our packages. */
const EXTERNAL_BANS = {
  kernel: [NEST, STORES_AND_BROKERS],
  ledger: [NEST, STORES_AND_BROKERS],
  calendar: [NEST, STORES_AND_BROKERS],
  reporting: [NEST, STORES_AND_BROKERS],
  contracts: [NEST, STORES_AND_BROKERS],
  domain: [NEST, STORES_AND_BROKERS, CALENDAR_EDITIONS],
  port: [NEST, STORES_AND_BROKERS],
  conformance: [NEST, STORES_AND_BROKERS],
  adapter: [NEST],
  feature: [STORES_AND_BROKERS],
  platform: [STORES_AND_BROKERS],
  console: [NEST, STORES_AND_BROKERS],
};

/** Type tag → the folders that bear it. */
const FOLDERS = {
  kernel: ['libs/kernel'],
  ledger: ['libs/ledger'],
  calendar: ['libs/calendar'],
  reporting: ['libs/reporting'],
  contracts: ['libs/contracts'],
  domain: ['libs/*/domain'],
  testkit: ['libs/testkit'],
  port: ['libs/*/port'],
  conformance: ['libs/*/conformance'],
  adapter: ['libs/*/{sqlite,mongodb,in-process,kafka,folder,s3}'],
  feature: ['libs/*/feature'],
  platform: ['libs/platform'],
  console: ['apps/console'],
};

/** Types that run where there is no Node: tests apart, they import nothing of it. */
const PURE = ['kernel', 'ledger', 'calendar', 'contracts', 'domain', 'console'];
const MAY_HAVE_NODE_FILES = ['kernel', 'ledger'];
const TESTS = ['**/*.spec.ts'];

const tag = (type) => `type:${type}`;

/** Contexts, from the `scope:*` tags of the packages themselves, so that a new one cannot be forgotten here. */
function readScopes(root) {
  const manifests = readdirSync(`${root}/libs`)
    .flatMap((name) => [`${root}/libs/${name}/domain/package.json`, `${root}/libs/${name}/feature/package.json`])
    .filter((file) => existsSync(file));
  const tags = manifests.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).nx?.tags ?? []);
  return [...new Set(tags.filter((name) => name.startsWith('scope:')))];
}

/** Options of `@nx/enforce-module-boundaries`, for shipped code or for tests. */
export function boundaryOptions(root, { tests }) {
  const byType = Object.entries(MAY_IMPORT).map(([type, allowed]) => ({
    sourceTag: tag(type),
    onlyDependOnLibsWithTags: [...allowed, ...(tests ? (TESTS_MAY_ALSO_IMPORT[type] ?? []) : [])].map(tag),
  }));
  const scopes = readScopes(root);
  const byContext = scopes.map((scope) => ({
    sourceTag: scope,
    notDependOnLibsWithTags: scopes.filter((other) => other !== scope),
  }));
  return {
    // A package's choice between Node and browsers goes by the `imports` of its package.json, within the package.
    allow: ['^#'],
    depConstraints: [...byType, ...byContext],
    // Nx counts the imports of tests too. Only tests reach these three from below, so such a circle is never one of shipped code.
    // A type is not paired with itself: Nx would take that for leave to treat a project's own files as another project's.
    ignoredCircularDependencies: ['testkit', 'conformance', 'adapter'].flatMap((type) =>
      Object.keys(MAY_IMPORT)
        .filter((other) => other !== type)
        .map((other) => [`tag:${tag(type)}`, `tag:${tag(other)}`]),
    ),
    // Every package must be declared by the project that imports it (tests may use what the root declares through jest).
    banTransitiveDependencies: !tests,
  };
}

function restrict(files, patterns, extra = {}) {
  const rule = ['error', { patterns: [PACKAGE_INSIDES, ...patterns] }];
  return { files, ...extra, rules: { 'no-restricted-imports': rule } };
}

function bansOfType(type) {
  const source = FOLDERS[type].map((folder) => `${folder}/src/**/*.{ts,tsx}`);
  const bans = EXTERNAL_BANS[type] ?? [];
  const shipped = [
    ...bans,
    ...(PURE.includes(type) ? [NODE_BUILTINS] : []),
    ...(type === 'contracts' ? [OUTSIDE_CONTRACTS] : []),
  ];
  const nodeFiles = FOLDERS[type].map((folder) => `${folder}/src/**/*.node.ts`);
  return [
    restrict(source, shipped, { ignores: TESTS }),
    ...(MAY_HAVE_NODE_FILES.includes(type) ? [restrict(nodeFiles, bans)] : []),
    restrict(
      source.flatMap((glob) => TESTS.map((test) => glob.replace('**/*.{ts,tsx}', test))),
      [...bans.filter((ban) => ban !== CALENDAR_EDITIONS), SLEEPS],
    ),
  ];
}

/** A family's members see their own port only. It repeats the bans of each type, because ESLint replaces and does not merge. */
function bansOfFamily([family, ports]) {
  const foreignPorts = {
    regex: `^@taizhang/(?!(${ports.join('|')})-port$).*-port$`,
    message: `Members of ${family} may use only: ${ports.map((port) => `${port}-port`).join(', ')}.`,
  };
  return ['port', 'conformance', 'adapter'].map((type) => {
    const members = type === 'adapter' ? '{sqlite,mongodb,in-process,kafka,folder,s3}' : type;
    return restrict([`libs/${family}/${members}/src/**/*.ts`], [...EXTERNAL_BANS[type], foreignPorts], {
      ignores: TESTS,
    });
  });
}

/** `no-restricted-imports` blocks, most general first: in a flat configuration the last match wins. */
export const IMPORT_BANS = [
  restrict(['**/*.{ts,tsx}'], [], { ignores: TESTS }),
  restrict(TESTS, [SLEEPS]),
  ...Object.keys(FOLDERS).flatMap(bansOfType),
  ...Object.entries(PORTS_OF_FAMILY).flatMap(bansOfFamily),
];
