/**
 * One Jest run over the whole workspace, in three tiers chosen by file name:
 * `node` needs only Node; `distributed` needs Kafka and a MongoDB-wire server; `browser` needs Chromium.
 */
const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/e2e', '<rootDir>/bench', '<rootDir>/infra', '<rootDir>/tools'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testEnvironmentOptions: { customExportConditions: ['@taizhang/source', 'node', 'node-addons'] },
};

export default {
  testTimeout: 60_000,
  // Modules of tests that have ended stay in memory (ESM in Node's vm): at 4 GB a worker spends its time looking for garbage.
  workerIdleMemoryLimit: '1GB',
  testSequencer: './tools/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['**/*.spec.ts', '**/*.spec.mjs'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '/dist/',
        '\\.distributed\\.int\\.spec\\.ts$',
        '\\.browser\\.int\\.spec\\.ts$',
      ],
    },
    {
      ...shared,
      displayName: 'distributed',
      globalSetup: '<rootDir>/infra/local/jest-global-setup.mjs',
      globalTeardown: '<rootDir>/infra/local/jest-global-teardown.mjs',
      testMatch: ['**/*.distributed.int.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/'],
    },
    {
      ...shared,
      displayName: 'browser',
      globalSetup: '<rootDir>/infra/local/jest-browser-setup.mjs',
      testMatch: ['**/*.browser.int.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/'],
    },
  ],
};
