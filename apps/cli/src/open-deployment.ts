import { chooseAdapters, isThere } from '@taizhang/deployment';
import { readConfiguration, type Configuration, type HostAdapters } from '@taizhang/platform';
import { UnusableInput } from './verify/unusable-input.js';

/**
 * The deployment that the environment names, as hosts are told it. Whoever asks about one makes none: a mistyped folder stays as it
 * was, and `npm start` still finds it empty.
 * @throws UnusableInput where no host has started before
 */
export async function openDeployment(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly configuration: Configuration; readonly adapters: HostAdapters }> {
  const configuration = readConfiguration(environment);
  if (!isThere(configuration))
    throw new UnusableInput(
      `There are no keys in ${configuration.TAIZHANG_DATA} yet: a host makes them at its first start, and TAIZHANG_DATA names its folder.`,
    );
  return { configuration, adapters: await chooseAdapters(configuration, 'cli') };
}
