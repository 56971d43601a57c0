import { parseVkey, verifyBundle, type BundleFiles, type VerifyOptions } from '@taizhang/ledger';
import { systemClock, type JsonObject, type JsonValue } from '@taizhang/kernel';
import { hashLeaf, LedgerBundles, LedgerProofs } from '@taizhang/seals-port';
import type { Contest } from '../passes.js';
import { payload } from '../payload.js';
import type { Measured } from '../row.js';
import { scaled, type BenchSettings } from '../settings.js';
import { BENCH_EVENT_TYPE, benchLedger } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import { leavesOf } from './seal.js';
import { withSealedLedger, type SealedStore } from './sealed-ledger.js';

/** Leaves of the bundle. */
const BUNDLE_LEAVES = 100_000;
const LEDGER = benchLedger(0);
/** Clearance of whoever gets the bundle: all leaves of the bench are visible to him. */
const CLEARANCE = 2;

/** A range bundle (审计包) of a whole ledger, verified from its bytes as an auditor would, against SHA-256 of its leaves alone. */
export function verifyRange(settings: BenchSettings): Contest {
  const leaves = scaled(settings, BUNDLE_LEAVES);
  return {
    workload: 'X.verify-bundle',
    mostPasses: 3,
    entrants: [
      {
        peer: 'taizhang ledger',
        version: ownVersion(),
        technology: 'bundle',
        role: 'ours',
        run: (folder) => withSealedLedger(folder, leaves, verify),
      },
      {
        peer: 'plain SHA-256',
        version: process.versions.node,
        technology: 'bundle',
        role: 'limit',
        run: (folder) => withSealedLedger(folder, leaves, hash),
      },
    ],
  };
}

async function verify(sealed: SealedStore): Promise<Measured> {
  const files = await bundleOf(sealed);
  const options = await trust(sealed);
  const started = performance.now();
  const { passed, subject, findings } = verifyBundle(files, options);
  const seconds = (performance.now() - started) / 1_000;
  if (!passed || subject === undefined) throw new Error(`the bundle fails: ${findings[0]?.code ?? 'no subject'}`);
  return { n: subject.entries, seconds, note: 'layout, signatures, every leaf, tree, streams, commits and times' };
}

async function hash({ store }: SealedStore): Promise<Measured> {
  const leaves = await leavesOf(store, LEDGER);
  const started = performance.now();
  for (const leaf of leaves) hashLeaf(leaf);
  return { n: leaves.length, seconds: (performance.now() - started) / 1_000, note: 'of the same leaves' };
}

function bundleOf({ store, rows, keys }: SealedStore): Promise<BundleFiles> {
  const { authority } = BENCH_STORE_OPTIONS;
  const bundles = new LedgerBundles({
    authority,
    store,
    disclosures: () => Promise.resolve(new Map()),
    rows,
    proofs: new LedgerProofs(rows, authority),
    keys,
    now: () => systemClock.now(),
    schemaOf: (type) => (type === BENCH_EVENT_TYPE ? schemaLike(payload(0)) : undefined),
  });
  return bundles.make({ ledger: LEDGER, clearance: CLEARANCE });
}

/** A schema as a declared event of such data would have it: bundles carry one, and their verifier judges each leaf by it. */
function schemaLike(value: JsonValue): JsonObject {
  if (Array.isArray(value)) return { type: 'array', items: schemaLike(value[0] ?? null) };
  if (typeof value !== 'object' || value === null) return { type: value === null ? 'null' : typeof value };
  const members = Object.entries(value);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, member]) => [name, schemaLike(member)])),
    required: members.map(([name]) => name),
    additionalProperties: false,
  };
}

/** What the auditor has from elsewhere: the ledger's keys. */
async function trust({ keys }: SealedStore): Promise<VerifyOptions> {
  const [logs, exporting] = [await keys.signers(LEDGER, 'log'), await keys.signers(LEDGER, 'export')];
  return {
    policy: { logs: logs.map(({ vkey }) => parseVkey(vkey)), witnesses: [], quorum: { kind: 'none' } },
    exportKey: parseVkey(exporting[0]?.vkey ?? ''),
    clearance: CLEARANCE,
    now: Math.ceil(Date.now() / 1_000),
  };
}
