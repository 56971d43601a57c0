import { parseArgs } from 'node:util';
import {
  DEFAULT_LAG_SECONDS,
  DEFAULT_MAX_COSIG_AGE_SECONDS,
  DEFAULT_SKEW_SECONDS,
  type Clearance,
} from '@taizhang/ledger';
import { UnusableInput } from './unusable-input.js';

/** How the command is called. */
export const VERIFY_USAGE = `usage: verify --policy FILE --export-vkey FILE|VKEY [--clearance 0..3] [--now SECONDS]
              [--max-cosig-age SECONDS] [--skew SECONDS] [--lag SECONDS] [--known FILE]... BUNDLE
BUNDLE is an audit bundle, a folder or a zip. Exit 0 pass, 1 fail, 2 unusable input or usage.`;

/** What the command was told, as far as the words themselves go. */
export interface VerifyArguments {
  readonly policy: string;
  /** A vkey, or a file that holds one. */
  readonly exportVkey: string;
  readonly clearance?: Clearance;
  readonly now?: number;
  readonly maxCosigAgeSeconds: number;
  readonly skewSeconds: number;
  readonly lagSeconds: number;
  readonly known: readonly string[];
  readonly bundle: string;
}

const OPTIONS = {
  policy: { type: 'string' },
  'export-vkey': { type: 'string' },
  clearance: { type: 'string' },
  now: { type: 'string' },
  'max-cosig-age': { type: 'string' },
  skew: { type: 'string' },
  lag: { type: 'string' },
  known: { type: 'string', multiple: true },
} as const;

/**
 * Reads the words of the command line.
 * @throws {UnusableInput}
 */
export function readVerifyArguments(words: readonly string[]): VerifyArguments {
  const { values, positionals } = parsed(words);
  const { policy, 'export-vkey': exportVkey, known = [] } = values;
  const [bundle, ...rest] = positionals;
  if (policy === undefined) throw new UnusableInput('--policy is required: the file that says whom you trust.');
  if (exportVkey === undefined) throw new UnusableInput('--export-vkey is required: the key that signs exports.');
  if (bundle === undefined || rest.length > 0) throw new UnusableInput('Name one bundle: a folder or a zip.');
  const clearance = clearanceOf(values.clearance);
  const now = seconds('now', values.now);
  return {
    policy,
    exportVkey,
    known,
    bundle,
    ...(clearance !== undefined && { clearance }),
    ...(now !== undefined && { now }),
    maxCosigAgeSeconds: seconds('max-cosig-age', values['max-cosig-age']) ?? DEFAULT_MAX_COSIG_AGE_SECONDS,
    skewSeconds: seconds('skew', values.skew) ?? DEFAULT_SKEW_SECONDS,
    lagSeconds: seconds('lag', values.lag) ?? DEFAULT_LAG_SECONDS,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message goes on with advice after its first sentence.
    const { message } = error as Error; // as: all that parseArgs throws; under Jest an Error of another realm
    const [sentence = ''] = message.split(/\. |\n/);
    throw new UnusableInput(`${sentence.replace(/\.$/, '')}.`);
  }
}

function clearanceOf(text: string | undefined): Clearance | undefined {
  if (text === undefined) return undefined;
  if (text === '0' || text === '1' || text === '2' || text === '3') return Number(text) as Clearance; // as: one of the four
  throw new UnusableInput('--clearance is 0, 1, 2 or 3.');
}

function seconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(value))
    throw new UnusableInput(`--${name} is a whole number of seconds.`);
  return value;
}
