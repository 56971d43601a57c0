import 'reflect-metadata';
import { Command } from 'commander';
import {
  acceptCosignature,
  rotateLogKey,
  signWitnessRequest,
  writeBundle,
  writePolicy,
  writeReceipt,
  writeWitnessRequest,
  type BundleWords,
} from './archive.js';
import { prepareDemonstration } from './demonstration.js';
import { exitCodeOf } from './exit-code.js';
import { runFsck, type FsckWords } from './fsck.js';
import { exportPublicKeys, listKeys, rotateKeys } from './keys.js';
import { runRecover, type RecoverWords } from './recover.js';
import { playScenario, type ScenarioOptions } from './scenario.js';
import { runReplay } from './replay/run-replay.js';
import type { ReplayOptions } from './replay/replay-question.js';
import { processHost } from './verify/process-host.js';
import { runVerify, VERIFY_EXIT } from './verify/run-verify.js';

const program = new Command('taizhang').description('Taizhang (台账): what an operator does beside the hosts');
program.showSuggestionAfterError(false).exitOverride();
const keys = program
  .command('keys')
  .showSuggestionAfterError(false)
  .description('keys of a deployment; configured by the environment, like its hosts');
// Whoever reads no further, as `head` does, wants nothing more.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

keys
  .command('list')
  .description('what keys there are: no secret, and no passphrase needed')
  .action(() => listKeys(process.env, print));
keys
  .command('rotate')
  .description('wraps everything under a new key-encryption key (TAIZHANG_KEK_NEW or TAIZHANG_KEK_NEW_FILE)')
  .action(() => rotateKeys(process.env, print));
keys
  .command('rotate-log')
  .description('exchanges the key that signs the checkpoints of a ledger; hosts may run meanwhile')
  .requiredOption('--ledger <ledger>', 'which one: issues/wgx-0371')
  .option('--compromised', 'others may have the present key: whoever verifies needs a new policy file')
  .action((words: { readonly ledger: string; readonly compromised?: boolean }) =>
    rotateLogKey(words, process.env, print),
  );
keys
  .command('export-public')
  .description('public keys of all ledgers, one a line, for whoever verifies')
  .action(() => exportPublicKeys(process.env, print));

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

program
  .command('bundle')
  .showSuggestionAfterError(false)
  .description('writes an audit bundle of a sealed ledger, which `taizhang verify` checks; hosts may run meanwhile')
  .requiredOption('--ledger <ledger>', 'which one: issues/wgx-0371')
  .requiredOption('--clearance <n>', 'of whoever gets it, 0 to 3')
  .requiredOption('--out <path>', 'a new folder, or a file that ends in .zip')
  .option('--from <size>', 'begins at this checkpoint; else at the first event')
  .option('--to <size>', 'ends at this checkpoint; else at the newest')
  .option('--stream <stream>', 'only this record, proven one by one; may be given again', several)
  .action((words: BundleWords) => writeBundle(words, process.env, print));
program
  .command('receipt')
  .showSuggestionAfterError(false)
  .description('prints the receipt of one event: a certificate that stands alone')
  .argument('<event>', 'id of the event')
  .option('--ledger <ledger>', 'where it is; else all are looked through')
  .option('--out <file>', 'writes it there')
  .action((event: string, words: { readonly ledger?: string; readonly out?: string }) =>
    writeReceipt(event, words, process.env, print),
  );
program
  .command('policy')
  .showSuggestionAfterError(false)
  .description('prints what an auditor of a ledger is given beforehand: policy file and export key')
  .requiredOption('--ledger <ledger>', 'which one')
  .option('--out <folder>', 'writes `policy` and `export.vkey` there')
  .action((words: { readonly ledger: string; readonly out?: string }) => writePolicy(words, process.env, print));

program
  .command('fsck')
  .showSuggestionAfterError(false)
  .description('derives everything again from the stored bytes and names what is wrong; hosts may run meanwhile')
  .option('--ledger <ledger>', 'only this one')
  .option('--repair', 'makes anew what is derived, never a leaf or a signed note; no host may run')
  .action(async (words: FsckWords) => {
    process.exitCode = await runFsck(words, process.env, processHost);
  });

