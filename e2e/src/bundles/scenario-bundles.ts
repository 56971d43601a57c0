import { chooseAdapters } from '@taizhang/deployment';
import { derivedEntropy, type LedgerId, type StreamId } from '@taizhang/kernel';
import {
  BUNDLE_PATHS,
  ed25519Signer,
  encodeBase64Url,
  formatConsistencyProof,
  historyPath,
  KEY_TYPE_COSIGNATURE,
  KEY_TYPE_ED25519,
  isEnvelope,
  kidOf,
  parseDisclosure,
  parsePolicy,
  parseVkey,
  receiptPath,
  type Clearance,
  type KeyType,
  type VerifyOptions,
} from '@taizhang/ledger';
import { Forgery, type ForgeryKeys, type TamperBundle, type TamperScene } from '@taizhang/ledger/tampering';
import { organizationFeature } from '@taizhang/organization-feature';
import { ContextRegistry, eventSchemas, openArchive, readConfiguration, type Archive } from '@taizhang/platform';
import type { BundleRequest } from '@taizhang/seals-port';
import type { HostEnvironment } from '../deployments/host-process.js';

/** The bureau's own ledger: its units, persons and posts. */
export const LEDGER: LedgerId = 'organization/wgx-0371';
/** A record of it. */
const STREAM: StreamId = 'person/wgx-0371.P-A1';

/** Opens an embedded deployment's ledgers beside its host. */
export async function withArchive<T>(
  folder: string,
  environment: HostEnvironment,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const configuration = readConfiguration({ ...environment, TAIZHANG_DATA: folder });
  const registry = new ContextRegistry();
  registry.register(organizationFeature);
  const adapters = await chooseAdapters(configuration, 'cli');
  const archive = await openArchive(configuration, adapters, eventSchemas(registry));
  try {
    return await use(archive);
  } finally {
    await archive.close();
  }
}

/** Keys of all subjects whom disclosures of the ledger are about and who have one, by kid. */
export async function subjectKeysOf({ store, keys }: Archive): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for await (const { leaf } of store.readLedger(LEDGER)) {
    const { data } = JSON.parse(Buffer.from(leaf).toString()) as {
      readonly data: { readonly _sd?: readonly string[] };
    }; // a leaf
    for (const disclosure of (await store.sealedDisclosures(LEDGER, data._sd ?? [])).values()) {
      const { value } = parseDisclosure(disclosure);
      const kid = isEnvelope(value) ? kidOf(value, '') : undefined;
      const key = kid === undefined ? undefined : await keys.subjectKeyOf(LEDGER, kid);
      if (kid !== undefined && key !== undefined) found[kid] = encodeBase64Url(key);
    }
  }
  return found;
}

/** The private halves of a deployment's keys, which its seed makes: what attackers hold. */
export function keysOfSeed(seed: string, authority: string, handover: number): ForgeryKeys {
  const entropy = derivedEntropy(seed);
  const origin = `${authority}/${LEDGER}`;
  const signer = (purpose: string, name: string, type: KeyType, log = origin) =>
    ed25519Signer(entropy.bytes(32, { log, commit: 'keys', purpose }), { name, type });
  const witness = `${authority}/witness/own`;
  return {
    log: signer('key/log/2', origin, KEY_TYPE_ED25519),
    retired: { signer: signer('key/log', origin, KEY_TYPE_ED25519), lastSize: handover },
    exporter: signer('key/export', `${origin}/export`, KEY_TYPE_ED25519),
    witness: signer('key/witness', witness, KEY_TYPE_COSIGNATURE, witness),
  };
}

/** What {@link scenarioScene} is made of. */
export interface SceneParts {
  readonly seed: string;
  /** POSIX seconds. */
  readonly now: number;
  /** Keys of subjects as they were before one was destroyed. */
  readonly subjects: Readonly<Record<string, string>>;
}

/** Bundles of the played ledger as its exporter makes them for auditors, with what these know. */
export async function scenarioScene(archive: Archive, { seed, now, subjects }: SceneParts): Promise<TamperScene> {
  await archive.renewCosignature(LEDGER);
  const handover = await handoverOf(archive);
  const keys = keysOfSeed(seed, archive.authority, handover);
  const notes = await notesOf(archive);
  const newest = Math.max(...notes.keys());
  const [oldest = 0, start = 0] = notes.keys();
  const make = async (clearance: Clearance, more: Partial<BundleRequest> = {}) =>
    new Forgery(await archive.bundles.make({ ledger: LEDGER, clearance, ...more }), keys);
  const full = await make(3);
  for (const [size, note] of notes) if (size < newest) full.write(historyPath(size), note);
  full.write(receiptPath(1), await archive.proofs.receipt(LEDGER, 1, Buffer.from(decodedLeaf(full, 1))));
  full.write(BUNDLE_PATHS.keys, JSON.stringify(await subjectKeysOf(archive)));
  const delta = await make(3, { from: start });
  delta.write(historyPath(oldest), notes.get(oldest) ?? '');
  const proof = await archive.proofs.consistency(LEDGER, oldest, start);
  delta.write(BUNDLE_PATHS.consistency, `${Buffer.from(formatConsistencyProof(proof)).toString()}\n`);
  const extract = (await make(3, { streams: [STREAM] })).export();
  const bundles: Readonly<Record<TamperBundle, ReadonlyMap<string, Uint8Array>>> = {
    full: full.export(),
    low: (await make(0)).export(),
    delta: delta.export(),
    extract,
    'rotated/extract': extract,
  };
  const told = await archive.trust(LEDGER);
  const options: VerifyOptions = {
    policy: parsePolicy(told?.policy ?? ''),
    exportKey: parseVkey(told?.exportVkey ?? ''),
    now,
    known: [Buffer.from(notes.get(handover) ?? '')],
  };
  return { keys, subjects, bundle: (name) => ({ files: bundles[name], options }) };
}

/** The size that the ledger's one retirement of a log key names. */
export async function handoverOf({ store }: Archive): Promise<number> {
  for await (const { type, data } of store.readStream(LEDGER, 'ledger/main'))
    if (type === 'ledger.KeyRetired') return Number(data['lastSize']);
  throw new Error('no log key was retired');
}

async function notesOf({ rows }: Archive): Promise<ReadonlyMap<number, string>> {
  const notes = new Map<number, string>();
  for await (const { size, note, cosigned } of rows.checkpoints(LEDGER)) if (cosigned) notes.set(size, note);
  return notes;
}

function decodedLeaf(forgery: Forgery, idx: number): Uint8Array {
  return Buffer.from(forgery.entry(idx).leaf ?? '', 'base64');
}
