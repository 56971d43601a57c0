import { ConfigurationError } from '../configuration/configuration.js';

/** Codes of the operating system that a start may end in, as sentences. */
const BY_SYSTEM_CODE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use by another program: set TAIZHANG_PORT to a free one.',
  EACCES: 'Permission was denied: the data folder must be writable, and ports below 1024 need rights.',
  EADDRNOTAVAIL: 'This machine does not have the address named by TAIZHANG_HOST.',
  ENOTFOUND: 'The address named by TAIZHANG_HOST cannot be resolved.',
  EROFS: 'The data folder is on a read-only disk: set TAIZHANG_DATA to another one.',
  ENOSPC: 'The disk of the data folder is full.',
  ENOTDIR: 'TAIZHANG_DATA must name a folder, and what it names is a file.',
  EEXIST: 'TAIZHANG_DATA must name a folder, and what it names is a file.',
};

/**
 * Why a host could not be started, or a command not be done, in one sentence. Errors with a code of ours carry their sentence; anything
 * else is a defect, of which the class and place are told.
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return `Something failed unexpectedly: ${String(error)}`;
  if (error instanceof ConfigurationError) return oneLine(error.message);
  const code = 'code' in error ? String(error.code) : '';
  const known = BY_SYSTEM_CODE[code];
  if (known !== undefined) return known;
  if (/^[A-Z][A-Z_]+$/.test(code) && error.message !== '') return oneLine(error.message);
  const place =
    error.stack
      ?.split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim() ?? '';
  return oneLine(`Something failed unexpectedly: ${error.name}: ${error.message} ${place}`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
