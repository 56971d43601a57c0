import { chooseAdapters } from '@taizhang/deployment';
import { readConfiguration, recover, sentenceOf, type GivenBundle } from '@taizhang/platform';
import { CommandRefusedError } from './archive.js';
import { readBundleSource } from './verify/bundle-source.js';
import { VERIFY_EXIT, type VerifyHost } from './verify/run-verify.js';

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
      throw new CommandRefusedError('Say where from: --from BUNDLE, --from-kafka, or both.');
    const bundles = new Map<string, GivenBundle>();
    for (const path of from) {
      const source = await readBundleSource(path);
      bundles.set(path, source.kind === 'zip' ? source.bytes : source.files);
    }
    const configuration = readConfiguration(environment);
    const adapters = await chooseAdapters(configuration, 'cli');
    const whole = await recover(configuration, adapters, { bundles, fromTopics: fromKafka }, print);
    print(`RESULT ${whole ? 'PASS' : 'FAIL'}`);
    return whole ? VERIFY_EXIT.pass : VERIFY_EXIT.fail;
  } catch (error) {
    note(sentenceOf(error));
    return VERIFY_EXIT.unusable;
  }
}
