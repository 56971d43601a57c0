import { sentenceOf } from '@taizhang/platform';
import { CommanderError } from 'commander';
import { VERIFY_EXIT } from './verify/run-verify.js';
import { UnusableInput } from './verify/unusable-input.js';

/** An error in one sentence, for whoever typed the command. */
export function toldOf(error: unknown): string {
  return error instanceof UnusableInput ? error.message : sentenceOf(error);
}

/**
 * Tells an error in one sentence, unless commander did. Every command ends as `verify` does (ledger-format §12): with 1 for a verdict or
 * a refusal of the deployment, with 2 for words, files and folders that no answer can be given to.
 * @returns what the program ends with
 */
export function exitCodeOf(error: unknown, note: (line: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? VERIFY_EXIT.pass : VERIFY_EXIT.unusable;
  note(toldOf(error));
  return error instanceof UnusableInput ? VERIFY_EXIT.unusable : VERIFY_EXIT.fail;
}
