import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clausesNamed } from '@taizhang/contracts';
import ts from 'typescript';

/** Folders of the work tree that hold tests. */
export const TEST_FOLDERS = ['libs', 'apps', 'e2e', 'bench', 'infra', 'tools'] as const;
const TEST_FILE = /\.spec\.(ts|mjs)$/;
const UNREAD = new Set(['node_modules', 'dist']);
const SUITES = new Set(['describe']);
const TESTS = new Set(['it', 'test']);

/** A test whose title, or that of a suite around it, names clauses. */
export interface TestTitle {
  /** Path from the work tree. */
  readonly file: string;
  /** Titles of its suites and its own, as written: what a test puts in for `%s` or `${…}` is not known before it runs. */
  readonly title: string;
  readonly clauses: readonly string[];
}

/** The tests of a work tree that name clauses, by file and in the order of each file. */
export async function testTitles(root: string): Promise<readonly TestTitle[]> {
  const files = (await Promise.all(TEST_FOLDERS.map((folder) => testFiles(root, folder)))).flat().sort();
  const titles: TestTitle[] = [];
  for (const file of files) titles.push(...titlesIn(file, await readFile(join(root, file), 'utf8')));
  return titles;
}

async function testFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return UNREAD.has(entry.name) ? [] : testFiles(root, path);
    return TEST_FILE.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** The tests of one source that name clauses. */
export function titlesIn(file: string, source: string): readonly TestTitle[] {
  if (!source.includes('[C')) return []; // nothing to parse
  const titles: TestTitle[] = [];
  const walk = (node: ts.Node, suites: readonly string[]): void => {
    const called = ts.isCallExpression(node) ? calledWithTitle(node) : undefined;
    const within = called === undefined ? suites : [...suites, called.title];
    if (called !== undefined && TESTS.has(called.name)) {
      const title = within.join(' › ');
      const clauses = clausesNamed(title);
      if (clauses.length > 0) titles.push({ file, title, clauses });
    }
    ts.forEachChild(node, (child) => {
      walk(child, within);
    });
  };
  walk(ts.createSourceFile(file, source, ts.ScriptTarget.ES2022), []);
  return titles;
}

/** `it('…', …)`, `describe.each(…)('…', …)` and their like. */
function calledWithTitle(call: ts.CallExpression): { readonly name: string; readonly title: string } | undefined {
  const name = rootOf(call.expression);
  const [title] = call.arguments;
  if (name === undefined || title === undefined || !(SUITES.has(name) || TESTS.has(name))) return undefined;
  const words = wordsOf(title);
  return words === undefined ? undefined : { name, title: words };
}

/** The function that is called in the end: `it` in `it.each(rows)(…)`; the table of `it.each(rows)` itself is no title. */
function rootOf(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text;
  const each = ts.isCallExpression(callee)
    ? callee.expression
    : ts.isTaggedTemplateExpression(callee)
      ? callee.tag
      : undefined;
  return each !== undefined && ts.isPropertyAccessExpression(each) && ts.isIdentifier(each.expression)
    ? each.expression.text
    : undefined;
}

function wordsOf(title: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(title)) return title.text;
  if (!ts.isTemplateExpression(title)) return undefined;
  return title.head.text + title.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}