program
  .command('recover')
  .showSuggestionAfterError(false)
  .description(
    'brings back what a store lost that was set back to an older copy, until the root that was signed last; no host may run',
  )
  .option('--from <bundles...>', 'audit bundles of ranges, for clearance 3')
  .option('--from-kafka', 'the topics, which have no sealed values')
  .action(async (words: RecoverWords) => {
    process.exitCode = await runRecover(words, process.env, processHost);
  });

const witness = program
  .command('witness')
  .showSuggestionAfterError(false)
  .description('cosignatures between deployments that no network connects');
witness
  .command('request')
  .description('writes the request for the newest checkpoint of a ledger, to be carried to its witness')
  .requiredOption('--ledger <ledger>', 'which one')
  .requiredOption('--vkey <vkey>', 'public key of the witness')
  .requiredOption('--out <file>', 'where to')
  .action((words: { readonly ledger: string; readonly vkey: string; readonly out: string }) =>
    writeWitnessRequest(words, process.env),
  );
witness
  .command('sign-file')
  .description('as the witness: judges a request and writes the cosignature')
  .argument('<request>')
  .requiredOption('--out <file>', 'where to')
  .action((file: string, words: { readonly out: string }) => signWitnessRequest(file, words, process.env, print));
witness
  .command('accept')
  .description('adds the cosignature that the witness wrote')
  .argument('<cosignature>')
  .requiredOption('--ledger <ledger>', 'which one')
  .requiredOption('--vkey <vkey>', 'public key of the witness')
  .action((file: string, words: { readonly ledger: string; readonly vkey: string }) =>
    acceptCosignature(file, words, process.env, print),
  );

program
  .command('scenario')
  .showSuggestionAfterError(false)
  .argument('<name>', 'which scenario: a')
  .option(
    '--url <address>',
    'a deployment with the manual clock that is still empty; else one of its own, in a temporary folder',
  )
  .option('--report <file>', 'where to write what came of it, as JSON')
  .description('plays a scenario over HTTP and compares what comes of it with what should')
  .action(async (name: string, options: ScenarioOptions) => {
    if (!(await playScenario(name, options, process.env, print))) process.exitCode = VERIFY_EXIT.fail;
  });

program
  .command('demonstration')
  .showSuggestionAfterError(false)
  .argument('<folder>', 'an empty data folder')
  .description(
    'fills a data folder with a fictional bureau in the middle of its work; `npm start` does it on an empty folder',
  )
  .action((folder: string) => prepareDemonstration(folder, print));

program
  .command('replay')
  .showSuggestionAfterError(false)
  .requiredOption('--ledger <ledger>', 'which ledger: <context>/<bureau>')
  .requiredOption('--stream <record>', 'which record of it: <kind>/<id>, as in evaluation/py-2014-01')
  .option('--data <folder>', 'the data folder; else TAIZHANG_DATA')
  .option('--at <time>', 'only what was recorded by then: a time, or a day, which means its end')
  .option('--index <number>', 'only what was recorded up to this place in the ledger')
  .option(
    '--set <parameter=value>',
    'what if this policy parameter had another value, as in criticism.threshold=85/100; may be repeated',
    (text: string, before: readonly string[]) => [...before, text],
    [],
  )
  .option('--json', 'one JSON value a line, for machines')
  .description('tells how a record of an embedded data folder came to be, and what would have been decided otherwise')
  .action((options: ReplayOptions) => runReplay(options, process.env, print));

// Its words are read by the command itself, which also stands alone as one file.
program
  .command('verify')
  .description('verifies an audit bundle without network, database or configuration; --help shows how')
  .usage('--policy FILE --export-vkey FILE|VKEY [options] BUNDLE')
  .helpOption(false)
  .argument('[words...]')
  .allowUnknownOption()
  .action(async (words: readonly string[]) => {
    process.exitCode = await runVerify(words, processHost);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error, processHost.note);
}
