import type { LedgerId } from '@taizhang/kernel';
import {
  InvalidCommitError,
  type EventStore,
  type ProposedCommit,
  type ProposedDisclosure,
} from '@taizhang/event-store-port';
import type { KeyStore } from '@taizhang/keys-port';
import {
  disclosureDigest,
  encodeBase64Url,
  canonicalBytes,
  EnvelopeError,
  isEnvelope,
  kidOf,
  openEnvelope,
  parseDisclosure,
} from '@taizhang/ledger';
import { DataKeyBatches } from './data-key-batches.js';
import { decryptDisclosure, encryptDisclosure, type KeptDisclosure } from './disclosure-cipher.js';

/** An event store that keeps no sealed value in the clear. */
export interface Vault extends EventStore {
  /**
   * Disclosures as they were sealed, personal values in their envelopes: what proofs and bundles carry. `disclosures` of the
   * vault gives them with their envelopes opened; where the subject's key is destroyed they are absent, like erased ones.
   */
  sealedDisclosures(ledger: LedgerId, digests: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What a vault needs. */
export interface VaultOptions {
  readonly store: EventStore;
  readonly keys: Pick<KeyStore, 'dataKeys' | 'subjectKeyOf'>;
  readonly authority: string;
}

/**
 * Lays the disclosures of an event store down encrypted, each under a key of its own in the key store; destroying the key is
 * the erasure (design §5). Keys are written before the commit: a commit that then fails leaves keys of nothing.
 */
export function openVault({ store, keys, authority }: VaultOptions): Vault {
  const batches = new DataKeyBatches(keys.dataKeys);
  const kept = (ledger: LedgerId, digests: readonly string[]) => keptDisclosures(store, keys, ledger, digests);
  return {
    append: async (ledger, commit) => store.append(ledger, await encrypted(batches, ledger, commit)),
    disclosures: async (ledger, digests) => {
      const opened = new Map<string, string>();
      for (const [digest, one] of await kept(ledger, digests)) {
        const value = await withOpenValue(keys, ledger, `${authority}/${ledger}`, one);
        if (value !== undefined) opened.set(digest, value);
      }
      return opened;
    },
    sealedDisclosures: async (ledger, digests) =>
      new Map(Array.from(await kept(ledger, digests), ([digest, { disclosure }]) => [digest, disclosure])),
    find: (ledger, id) => store.find(ledger, id),
    findDigest: (ledger, id) => store.findDigest(ledger, id),
    readStream: (ledger, stream, range) => store.readStream(ledger, stream, range),
    readLedger: (ledger, range) => store.readLedger(ledger, range),
    readLeaves: (ledger, from) => store.readLeaves(ledger, from),
    head: (ledger) => store.head(ledger),
    heads: (filter) => store.heads(filter),
    follow: (options) => store.follow(options),
    close: (ledger, closing) => store.close(ledger, closing),
    record: (ledger, recording) => store.record(ledger, recording),
    stop: () => store.stop(),
  };
}

async function encrypted(batches: DataKeyBatches, ledger: LedgerId, commit: ProposedCommit): Promise<ProposedCommit> {
  const { disclosures = [] } = commit;
  if (disclosures.length === 0) return commit;
  for (const { digest, disclosure } of disclosures) {
    if (disclosureDigest(disclosure) !== digest)
      throw new InvalidCommitError('COMMIT_INVALID', 'a disclosure is not what its digest says');
  }
  const made = await batches.make(
    disclosures.map(({ digest, personal }) => ({
      ledger,
      name: digest,
      commit: commit.id,
      ...(personal !== undefined && { group: personal.kid }),
    })),
  );
  return {
    ...commit,
    disclosures: disclosures.map((one, i) => ({ digest: one.digest, disclosure: encryptedOne(made[i], ledger, one) })),
  };
}

function encryptedOne(
  key: Uint8Array | undefined,
  ledger: LedgerId,
  { digest, disclosure, personal }: ProposedDisclosure,
): string {
  if (key === undefined) throw new TypeError('the key store made fewer keys than asked');
  const place = personal && { personal: { event: personal.event, pointer: personal.pointer } };
  return encryptDisclosure(key, ledger, digest, { disclosure, ...place });
}

async function keptDisclosures(
  store: EventStore,
  { dataKeys }: VaultOptions['keys'],
  ledger: LedgerId,
  digests: readonly string[],
): Promise<ReadonlyMap<string, KeptDisclosure>> {
  const found = await store.disclosures(ledger, digests);
  if (found.size === 0) return new Map();
  const keys = await dataKeys.get('disclosure', ledger, [...found.keys()]);
  const kept = new Map<string, KeptDisclosure>();
  for (const [digest, text] of found) {
    const key = keys.get(digest);
    if (key !== undefined) kept.set(digest, decryptDisclosure(key, ledger, digest, text));
  }
  return kept;
}

/** The disclosure with the value itself in the place of its envelope; `undefined` when the subject's key is gone. */
async function withOpenValue(
  keys: VaultOptions['keys'],
  ledger: LedgerId,
  log: string,
  { disclosure, personal }: KeptDisclosure,
): Promise<string | undefined> {
  if (personal === undefined) return disclosure;
  const { salt, name, value } = parseDisclosure(disclosure);
  if (!isEnvelope(value)) throw new EnvelopeError('E_ENC_FORMAT', 'must be an envelope', personal.pointer);
  const key = await keys.subjectKeyOf(ledger, kidOf(value, personal.pointer));
  if (key === undefined) return undefined;
  const open = openEnvelope(value, key, { log, ...personal });
  return encodeBase64Url(canonicalBytes([salt, name, open]));
}
