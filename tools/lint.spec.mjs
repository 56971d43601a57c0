/**
 * The meta-test of lint: rules that nobody sees refuse decay, so each forbidden import and each rule of the house is
 * planted here and must be refused by the right rule, and what is permitted must pass.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NX_ENVIRONMENT, ROOT, packageCommand } from './packages.mjs';

const BOUNDARIES = '@nx/enforce-module-boundaries';
const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

const importing = (name) => `import { thing } from '${name}';\nexport const used = thing;\n`;

const schemaOf = (field) =>
  `import { id, personal, redactable, text } from '@taizhang/kernel';
import { z } from 'zod';
export const schema = z.strictObject({ note: ${field} });
export const used = [id, personal, redactable, text];
`;

/** [what, where, code, rule that must refuse it] */
const FORBIDDEN = [
  ['domain → mongoose', 'libs/issues/domain/src/planted.ts', importing('mongoose'), IMPORTS],
  ['domain → Nest', 'libs/issues/domain/src/planted.ts', importing('@nestjs/common'), IMPORTS],
  ['domain → node:fs', 'libs/issues/domain/src/planted.ts', importing('node:fs'), IMPORTS],
  ['domain → port', 'libs/issues/domain/src/planted.ts', importing('@taizhang/event-store-port'), BOUNDARIES],
  ['domain → ledger', 'libs/issues/domain/src/planted.ts', importing('@taizhang/ledger'), BOUNDARIES],
  [
    'domain → another context',
    'libs/issues/domain/src/planted.ts',
    importing('@taizhang/organization-domain'),
    BOUNDARIES,
  ],
  [
    'a domain test → a store',
    'libs/issues/domain/src/planted.spec.ts',
    importing('@taizhang/event-store-sqlite'),
    BOUNDARIES,
  ],
  ['kernel → node:fs', 'libs/kernel/src/planted.ts', importing('node:fs'), IMPORTS],
  ['kernel → fs, unprefixed', 'libs/kernel/src/planted.ts', importing('fs'), IMPORTS],
  ['kernel → contracts', 'libs/kernel/src/planted.ts', importing('@taizhang/contracts'), BOUNDARIES],
  ['kernel → testkit outside tests', 'libs/kernel/src/planted.ts', importing('@taizhang/testkit'), BOUNDARIES],
  ['kernel → kafkajs', 'libs/kernel/src/planted.node.ts', importing('kafkajs'), IMPORTS],
  ['calendar → contracts', 'libs/calendar/src/planted.ts', importing('@taizhang/contracts'), BOUNDARIES],
  ['calendar → node:fs', 'libs/calendar/src/planted.ts', importing('node:fs'), IMPORTS],
  [
    'domain → an edition of the calendar',
    'libs/issues/domain/src/planted.ts',
    "import { chinaWorkingDays } from '@taizhang/calendar';\nexport const used = chinaWorkingDays;\n",
    IMPORTS,
  ],
  ['ledger → kernel', 'libs/ledger/src/planted.ts', importing('@taizhang/kernel'), BOUNDARIES],
  ['ledger → node:crypto', 'libs/ledger/src/planted.ts', importing('node:crypto'), IMPORTS],
  ['contracts → a package that is not zod', 'libs/contracts/src/planted.ts', importing('uuid'), IMPORTS],
  ['contracts → node:*, even in *.node.ts', 'libs/contracts/src/planted.node.ts', importing('node:fs'), IMPORTS],
  ['contracts → ledger', 'libs/contracts/src/planted.ts', importing('@taizhang/ledger'), BOUNDARIES],
  ['port → Nest', 'libs/event-store/port/src/planted.ts', importing('@nestjs/common'), IMPORTS],
  ['port → adapter', 'libs/views/port/src/planted.ts', importing('@taizhang/views-sqlite'), BOUNDARIES],
  [
    'event-store port → another port',
    'libs/event-store/port/src/planted.ts',
    importing('@taizhang/views-port'),
    IMPORTS,
  ],
  ['adapter → Nest', 'libs/messaging/kafka/src/planted.ts', importing('@nestjs/microservices'), IMPORTS],
  ['adapter → another port', 'libs/views/sqlite/src/planted.ts', importing('@taizhang/messaging-port'), IMPORTS],
  ['adapter → contracts', 'libs/views/mongodb/src/planted.ts', importing('@taizhang/contracts'), BOUNDARIES],
  [
    'adapter → conformance outside tests',
    'libs/keys/sqlite/src/planted.ts',
    importing('@taizhang/keys-conformance'),
    BOUNDARIES,
  ],
  ['conformance → driver', 'libs/event-store/conformance/src/planted.ts', importing('better-sqlite3'), IMPORTS],
  [
    'issues feature → organization feature',
    'libs/issues/feature/src/planted.ts',
    importing('@taizhang/organization-feature'),
    BOUNDARIES,
  ],
  [
    'feature → another context’s domain',
    'libs/issues/feature/src/planted.ts',
    importing('@taizhang/organization-domain'),
    BOUNDARIES,
  ],
  ['feature → mongoose', 'libs/organization/feature/src/planted.ts', importing('mongoose'), IMPORTS],
  ['feature → adapter', 'libs/issues/feature/src/planted.ts', importing('@taizhang/event-store-sqlite'), BOUNDARIES],
  ['platform → a context', 'libs/platform/src/planted.ts', importing('@taizhang/issues-feature'), BOUNDARIES],
  ['platform → adapter', 'libs/platform/src/planted.ts', importing('@taizhang/messaging-kafka'), BOUNDARIES],
  ['app → testkit outside tests', 'apps/issues/src/planted.ts', importing('@taizhang/testkit'), BOUNDARIES],
  ['console → platform', 'apps/console/src/planted.ts', importing('@taizhang/platform'), BOUNDARIES],
  ['console → a context', 'apps/console/src/planted.ts', importing('@taizhang/issues-domain'), BOUNDARIES],
  ['console → node:fs', 'apps/console/src/planted.ts', importing('node:fs'), IMPORTS],
  ['an undeclared package', 'libs/issues/feature/src/planted.ts', importing('fastify'), BOUNDARIES],
  ['a path into a package', 'libs/platform/src/planted.ts', importing('@taizhang/kernel/src/ids.js'), IMPORTS],
  ['a relative path into a package', 'libs/platform/src/planted.ts', importing('../../kernel/src/ids.js'), BOUNDARIES],
  ['a relative import without .js', 'libs/kernel/src/planted.ts', importing('./ids'), SYNTAX],
  ['a default export', 'libs/kernel/src/planted.ts', 'export default 1;\n', SYNTAX],
  ['export *', 'libs/kernel/src/planted.ts', "export * from './ids.js';\n", SYNTAX],
  ['the clock in a decision', 'libs/issues/domain/src/planted.ts', 'export const now = () => Date.now();\n', SYNTAX],
  ['it.only', 'libs/kernel/src/planted.spec.ts', "it.only('x', () => {});\n", SYNTAX],
  ['it.skip in a suite', 'libs/views/conformance/src/planted.ts', "it.skip('x', () => {});\n", SYNTAX],
  ['describe.skip in a test of the tools', 'tools/planted.spec.mjs', "describe.skip('x', () => {});\n", SYNTAX],
  ['a sleep in a test', 'libs/kernel/src/planted.spec.ts', 'setTimeout(() => {}, 5);\n', SYNTAX],
  ['a sleep in a test, by promise', 'libs/kernel/src/planted.spec.ts', importing('node:timers/promises'), IMPORTS],
  ['any', 'libs/kernel/src/planted.ts', 'export const f = (x: any) => x;\n', '@typescript-eslint/no-explicit-any'],
  [
    '!',
    'libs/kernel/src/planted.ts',
    'export const f = (x?: string) => x!;\n',
    '@typescript-eslint/no-non-null-assertion',
  ],
  [
    'as without a reason',
    'libs/kernel/src/planted.ts',
    'export const f = (x: unknown) => x as string;\n',
    'house/assertion-reason',
  ],
  [
    'eslint-disable without a reason',
    'libs/kernel/src/planted.ts',
    '/* eslint-disable eqeqeq */\nexport const f = (x: number) => x == 1;\n',
    'house/disable-reason',
  ],
  ['a nameless file', 'libs/kernel/src/string-utils.ts', 'export const f = 1;\n', 'house/file-name'],
  ['a nameless folder', 'libs/platform/src/common/route.ts', 'export const f = 1;\n', 'house/file-name'],
  ['a file in camelCase', 'libs/kernel/src/raiseIssue.ts', 'export const f = 1;\n', 'house/file-name'],
  ['a file of 301 lines', 'libs/kernel/src/planted.ts', 'export {};\n'.repeat(301), 'max-lines'],
  ['open free text in an event', 'libs/contracts/src/planted.ts', schemaOf('text().nullable()'), 'house/open-text'],
  ['an open string of any kind', 'libs/contracts/src/planted.ts', schemaOf('z.string().max(9)'), 'house/open-text'],
  [
    'free text that says it is open',
    'libs/contracts/src/planted.ts',
    schemaOf("id().meta({ 'x-ledger-class': { kind: 'open' } })"),
    'house/open-text',
  ],
  [
    'a decision on where a value is sealed',
    'libs/issues/domain/src/planted.ts',
    'export const named = (state: { sealed: unknown }) => state.sealed !== undefined;\n',
    'house/sealed-decision',
  ],
  [
    'a policy that reads a sealed value',
    'libs/issues/feature/src/planted.policy.ts',
    'export const read = ({ sealed }: { sealed: unknown }) => sealed;\n',
    'house/sealed-decision',
  ],
  [
    'a fact that opens sealed values',
    'libs/issues/feature/src/planted.fact.ts',
    'export const read = (store: { disclosures(): unknown }) => store.disclosures();\n',
    'house/sealed-decision',
  ],
  ['console in a library', 'libs/platform/src/planted.ts', "console.log('x');\n", 'no-console'],
];

