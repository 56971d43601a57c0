import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './packages.mjs';

const DOCUMENT = join(ROOT, 'docs/security.md');
/** Tests that the document names: a link whose text is the test's title and whose target is its file. */
const TEST_LINK = /\[((?:\\.|[^\]\\])+)\]\(([^)\s]+\.(?:ts|mjs))\)/g;

const named = [...readFileSync(DOCUMENT, 'utf8').matchAll(TEST_LINK)].map(([, title, file]) => ({
  title: title.replaceAll(/\\(.)/g, '$1').replaceAll(/\s+/g, ' '),
  path: join(dirname(DOCUMENT), file),
}));

describe('docs/security.md', () => {
  it('names a test for what it says', () => {
    expect(named.length).toBeGreaterThan(20);
  });

  it.each(named)('rests on a test that is there: $title', ({ title, path }) => {
    expect(existsSync(path)).toBe(true);
    const source = readFileSync(path, 'utf8');
    expect(["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`))).toBe(true);
  });
});
