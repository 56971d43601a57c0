import type { EventStore } from '@taizhang/event-store-port';
import type { KeyStore } from '@taizhang/keys-port';
import type { Clearance, Clock, LedgerId } from '@taizhang/kernel';
import { writeZip } from '@taizhang/ledger';
import { BundleRefusedError, LedgerBundles, type SchemaOf } from '@taizhang/seals-port';
import { recordRead, type AccessLog } from '../access-log/access-log.js';
import type { TimelineAddress, Timelines } from '../asking/timeline.js';
import type { Asking } from '../asking/view-service.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Vault } from '../sealing/vault.js';
import type { HostSeals } from './host-seals.js';
import { renewCosignature } from './renew-cosignature.js';
import { toldTrust, type ToldTrust } from './trust-policy.js';

/** What bundles of records need of their host. */
export interface RecordBundlesOptions {
  readonly authority: string;
  readonly store: Pick<EventStore, 'readStream' | 'readLedger' | 'head'> & Pick<Vault, 'sealedDisclosures'>;
  /** Judges who may read a record. */
  readonly timelines: Pick<Timelines, 'judged'>;
  readonly seals: Pick<HostSeals, 'rows' | 'proofs' | 'cosigning' | 'cosignedBy'>;
  readonly keys: Pick<KeyStore, 'signers'>;
  readonly clock: Clock;
  readonly accessLog: AccessLog;
  readonly schemaOf: SchemaOf;
}

/** The proof of one record, for one reader. */
export interface RecordBundle {
  readonly ledger: LedgerId;
  readonly stream: string;
  readonly clearance: Clearance;
  /** The bundle as one file. */
  readonly zip: Uint8Array;
  /** Events of the record in it, and those that no checkpoint covers yet. */
  readonly events: number;
  readonly unsealed: number;
  /** Size of the checkpoint that it is proven in. */
  readonly size: number;
  readonly trust: ToldTrust;
}

/** Makes a bundle of one record up to the reader's clearance, once it is on record that he has read it. */
export type BundleRecord = (asking: Asking, address: TimelineAddress) => Promise<RecordBundle>;

/** @throws {@link ProblemError} `FORBIDDEN`, `NOT_FOUND`, `NOT_SEALED` (also where an erasure is not sealed yet), `ACCESS_LOG_UNAVAILABLE` */
export function bundlingRecords(options: RecordBundlesOptions): BundleRecord {
  const { authority, store, timelines, seals, keys, clock, accessLog, schemaOf } = options;
  const { rows, proofs, cosigning, cosignedBy } = seals;
  const disclosures: Vault['sealedDisclosures'] = (ledger, digests) => store.sealedDisclosures(ledger, digests);
  const now = () => clock.now();
  const bundles = new LedgerBundles({ authority, store, disclosures, rows, proofs, keys, now, schemaOf });
  return async (asking, address) => {
    const { principal, ledger, stream } = await timelines.judged(asking, address);
    const { clearance } = principal;
    const checkpoint = await renewCosignature({ rows, store, clock, cosigning, cosignedBy }, ledger);
    const trust = await toldTrust({ keys, store }, ledger, cosignedBy);
    let [events, unsealed, seen] = [0, 0, 0];
    for await (const { idx, clr } of store.readStream(ledger, stream)) {
      if (clr <= clearance) seen += 1;
      if (idx < (checkpoint?.size ?? 0)) events += 1;
      else unsealed += 1;
    }
    if (seen === 0) throw new ProblemError(PROBLEMS.notFound);
    if (checkpoint === undefined || trust === undefined || events === 0) throw new ProblemError(PROBLEMS.notSealed);
    await recordRead(accessLog, principal, 'audit-pack', [{ ledger, key: stream }]);
    const zip = await zipOf(bundles.make({ ledger, clearance, streams: [stream] }));
    return { ledger, stream, clearance, zip, events, unsealed, size: checkpoint.size, trust };
  };
}

async function zipOf(files: ReturnType<LedgerBundles['make']>): Promise<Uint8Array> {
  try {
    return writeZip(await files);
  } catch (cause) {
    if (cause instanceof BundleRefusedError) throw new ProblemError(PROBLEMS.notSealed, {}, {}, { cause });
    throw cause;
  }
}
