/**
 * Refuses a Node that the project does not run on, in one sentence, before anything else is loaded.
 * `npm ci` refuses it too (`engine-strict` in `.npmrc`), but nobody asks npm again after a change of Node.
 */
import { readFileSync } from 'node:fs';

const numbers = (version) => version.replace(/^\D*/, '').split('.').map(Number);

function isAtLeast(version, least) {
  const difference = numbers(version).map((part, index) => part - (numbers(least)[index] ?? 0));
  return (difference.find((part) => part !== 0) ?? 0) >= 0;
}

/** Knows the two forms that our `engines` uses: `^a.b.c` and `>=a.b.c`, joined by `||`. */
function satisfies(version, range) {
  return range.split('||').some((part) => {
    const sameMajor = !part.includes('^') || numbers(version)[0] === numbers(part)[0];
    return sameMajor && isAtLeast(version, part);
  });
}

/** The sentence that refuses `version`, or undefined where it fits the `engines` of package.json. */
export function nodeRefusal(version, range) {
  if (satisfies(version, range)) return undefined;
  return `Taizhang needs Node ${range.replace(' || ', ' or ')}, but this is Node ${version}: install another and run npm ci again.`;
}

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const refusal = nodeRefusal(process.versions.node, engines.node);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
