import { chooseAdapters, isThere } from '@taizhang/deployment';
import { readConfiguration, type Configuration, type HostAdapters } from '@taizhang/platform';
import { demonstrationEnvironment } from './demonstration.js';
import { UnusableInput } from './verify/unusable-input.js';

/**
 * The deployment that the environment names, as hosts are told it; a demonstration knows for itself what it is. Whoever asks about
 * one makes none: a mistyped folder stays as it was, and `npm start` still finds it empty.
 * @throws UnusableInput where no host has started before
 */
export async function openDeployment(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly configuration: Configuration; readonly adapters: HostAdapters }> {
  const told = readConfiguration(environment);
  const shown = told.TAIZHANG_STORE === 'sqlite' ? await demonstrationEnvironment(told.TAIZHANG_DATA) : {};
  const configuration = readConfiguration({ ...shown, ...environment });
  if (!isThere(configuration))
    throw new UnusableInput(
      `There are no keys in ${configuration.TAIZHANG_DATA} yet: a host makes them at its first start, and TAIZHANG_DATA names its folder.`,
    );
  return { configuration, adapters: await chooseAdapters(configuration, 'cli') };
}
