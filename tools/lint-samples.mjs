/**
 * Lints texts as if they lay at the given places, for `lint.spec.mjs`, in a process of its own because ESLint and Nx
 * load native code that Jest's module registry cannot hold.
 * Reads `[{ path, code, typed? }]` as JSON from stdin and prints, for each, the list of `{ rule, message }` found.
 * A place need not exist, except for a typed sample: rules that ask for types need a file of the TypeScript program.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOT as cwd } from './packages.mjs';

// Under CI, typescript-eslint compiles the files on disk once, ahead, and looks at that text, not at the sample's, when it is
// first asked about a file: it would find nothing wrong there.
process.env.TSESTREE_SINGLE_RUN = 'false';

const typed = new ESLint({ cwd });
const untyped = new ESLint({ cwd, overrideConfig: { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked } });

const found = [];
for (const sample of JSON.parse(await text(process.stdin))) {
  const eslint = sample.typed ? typed : untyped;
  const [result] = await eslint.lintText(sample.code, { filePath: sample.path });
  found.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(`\n${JSON.stringify(found)}\n`);
