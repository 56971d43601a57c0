import { createReadStream } from 'node:fs';
import {
  BundleError,
  formatFinding,
  KEY_TYPE_ED25519,
  parsePolicy,
  parseVkey,
  verifyBundle,
  verifyZip,
  type Policy,
  type Verification,
  type VerifierKey,
  type VerifyOptions,
} from '@taizhang/ledger';
import { readBundleSource } from './bundle-source.js';
import { UnusableInput } from './unusable-input.js';
import { readVerifyArguments, VERIFY_USAGE, type VerifyArguments } from './verify-arguments.js';

/** Where the command writes: findings and the result to one side, notes and complaints to the other. */
export interface VerifyHost {
  readonly print: (line: string) => void;
  readonly note: (line: string) => void;
  /** POSIX seconds of the machine's clock. */
  readonly clock: () => number;
}

/** Exit codes of ledger-format §12. */
export const VERIFY_EXIT = { pass: 0, fail: 1, unusable: 2 } as const;
/** Most bytes of a policy, key or note file: none is ever near it. */
const MAX_TRUST_FILE_BYTES = 1024 * 1024;

/**
 * `taizhang verify`: checks an audit bundle against a policy and an export key that the auditor holds. No network, database or
 * configuration.
 * @returns the exit code
 */
export async function runVerify(words: readonly string[], host: VerifyHost): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    host.print(VERIFY_USAGE);
    return VERIFY_EXIT.pass;
  }
  try {
    const told = readVerifyArguments(words);
    const options = await optionsOf(told, host);
    return report(await verified(told, options), told, host);
  } catch (error) {
    if (!(error instanceof UnusableInput)) throw error;
    host.note(error.message);
    return VERIFY_EXIT.unusable;
  }
}

async function verified({ bundle }: VerifyArguments, options: VerifyOptions): Promise<Verification> {
  try {
    const source = await readBundleSource(bundle);
    return source.kind === 'zip' ? verifyZip(source.bytes, options) : verifyBundle(source.files, options);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { passed: false, findings: [{ code: 'E_BUNDLE_LAYOUT', details: { reason: 'source' } }] };
  }
}

function report({ passed, findings, subject }: Verification, told: VerifyArguments, host: VerifyHost): number {
  if (subject !== undefined) {
    const { origin, kind, from, to, clearance, entries, envelopes } = subject;
    if (told.clearance === undefined)
      host.note(`NOTE clearance=${String(clearance)} as the manifest says: give --clearance to have it checked`);
    host.note(`NOTE origin=${origin} kind=${kind} from=${String(from)} to=${String(to)} entries=${String(entries)}`);
    host.note(`NOTE envelopes opened=${String(envelopes.opened)} opaque=${String(envelopes.opaque)}`);
  }
  for (const finding of findings) host.print(formatFinding(finding));
  host.print(`RESULT ${passed ? 'PASS' : 'FAIL'}`);
  return passed ? VERIFY_EXIT.pass : VERIFY_EXIT.fail;
}

async function optionsOf(told: VerifyArguments, host: VerifyHost): Promise<VerifyOptions> {
  const { clearance, maxCosigAgeSeconds, skewSeconds, lagSeconds } = told;
  const policy = await policyOf(told.policy);
  const exportKey = await exportKeyOf(told.exportVkey);
  const known = await Promise.all(told.known.map((file) => readTrusted(file)));
  const now = told.now ?? host.clock();
  if (told.now === undefined) host.note(`NOTE now=${String(now)} by the clock of this machine`);
  return {
    policy,
    exportKey,
    known,
    now,
    maxCosigAgeSeconds,
    skewSeconds,
    lagSeconds,
    ...(clearance !== undefined && { clearance }),
  };
}

async function policyOf(file: string): Promise<Policy> {
  const text = new TextDecoder().decode(await readTrusted(file));
  try {
    return parsePolicy(text);
  } catch (error) {
    throw new UnusableInput(`${file} is no policy: ${messageOf(error)}.`);
  }
}

async function exportKeyOf(fileOrVkey: string): Promise<VerifierKey> {
  const key = vkeyOf(fileOrVkey) ?? vkeyOf(new TextDecoder().decode(await readTrusted(fileOrVkey)).trim());
  if (key === undefined) throw new UnusableInput(`${fileOrVkey} holds no vkey.`);
  if (key.type !== KEY_TYPE_ED25519 || !key.name.endsWith('/export'))
    throw new UnusableInput(`${key.name} is no export key: its name ends in /export.`);
  return key;
}

function vkeyOf(text: string): VerifierKey | undefined {
  try {
    return parseVkey(text);
  } catch {
    return undefined;
  }
}

async function readTrusted(file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // No more of it than it may have: it may be a device that never ends, or the pipe of a shell.
    for await (const chunk of createReadStream(file, { end: MAX_TRUST_FILE_BYTES })) {
      chunks.push(chunk as Buffer); // as: a stream without an encoding
      length += (chunk as Buffer).length;
    }
  } catch {
    throw new UnusableInput(`${file} cannot be read.`);
  }
  if (length > MAX_TRUST_FILE_BYTES) throw new UnusableInput(`${file} is too large.`);
  return Buffer.concat(chunks);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it is malformed';
}
