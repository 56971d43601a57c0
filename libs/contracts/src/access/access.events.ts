import {
  event,
  events,
  id,
  int,
  recordKey,
  redactable,
  reference,
  ROLES,
  sealedDigest,
  text,
  unitReference,
} from '@taizhang/kernel';
import { z } from 'zod';

/** Most records that one event names; a longer list is several events. */
export const MAX_RECORDS_READ = 100;
/** Most ledgers that one event of an export names; one of more ledgers is several events. */
export const MAX_LEDGERS_EXPORTED = 100;
/** Longest reason for which a reporter's identity is opened, in UTF-16 units. */
export const MAX_READING_REASON_LENGTH = 500;

/** What is done to accounts (账号). */
export const ACCOUNT_ACTS = ['CREATE', 'RESET', 'LOCK', 'UNLOCK', 'LINK', 'UNLINK'] as const;
export type AccountAct = (typeof ACCOUNT_ACTS)[number];

/** Whoever read, and the power that was used. Accounts are no names: their holders' stand in `organization`, sealed. */
const reader = () => ({
  account: recordKey(),
  role: z.enum(ROLES),
  unit: unitReference(),
  /** Account for which a delegate (受托人) read. */
  onBehalfOf: recordKey().nullable(),
});
/** What was read: a document, a stream or a blob of a ledger. */
const record = () => z.strictObject({ ledger: reference(), key: recordKey() });
/** A keyed hash: the same login or address has the same one, and nobody without the deployment's keys learns which. */
const keyedHash = () => sealedDigest();

/**
 * Events of the access ledger (查阅登记; design §8): who read confidential material, and what was refused to whom. One event
 * stands for all that an account read in a view within a minute, or was refused alike.
 */
export const accessEvents = events('access', {
  /** Confidential material was shown (查阅敏感材料): by a list, as a document, in a timeline, as evidence. */
  RecordsRead: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ ...reader(), view: id(), records: z.array(record()).min(1).max(MAX_RECORDS_READ) }),
  }),
  /** Who reported was opened (查阅反映人身份), and why. */
  IdentityOpened: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      ...reader(),
      record: record(),
      reason: redactable(2, text(MAX_READING_REASON_LENGTH)),
    }),
  }),
  /** The file of an export was handed out (导出): recorded before, each time that it is taken away. */
  RecordsExported: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      ...reader(),
      job: recordKey(),
      kind: id(),
      format: id(),
      /** Documents in it. */
      records: int().min(0),
      ledgers: z.array(reference()).max(MAX_LEDGERS_EXPORTED),
    }),
  }),
  /** A command was understood and refused (命令被拒绝). */
  CommandRefused: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ account: recordKey(), record: record(), command: id(), code: id() }),
  }),
  /** An account was to be made or changed (账号变更), by whoever keeps accounts: recorded before it is done. */
  AccountChanged: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({ ...reader(), target: recordKey(), act: z.enum(ACCOUNT_ACTS) }),
  }),
  /** Somebody did not get in (登录失败). */
  SignInFailed: event({
    version: 1,
    clr: 1,
    clauses: [],
    schema: z.strictObject({
      /** Account of the login that was tried, where there is one. */
      account: recordKey().nullable(),
      login: keyedHash(),
      address: keyedHash(),
    }),
  }),
});
