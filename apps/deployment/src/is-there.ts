import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FOLDER, type Configuration } from '@taizhang/platform';
import { KEYS_FILE } from './sqlite-files.js';

/**
 * Whether a host has started here before, as far as it can be told without opening, and so making, anything: an embedded one has made
 * its keys; what servers hold is not looked at. Ask it before a tool opens stores, so that a mistyped folder stays as it was.
 */
export function isThere({ TAIZHANG_STORE: store, TAIZHANG_DATA: folder }: Configuration): boolean {
  return store !== 'sqlite' || existsSync(join(folder, KEY_FOLDER, KEYS_FILE));
}