/** Asked with types: the place is a file that exists, its text is replaced. */
const FORBIDDEN_TYPED = [
  [
    'a floating promise',
    'libs/kernel/src/index.ts',
    'Promise.resolve(1);\nexport {};\n',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'a switch that forgets a case',
    'libs/kernel/src/index.ts',
    "export function f(kind: 'a' | 'b') {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
];

const PERMITTED = [
  ['kernel → zod', 'libs/kernel/src/planted.ts', importing('zod')],
  ['kernel → node:crypto in *.node.ts', 'libs/kernel/src/planted.node.ts', importing('node:crypto')],
  [
    'a kernel test → testkit and node:fs',
    'libs/kernel/src/planted.spec.ts',
    importing('@taizhang/testkit') + "import 'node:fs';\n",
  ],
  ['ledger → its choice between Node and browsers', 'libs/ledger/src/planted.ts', importing('#sha256')],
  ['contracts → kernel', 'libs/contracts/src/planted.ts', importing('@taizhang/kernel')],
  ['domain → contracts', 'libs/issues/domain/src/planted.ts', importing('@taizhang/contracts')],
  [
    'a domain test → an edition of the calendar',
    'libs/issues/domain/src/planted.spec.ts',
    "import { chinaWorkingDays } from '@taizhang/calendar';\nexport const used = chinaWorkingDays;\n",
  ],
  ['port → ledger', 'libs/event-store/port/src/planted.ts', importing('@taizhang/ledger')],
  ['conformance → testkit', 'libs/views/conformance/src/planted.ts', importing('@taizhang/testkit')],
  [
    'messaging adapter → event-store port',
    'libs/messaging/in-process/src/planted.ts',
    importing('@taizhang/event-store-port'),
  ],
  [
    'an adapter test → its conformance suite',
    'libs/keys/sqlite/src/planted.int.spec.ts',
    importing('@taizhang/keys-conformance'),
  ],
  [
    'a conformance test → an adapter',
    'libs/event-store/conformance/src/planted.spec.ts',
    importing('@taizhang/event-store-sqlite'),
  ],
  ['feature → its own domain', 'libs/issues/feature/src/planted.ts', importing('@taizhang/issues-domain')],
  ['platform → Nest', 'libs/platform/src/planted.ts', importing('@nestjs/common')],
  ['app → adapter', 'apps/issues/src/planted.ts', importing('@taizhang/event-store-sqlite')],
  [
    'as with a reason',
    'libs/kernel/src/planted.ts',
    '// the caller parsed it\nexport const f = (x: unknown) => x as string;\n',
  ],
  ['a conformance suite → its own file', 'libs/views/conformance/src/planted.ts', importing('./fixture.js')],
  ['an adapter → its own file', 'libs/views/sqlite/src/planted.ts', importing('./open.js')],
  ['testkit → its own file', 'libs/testkit/src/planted.ts', importing('./given.js')],
  [
    'text that is sealed, and ids',
    'libs/contracts/src/planted.ts',
    schemaOf("redactable(1, text(200).nullable()), other: personal(2, text(), 'note'), code: id()"),
  ],
  ['as const', 'libs/kernel/src/planted.ts', "export const KINDS = ['a', 'b'] as const;\n"],
];

function lint(samples) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/lint-samples.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
    input: JSON.stringify(samples),
    // Everywhere as under CI, where typescript-eslint changes how it reads files.
    env: { ...process.env, ...NX_ENVIRONMENT, CI: 'true' },
  });
  if (status !== 0) throw new Error(`lint-samples ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

describe('lint', () => {
  const all = [
    ...FORBIDDEN.map(([, path, code]) => ({ path, code })),
    ...FORBIDDEN_TYPED.map(([, path, code]) => ({ path, code, typed: true })),
    ...PERMITTED.map(([, path, code]) => ({ path, code })),
  ];
  let found = [];
  beforeAll(() => {
    const graph = spawnSync(process.execPath, [packageCommand('nx'), 'show', 'projects'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, ...NX_ENVIRONMENT },
    });
    if (graph.status !== 0) throw new Error(graph.stderr);
    found = lint(all);
  });

  const refused = [...FORBIDDEN, ...FORBIDDEN_TYPED];
  it.each(refused.map(([what, , , rule], index) => [what, rule, index]))('refuses %s by %s', (_what, rule, index) => {
    expect(found[index].map((message) => message.rule)).toContain(rule);
  });

  it.each(PERMITTED.map(([what], index) => [what, refused.length + index]))('permits %s', (_what, index) => {
    expect(found[index]).toEqual([]);
  });

  it('finds nothing forbidden without a project graph, and says so: the warning that tools/lint.mjs turns into failure', () => {
    const empty = mkdtempSync(join(tmpdir(), 'taizhang-no-graph-'));
    try {
      const { stdout } = spawnSync(process.execPath, ['tools/lint-samples.mjs'], {
        cwd: ROOT,
        encoding: 'utf8',
        input: JSON.stringify([{ path: 'libs/ledger/src/planted.ts', code: importing('@taizhang/kernel') }]),
        env: { ...process.env, ...NX_ENVIRONMENT, NX_WORKSPACE_DATA_DIRECTORY: empty },
      });
      expect(stdout).toContain('No cached ProjectGraph is available');
      expect(JSON.parse(stdout.trim().split('\n').at(-1))).toEqual([[]]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
