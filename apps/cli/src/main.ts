import 'reflect-metadata';
import { sentenceOf } from '@taizhang/platform';
import { Command } from 'commander';
import { exportPublicKeys, listKeys, rotateKeys } from './keys.js';

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

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
