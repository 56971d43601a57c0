import type { EventMeta, JsonObject } from '@taizhang/kernel';
import { accessEvents } from '@taizhang/contracts';
import { projection, view, type SealedValue } from '@taizhang/views-port';

/** One record that was read, one command or sign-in that was refused (查阅登记). */
export interface AccessRow {
  readonly act: 'READ' | 'IDENTITY' | 'EXPORTED' | 'REFUSED' | 'ACCOUNT' | 'SIGN_IN';
  /** When it was recorded; entries that are alike within a minute are one. */
  readonly time: string;
  readonly account: string | null;
  readonly role: string | null;
  /** Where the power is held that was used. */
  readonly unit: string | null;
  readonly onBehalfOf: string | null;
  /** View by which it was shown, or kind of the job that exported it. */
  readonly view: string | null;
  /** Ledger and key of what was read, or of what the command was for; an exported ledger, and the job. */
  readonly ledger: string | null;
  readonly record: string | null;
  /** Why an identity was opened; by clearance. */
  readonly reason: SealedValue | null;
  /** Command that was refused, or what was done to an account. */
  readonly command: string | null;
  /** Code of the refusal. */
  readonly code: string | null;
  /** Keyed hashes. */
  readonly login: string | null;
  readonly address: string | null;
}

type Row = AccessRow & JsonObject;
const { RecordsRead, IdentityOpened, RecordsExported, CommandRefused, AccountChanged, SignInFailed } =
  accessEvents.definitions;

const EMPTY = {
  account: null,
  role: null,
  unit: null,
  onBehalfOf: null,
  view: null,
  ledger: null,
  record: null,
  reason: null,
  command: null,
  code: null,
  login: null,
  address: null,
} as const;

const rowOf = (act: AccessRow['act'], { time }: EventMeta, row: Partial<AccessRow>): Row =>
  ({ ...EMPTY, act, time, ...row }) as Row; // holds JSON only

/** Keys in the order of recording: `<index of the event>.<number in it>`, so that none is written twice. */
const keyOf = ({ idx }: EventMeta, n: number) => `${String(idx).padStart(12, '0')}.${String(n)}`;
const numberOf = (key: string) => Number(key.slice(key.lastIndexOf('.') + 1));

/**
 * The access ledger as a table: who saw this (by `ledger` and `record`), what did this person see (by `account`), what was
 * refused (by `act`).
 */
export const accessesView = view<Row>({
  name: 'accesses',
  version: 2,
  context: 'access',
  fields: {
    act: 'keyword',
    time: 'keyword',
    account: 'keyword',
    role: 'keyword',
    unit: 'keyword',
    view: 'keyword',
    ledger: 'keyword',
    record: 'keyword',
    command: 'keyword',
    code: 'keyword',
    login: 'keyword',
    address: 'keyword',
  },
  on: {
    [RecordsRead.type]: projection(RecordsRead, {
      keys: ({ records }, { meta }) => records.map((_record, n) => keyOf(meta, n)),
      project: (_doc: Row | null, { records, account, role, unit, onBehalfOf, view: by }, { meta }, key) => {
        const record = records[numberOf(key)];
        if (record === undefined) return null;
        const read = { account, role, unit, onBehalfOf, view: by, ledger: record.ledger, record: record.key };
        return rowOf('READ', meta, read);
      },
    }),
    [IdentityOpened.type]: projection(IdentityOpened, {
      keys: (_data, { meta }) => [keyOf(meta, 0)],
      project: (_doc: Row | null, { account, role, unit, onBehalfOf, record }, { meta, sealed }) => {
        const reason = sealed['reason'] ?? null;
        const opened = { account, role, unit, onBehalfOf, ledger: record.ledger, record: record.key, reason };
        return rowOf('IDENTITY', meta, opened);
      },
    }),
    [RecordsExported.type]: projection(RecordsExported, {
      keys: ({ ledgers }, { meta }) => (ledgers.length === 0 ? [null] : ledgers).map((_ledger, n) => keyOf(meta, n)),
      project: (_doc: Row | null, { ledgers, account, role, unit, onBehalfOf, job, kind }, { meta }, key) => {
        const exported = { account, role, unit, onBehalfOf, view: kind, record: job };
        return rowOf('EXPORTED', meta, { ...exported, ledger: ledgers[numberOf(key)] ?? null });
      },
    }),
    [CommandRefused.type]: projection(CommandRefused, {
      keys: (_data, { meta }) => [keyOf(meta, 0)],
      project: (_doc: Row | null, { account, record, command, code }, { meta }) =>
        rowOf('REFUSED', meta, { account, ledger: record.ledger, record: record.key, command, code }),
    }),
    [AccountChanged.type]: projection(AccountChanged, {
      keys: (_data, { meta }) => [keyOf(meta, 0)],
      project: (_doc: Row | null, { account, role, unit, onBehalfOf, target, act }, { meta }) =>
        rowOf('ACCOUNT', meta, { account, role, unit, onBehalfOf, record: target, command: act }),
    }),
    [SignInFailed.type]: projection(SignInFailed, {
      keys: (_data, { meta }) => [keyOf(meta, 0)],
      project: (_doc: Row | null, { account, login, address }, { meta }) =>
        rowOf('SIGN_IN', meta, { account, login, address }),
    }),
  },
});
