import { BundleError } from '@taizhang/ledger';
import { recover, type GivenBundle } from '@taizhang/platform';
import { toldOf } from './exit-code.js';
import { openDeployment } from './open-deployment.js';
import { readBundleSource } from './verify/bundle-source.js';
import { VERIFY_EXIT, type VerifyHost } from './verify/run-verify.js';
import { UnusableInput } from './verify/unusable-input.js';

/** Words of `taizhang recover`. */
export interface RecoverWords {
  readonly from?: readonly string[];
  readonly fromKafka?: boolean;
}

/**
 * `taizhang recover`: brings back what a store lost that was set back.
 * @returns 0 where nothing is missing any more, 1 where something is, 2 where nothing can be done
 */
export async function runRecover(
  { from = [], fromKafka = false }: RecoverWords,
  environment: Readonly<Record<string, string | undefined>>,
  { print, note }: Pick<VerifyHost, 'print' | 'note'>,
): Promise<number> {
  try {
    if (from.length === 0 && !fromKafka)
      throw new UnusableInput('Say where from: --from BUNDLE, --from-kafka, or both.');
    const bundles = new Map<string, GivenBundle>();
    for (const path of from) bundles.set(path, await readBundle(path));
    const { configuration, adapters } = await openDeployment(environment);
    const whole = await recover(configuration, adapters, { bundles, fromTopics: fromKafka }, print);
    print(`RESULT ${whole ? 'PASS' : 'FAIL'}`);
    return whole ? VERIFY_EXIT.pass : VERIFY_EXIT.fail;
  } catch (error) {
    note(toldOf(error));
    return VERIFY_EXIT.unusable;
  }
}

async function readBundle(path: string): Promise<GivenBundle> {
  try {
    const source = await readBundleSource(path);
    return source.kind === 'zip' ? source.bytes : source.files;
  } catch (error) {
    throw error instanceof BundleError ? new UnusableInput(`${path} is no bundle.`) : error;
  }
}
