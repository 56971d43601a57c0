import { randomUUID } from 'node:crypto';
import { instantMs } from '@taizhang/kernel';
import { parseVkey } from '@taizhang/ledger';
import { machineTimers } from '@taizhang/messaging-port';
import {
  Cosigning,
  ForeignDeploymentError,
  LedgerProofs,
  LedgerSeals,
  ledgersBehind,
  Sealer,
  Witness,
  type GuardRows,
  type SealerEvents,
  type SealRows,
  type WitnessPeer,
} from '@taizhang/seals-port';
import type { Configuration } from '../configuration/configuration.js';
import { witnessKind } from '../configuration/seal-settings.js';
import type { HostResources } from '../host/host-resources.js';
import { httpWitness } from './http-witness.js';
import { demandOwnAuthority } from './own-authority.js';
import { witnessLogs } from './witness-logs.js';

/** What sealing needs of its deployment. */
export interface SealingParts {
  readonly configuration: Pick<
    Configuration,
    | 'TAIZHANG_AUTHORITY'
    | 'TAIZHANG_STORE'
    | 'TAIZHANG_WITNESS'
    | 'TAIZHANG_WITNESS_URL'
    | 'TAIZHANG_WITNESS_VKEY'
    | 'TAIZHANG_WITNESS_BUREAU'
    | 'TAIZHANG_WITNESS_LOGS'
  >;
  readonly keys: HostResources['keys'];
  readonly seals: SealRows;
  readonly guard: GuardRows;
  readonly clock: HostResources['clock'];
}

/** Who cosigns, and whose witness this deployment is. */
export interface Witnessing {
  /** Cosigns for others, or for this deployment itself. */
  readonly witness: Witness | undefined;
  /** Has this deployment's own checkpoints cosigned. */
  readonly cosigning: Cosigning | undefined;
  /** Public key of the witness that cosigns this deployment's checkpoints. */
  readonly cosignedBy: string | undefined;
  /** Whether that witness is this deployment itself. */
  readonly own: boolean;
}

/** Sealing of a host: of its own contexts' ledgers. */
export interface HostSeals extends Witnessing {
  readonly sealer: Sealer;
  readonly proofs: LedgerProofs;
  readonly rows: SealRows;
}

/** Name of a deployment's own witness key (ledger-format §5). */
export function ownWitnessName({
  TAIZHANG_AUTHORITY: authority,
  TAIZHANG_WITNESS_BUREAU: bureau,
}: Pick<Configuration, 'TAIZHANG_AUTHORITY' | 'TAIZHANG_WITNESS_BUREAU'>): string {
  return `${authority}/witness/${bureau}`;
}

/** @throws {ForeignDeploymentError} when the store is a copy that lies beside the keys of another deployment (design §10) */
export async function demandOwnDeployment(
  rows: Pick<SealRows, 'deployment'>,
  guard: Pick<GuardRows, 'deployment'>,
): Promise<void> {
  const deployment = await guard.deployment(randomUUID());
  if ((await rows.deployment(deployment)) !== deployment) throw new ForeignDeploymentError();
}

/** Finds out who cosigns; makes the own witness key where one is used. */
export async function openWitnessing({ configuration, keys, seals, guard, clock }: SealingParts): Promise<Witnessing> {
  const kind = witnessKind(configuration);
  const { TAIZHANG_AUTHORITY: authority, TAIZHANG_WITNESS_LOGS: file } = configuration;
  const serves = kind === 'own' || file !== undefined;
  const signer = () => keys.witnessSigner(ownWitnessName(configuration));
  const now = () => Math.floor(instantMs(clock.now()) / 1_000);
  const logs = witnessLogs({ authority, keys, own: kind === 'own', file });
  const witness = serves ? new Witness({ guard, signer, logs, now }) : undefined;
  const peer = await peerOf(configuration, kind, witness, signer);
  return {
    witness,
    cosigning: peer === undefined ? undefined : new Cosigning(seals, peer.witness),
    cosignedBy: peer?.vkey,
    own: kind === 'own',
  };
}

async function peerOf(
  { TAIZHANG_WITNESS_URL: base, TAIZHANG_WITNESS_VKEY: superior }: SealingParts['configuration'],
  kind: 'none' | 'own' | 'http',
  own: Witness | undefined,
  signer: () => Promise<{ readonly vkey: string }>,
): Promise<{ readonly vkey: string; readonly witness: WitnessPeer } | undefined> {
  if (kind === 'own' && own !== undefined) {
    const { vkey } = await signer();
    const addCheckpoint: WitnessPeer['addCheckpoint'] = (request) => own.addCheckpoint(Buffer.from(request));
    return { vkey, witness: { key: parseVkey(vkey), addCheckpoint } };
  }
  if (kind !== 'http' || base === undefined || superior === undefined) return undefined;
  return { vkey: superior, witness: httpWitness(base, parseVkey(superior)) };
}

/**
 * Opens the sealing of a host.
 * @throws {ForeignDeploymentError} when the store is a copy that lies beside the keys of another deployment (design §10)
 * @throws {ForeignAuthorityError} when its ledgers are of another authority
 */
export async function openSeals(
  configuration: Configuration,
  { keys, seals: rows, guard, store, state, clock }: HostResources,
  own: ReadonlySet<string>,
  events: SealerEvents,
): Promise<HostSeals> {
  await demandOwnDeployment(rows, guard);
  await demandOwnAuthority(store, configuration.TAIZHANG_AUTHORITY);
  for await (const behind of ledgersBehind(store, guard, own)) events.failed(behind, behind.ledger);
  const { TAIZHANG_AUTHORITY: authority, TAIZHANG_SEAL_INTERVAL_MS: intervalMs } = configuration;
  const witnessing = await openWitnessing({ configuration, keys, seals: rows, guard, clock });
  const { cosigning } = witnessing;
  const seals = new LedgerSeals({ store, rows, guard, keys, authority, ...(cosigning !== undefined && { cosigning }) });
  const sealer = new Sealer({
    seals,
    store,
    rows,
    state,
    contexts: [...own],
    cosigns: cosigning !== undefined,
    holder: randomUUID(),
    timers: machineTimers,
    settings: { intervalMs },
    events,
  });
  return { ...witnessing, sealer, proofs: new LedgerProofs(rows, authority), rows };
}
