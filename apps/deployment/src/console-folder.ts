import { fileURLToPath } from 'node:url';

/** Where the build leaves the console (控制台): beside this package, in the work tree and in the image alike. */
export function consoleFolder(): string {
  return fileURLToPath(new URL('../../console/dist/', import.meta.url));
}
