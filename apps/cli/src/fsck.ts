import { isLedgerId } from '@taizhang/kernel';
import { fsck } from '@taizhang/platform';
import { toldOf } from './exit-code.js';
import { openDeployment } from './open-deployment.js';
import { VERIFY_EXIT, type VerifyHost } from './verify/run-verify.js';
import { UnusableInput } from './verify/unusable-input.js';

/** Words of `taizhang fsck`. */
export interface FsckWords {
  readonly ledger?: string;
  readonly repair?: boolean;
}

/**
 * `taizhang fsck`: derives everything again from the stored bytes of a deployment and names what is wrong, one line each.
 * @returns 0 where nothing is (any more), 1 for defects, 2 where it cannot be checked
 */
export async function runFsck(
  { ledger, repair = false }: FsckWords,
  environment: Readonly<Record<string, string | undefined>>,
  { print, note }: Pick<VerifyHost, 'print' | 'note'>,
): Promise<number> {
  try {
    if (ledger !== undefined && !isLedgerId(ledger))
      throw new UnusableInput('A ledger is named <context>/<bureau>, e.g. issues/wgx-0371.');
    const { configuration, adapters } = await openDeployment(environment);
    const request = { repair, ...(ledger !== undefined && { ledger }) };
    const clean = await fsck(configuration, adapters, request, print);
    print(`RESULT ${clean ? 'PASS' : 'FAIL'}`);
    return clean ? VERIFY_EXIT.pass : VERIFY_EXIT.fail;
  } catch (error) {
    note(toldOf(error));
    return VERIFY_EXIT.unusable;
  }
}
