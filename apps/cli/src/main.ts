import 'reflect-metadata';
import { sentenceOf } from '@taizhang/platform';
import { Command } from 'commander';
import { prepareDemonstration } from './demonstration.js';
import { exportPublicKeys, listKeys, rotateKeys } from './keys.js';
import { playScenario, type ScenarioOptions } from './scenario.js';
import { processHost } from './verify/process-host.js';
import { runVerify } from './verify/run-verify.js';

const program = new Command('taizhang').description('Taizhang (台账): what an operator does beside the hosts');
program.showSuggestionAfterError(false);
const keys = program
  .command('keys')
  .showSuggestionAfterError(false)
  .description('keys of a deployment; configured by the environment, like its hosts');
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
  .command('export-public')
  .description('public keys of all ledgers, one a line, for whoever verifies')
  .action(() => exportPublicKeys(process.env, print));

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
    if (!(await playScenario(name, options, process.env, print))) process.exitCode = 1;
  });

program
  .command('demonstration')
  .showSuggestionAfterError(false)
  .argument('<folder>', 'an empty data folder')
  .description(
    'fills a data folder with a fictional bureau in the middle of its work; `npm start` does it on an empty folder',
  )
  .action((folder: string) => prepareDemonstration(folder, print));

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
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
