import { isLedgerId, type LedgerId } from '@taizhang/kernel';
import type { KeyInventory } from '@taizhang/keys-port';
import {
  BUNDLE_PATHS,
  BundleError,
  formatFinding,
  isVisible,
  parseEntry,
  parseManifest,
  parseVkey,
  readZip,
  verifyBundle,
  type Manifest,
  type VerifierKey,
} from '@taizhang/ledger';
import type { SourcedLeaf } from '@taizhang/seals-port';

/** Clearance of a bundle that lacks nothing. */
const FULL_CLEARANCE = 3;
const LINE_END = 0x0a;

/** A bundle as it was handed over: the files of a folder, or a zip. */
export type GivenBundle = ReadonlyMap<string, Uint8Array> | Uint8Array;

/** A bundle cannot bring leaves back; the message is one sentence. */
export class UnusableBundleError extends Error {
  override readonly name = 'UnusableBundleError';
  readonly code = 'BUNDLE_UNUSABLE';
}

/** Leaves of a bundle that was verified. */
export interface BundleLeaves {
  readonly ledger: LedgerId;
  /** Index of the first. */
  readonly from: number;
  readonly leaves: () => Iterable<SourcedLeaf>;
}

/**
 * Opens a bundle to bring its leaves back. Trusted is what the key store itself says of the ledger's keys.
 * @throws {UnusableBundleError} when it is not of this deployment, was made for less than full clearance, is no range, or does not verify
 */
export function openBundleLeaves(
  given: GivenBundle,
  name: string,
  authority: string,
  { ledgerKeys }: Pick<KeyInventory, 'ledgerKeys'>,
): BundleLeaves {
  const files = filesOf(given, name);
  const manifest = manifestOf(files, name);
  const { origin, clearance, kind, from } = manifest;
  const ledger = origin.slice(authority.length + 1);
  if (!origin.startsWith(`${authority}/`) || !isLedgerId(ledger))
    throw new UnusableBundleError(`${name} is of ${origin}, which is no ledger of this deployment.`);
  if (clearance !== FULL_CLEARANCE)
    throw new UnusableBundleError(
      `${name} was made for clearance ${String(clearance)}: only one for clearance ${String(FULL_CLEARANCE)} has every leaf and every sealed value.`,
    );
  if (kind !== 'range')
    throw new UnusableBundleError(`${name} has chosen leaves: only one of a range has all of them.`);
  const keysOf = (use: 'log' | 'export') =>
    ledgerKeys.flatMap((key) => (key.ledger === ledger && key.use === use ? [parseVkey(key.vkey)] : []));
  demandVerified(files, name, keysOf('log'), keysOf('export'));
  return { ledger, from, leaves: () => leavesOf(ledger, files) };
}

function filesOf(given: GivenBundle, name: string): ReadonlyMap<string, Uint8Array> {
  if (!(given instanceof Uint8Array)) return given;
  try {
    return readZip(given);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    throw new UnusableBundleError(`${name} is no bundle.`, { cause });
  }
}

function manifestOf(files: ReadonlyMap<string, Uint8Array>, name: string): Manifest {
  try {
    return parseManifest(files.get(BUNDLE_PATHS.manifest) ?? new Uint8Array());
  } catch (cause) {
    throw new UnusableBundleError(`${name} is no bundle.`, { cause });
  }
}

/** By the newest export key that it verifies under: an older one may have made it. */
function demandVerified(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  logs: readonly VerifierKey[],
  exporting: readonly VerifierKey[],
): void {
  const policy = { logs, witnesses: [], quorum: { kind: 'none' } } as const;
  const verdicts = exporting.map((exportKey) =>
    verifyBundle(files, { policy, exportKey, clearance: FULL_CLEARANCE, now: 0 }),
  );
  if (verdicts.some(({ passed }) => passed)) return;
  const [first] = verdicts.at(-1)?.findings ?? [];
  throw new UnusableBundleError(
    first === undefined
      ? `There are no keys here of the ledger that ${name} is of.`
      : `${name} does not verify: ${formatFinding(first)}.`,
  );
}

function* leavesOf(ledger: LedgerId, files: ReadonlyMap<string, Uint8Array>): Generator<SourcedLeaf> {
  const bytes = files.get(BUNDLE_PATHS.entries) ?? new Uint8Array();
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LINE_END, at);
    const entry = parseEntry(bytes.subarray(at, end));
    if (isVisible(entry)) yield { ledger, idx: entry.idx, leaf: entry.leaf, disclosures: entry.sd };
    at = end + 1;
  }
}
