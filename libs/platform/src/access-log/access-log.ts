import type { accessEvents } from '@taizhang/contracts';
import type { ActorId, Role } from '@taizhang/kernel';
import type { z } from 'zod';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from '../identity/identity.js';

/** From this classification on (敏感), a reading is recorded before it is answered. */
export const RECORDED_FROM = 2;

type Definitions = typeof accessEvents.definitions;
export type AccessType = keyof Definitions;

/** An entry of the access ledger (design §8): the data of the event it becomes. */
export type AccessEntry = {
  readonly [T in AccessType]: {
    readonly type: T;
    /** Bureau whose ledger it goes to; without one, the root unit's. */
    readonly bureau?: string;
    readonly data: z.output<Definitions[T]['schema']>;
  };
}[AccessType];

/** The access ledger as those who read see it. Resolves once the entries are durable; until then nothing is answered. */
export interface AccessLog {
  record(entries: readonly AccessEntry[]): Promise<void>;
}

/** A host that knows no access ledger: what must be recorded cannot be read there. */
export const noAccessLog: AccessLog = {
  record: () => Promise.reject(new Error('this host knows no access ledger')),
};

/** Records, or refuses the reading. @throws {@link ProblemError} 503 `ACCESS_LOG_UNAVAILABLE` */
export async function recordOrRefuse(log: AccessLog, entries: readonly AccessEntry[]): Promise<void> {
  if (entries.length === 0) return;
  try {
    await log.record(entries);
  } catch (cause) {
    throw new ProblemError(PROBLEMS.accessLogUnavailable, {}, { 'Retry-After': '5' }, { cause });
  }
}

/** Who reads, as entries say it. */
export interface RecordedReader {
  readonly account: ActorId;
  readonly role: Role;
  readonly unit: string;
  readonly onBehalfOf: ActorId | null;
}

/** Whoever reads under a power, and the bureau whose ledger says so: the one where the power is held. */
export function recordedReader({ actor, unit, onBehalfOf }: Principal): {
  readonly bureau: string;
  readonly reader: RecordedReader;
} {
  const reader = { account: actor.id, role: actor.role, unit, onBehalfOf: onBehalfOf ?? null };
  return { bureau: bureauOfUnit(unit), reader };
}

/**
 * Records what was read under a power; of nothing there is nothing to record.
 * @param view what the reading is called
 * @throws {@link ProblemError} 503 `ACCESS_LOG_UNAVAILABLE`
 */
export async function recordRead(
  log: AccessLog,
  principal: Principal,
  view: string,
  records: Extract<AccessEntry, { readonly type: 'RecordsRead' }>['data']['records'],
): Promise<void> {
  if (records.length === 0) return;
  const { bureau, reader } = recordedReader(principal);
  await recordOrRefuse(log, [{ type: 'RecordsRead', bureau, data: { ...reader, view, records } }]);
}

/** The bureau in a unit's reference. */
export function bureauOfUnit(unit: string): string {
  return unit.split('/', 1).join('');
}
