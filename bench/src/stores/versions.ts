import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Manifest {
  readonly version: string;
}

/** Version of a package from the registry, as it is installed. */
export function installedVersion(name: string): string {
  const manifest = require(`${name}/package.json`) as Manifest; // as: every manifest has a version
  return manifest.version;
}

/** Version of this workspace. */
export function ownVersion(): string {
  const manifest = require('../../package.json') as Manifest; // as: our own manifest
  return manifest.version;
}
