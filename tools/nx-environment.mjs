/** How every tool here calls Nx: no daemon left behind, no cloud, no question asked. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Nx's own entry, started with `process.execPath`: unlike `npx` it adds no process between us and a signal. */
export const NX_ENTRY = (() => {
  const manifest = require.resolve('nx/package.json');
  return join(dirname(manifest), require(manifest).bin.nx);
})();

/** Environment for Nx, and for whatever may load it (the boundary rule of ESLint does). */
export const NX_ENVIRONMENT = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_INTERACTIVE: 'false',
  NX_TUI: 'false',
};
