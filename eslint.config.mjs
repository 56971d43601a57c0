/** Lint rules of the workspace. Run them with `npm run lint`: it makes the Nx project graph that the boundary rule needs. */
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { IMPORT_BANS, boundaryOptions } from './tools/dependency-rules.mjs';
import { house } from './tools/eslint-rules.mjs';

const TESTS = ['**/*.spec.ts'];
const SUITES = [...TESTS, '**/*.spec.mjs', 'libs/*/conformance/src/**/*.ts'];
const PURE_DECISIONS = ['libs/*/domain/src/**/*.ts', 'libs/contracts/src/**/*.ts'];
const DECISIONS = ['libs/*/domain/src/**/*.ts', 'libs/**/*.policy.ts', 'libs/**/*.fact.ts', 'libs/**/*-facts.ts'];
const root = import.meta.dirname;

const MODULE_SHAPE = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'An index lists its names one by one.' },
  {
    selector:
      ':matches(ImportDeclaration, ExportNamedDeclaration, ImportExpression)[source.value=/^\\.{1,2}\\/(?!.*\\.(js|mjs|json)$)/]',
    message: 'Relative imports end in .js.',
  },
];
const UNRUN_TESTS = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    message: 'Every test runs: no only, skip, todo or failing.',
  },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'Every test runs.' },
];
const SLEEPS = [
  {
    selector: ":matches(CallExpression[callee.name='setTimeout'], CallExpression[callee.property.name='setTimeout'])",
    message: 'No sleeps in tests: wait on a condition.',
  },
];
const HIDDEN_INPUTS = [
  {
    selector:
      "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Math'][callee.property.name='random'], CallExpression[callee.property.name='randomUUID']",
    message: 'Decisions are pure: time, ids and randomness arrive as arguments.',
  },
];

const boundaries = (tests) => ({
  '@nx/enforce-module-boundaries': ['error', boundaryOptions(root, { tests })],
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'data/**', 'coverage/**', 'docs/reference/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    plugins: { '@nx': nx, house },
    rules: {
      'house/file-name': 'error',
      'house/disable-reason': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...UNRUN_TESTS],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: globals.node } },
  { files: ['**/*.spec.mjs'], languageOptions: { globals: { ...globals.node, ...globals.jest } } },
  {
    files: ['**/*.spec.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...UNRUN_TESTS, ...SLEEPS] },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      // What was caught, or is an AbortSignal's reason, may be thrown on as it is.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: true, allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      'no-restricted-syntax': ['error', ...MODULE_SHAPE],
      'house/assertion-reason': 'error',
      ...boundaries(false),
    },
  },
  {
    files: ['apps/console/**/*.ts', 'apps/console/**/*.tsx'],
    languageOptions: { parserOptions: { project: './apps/console/tsconfig.json', tsconfigRootDir: root } },
  },
  { files: ['libs/**/*.ts', 'apps/**/*.{ts,tsx}'], ignores: TESTS, rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['libs/**/*.ts'], ignores: TESTS, rules: { 'no-console': 'error' } },
  {
    files: PURE_DECISIONS,
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...MODULE_SHAPE, ...HIDDEN_INPUTS] },
  },
  { files: ['libs/contracts/src/**/*.ts'], ignores: TESTS, rules: { 'house/open-text': 'error' } },
  { files: DECISIONS, ignores: TESTS, rules: { 'house/sealed-decision': 'error' } },
  {
    files: SUITES,
    ignores: ['**/*.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...MODULE_SHAPE, ...UNRUN_TESTS] },
  },
  {
    files: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...MODULE_SHAPE, ...UNRUN_TESTS, ...SLEEPS], ...boundaries(true) },
  },
  ...IMPORT_BANS,
);
