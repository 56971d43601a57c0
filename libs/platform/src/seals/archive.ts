import type { Actor, LedgerId } from '@taizhang/kernel';
import type { KeyStore } from '@taizhang/keys-port';
import type { VerifierKey } from '@taizhang/ledger';
import {
  Cosigning,
  guardedStore,
  LedgerBundles,
  LedgerProofs,
  LedgerSeals,
  LogKeyRotation,
  type KeptCheckpoint,
  type LogKeyRotated,
  type RotationOrder,
  type SchemaOf,
  type SealRows,
  type Witness,
} from '@taizhang/seals-port';
import type { Configuration } from '../configuration/configuration.js';
import type { HostAdapters } from '../host/host-adapters.js';
import { OpenedParts, openKeys, openTime } from '../host/host-resources.js';
import { openVault, type Vault } from '../sealing/vault.js';
import { demandOwnDeployment, openWitnessing } from './host-seals.js';
import { demandOwnAuthority } from './own-authority.js';
import { renewCosignature } from './renew-cosignature.js';
import { toldTrust, type ToldTrust } from './trust-policy.js';

/** Whoever runs the operator's program, in the leaves that it records. */
export const OPERATOR: Actor = { id: 'operator', role: 'system-admin' };

/** A deployment's ledgers, opened beside its hosts to be read: nothing is appended or signed but to exchange a log key. */
export interface Archive {
  readonly authority: string;
  readonly store: Vault;
  readonly keys: KeyStore;
  readonly rows: SealRows;
  readonly proofs: LedgerProofs;
  readonly bundles: LedgerBundles;
  /** The deployment's own witness, or that for others. */
  readonly witness: Witness | undefined;
  /** Public key of whoever cosigns this deployment's checkpoints. */
  readonly cosignedBy: string | undefined;
  /** Has the newest checkpoint cosigned again where that is old, and where it covers the whole ledger. */
  readonly renewCosignature: (ledger: LedgerId) => Promise<KeptCheckpoint | undefined>;
  /** What an auditor of a ledger is handed beforehand; `undefined` without keys here. */
  readonly trust: (ledger: LedgerId) => Promise<ToldTrust | undefined>;
  /** Exchanges a ledger's log key, as the operator; hosts may run meanwhile. Errors: see {@link LogKeyRotation.rotate}. */
  readonly rotateLogKey: (order: Omit<RotationOrder, 'actor'>) => Promise<LogKeyRotated>;
  /** For a witness that no network reaches. @param key its public key */
  readonly cosigningWith: (key: VerifierKey) => Pick<Cosigning, 'request' | 'accept'>;
  close(): Promise<void>;
}

/**
 * Opens a deployment's ledgers to be read. Errors: each port's own, with one sentence for the operator.
 * @param schemaOf schemas for the bundles that are made of them; none otherwise
 */
export async function openArchive(
  configuration: Configuration,
  adapters: HostAdapters,
  schemaOf: SchemaOf = () => undefined,
): Promise<Archive> {
  const opened = new OpenedParts();
  try {
    return await open(configuration, adapters, schemaOf, opened);
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}

async function open(
  configuration: Configuration,
  adapters: HostAdapters,
  schemaOf: SchemaOf,
  opened: OpenedParts,
): Promise<Archive> {
  const { TAIZHANG_AUTHORITY: authority } = configuration;
  opened.add(() => adapters.close());
  const time = await openTime(configuration, adapters, opened);
  const keys = await openKeys(configuration, adapters, time.entropy, opened);
  const unsealed = await adapters.eventStore({
    authority,
    clock: time.clock,
    entropy: time.entropy,
    ledgerKeys: () => Promise.reject(new TypeError('an archive opens no ledgers')),
  });
  opened.add(() => unsealed.stop());
  await demandOwnAuthority(unsealed, authority);
  const rows = await adapters.sealRows();
  opened.add(() => rows.close());
  const guard = await adapters.guardRows();
  opened.add(() => guard.close());
  const store = openVault({ store: guardedStore(unsealed, guard), keys, authority });
  const { witness, cosigning, cosignedBy } = await openWitnessing({
    configuration,
    keys,
    seals: rows,
    guard,
    clock: time.clock,
  });
  const proofs = new LedgerProofs(rows, authority);
  const now = () => time.clock.now();
  const disclosures: Vault['sealedDisclosures'] = (ledger, digests) => store.sealedDisclosures(ledger, digests);
  const seals = new LedgerSeals({ store, rows, guard, keys, authority, ...(cosigning !== undefined && { cosigning }) });
  const rotation = new LogKeyRotation({ authority, store, keys, rows, seals });
  return {
    authority,
    store,
    keys,
    rows,
    proofs,
    bundles: new LedgerBundles({ authority, store, disclosures, rows, proofs, keys, now, schemaOf }),
    witness,
    cosignedBy,
    renewCosignature: (ledger) => renewCosignature({ rows, store, clock: time.clock, cosigning, cosignedBy }, ledger),
    trust: (ledger) => toldTrust({ keys, store }, ledger, cosignedBy),
    rotateLogKey: async (order) => {
      await demandOwnDeployment(rows, guard);
      return rotation.rotate({ ...order, actor: OPERATOR });
    },
    cosigningWith: (key) =>
      new Cosigning(rows, {
        key,
        addCheckpoint: () => Promise.reject(new TypeError('this witness is asked by hand')),
      }),
    close: () => opened.close(),
  };
}
