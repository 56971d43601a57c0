import type { Configuration } from '../configuration/configuration.js';
import { noAccessLog, type AccessLog } from './access-log.js';
import { BatchedAccessLog, type WriteAccesses } from './batched-access-log.js';
import { httpAccessWriter } from './http-access-writer.js';
import { ACCESS_CONTEXT } from './local-access-writer.js';

/** The access ledger as this host reaches it; without a way to it, what must be recorded cannot be read. */
export function accessLogOf(write: WriteAccesses | undefined): AccessLog {
  return write === undefined ? noAccessLog : new BatchedAccessLog(write);
}

/** Hands entries over to the owner of the access ledgers, where another host is that. */
export function remoteWriterOf({
  TAIZHANG_OWNERS,
  TAIZHANG_SERVICE_TOKEN: token,
}: Configuration): WriteAccesses | undefined {
  const base = TAIZHANG_OWNERS[ACCESS_CONTEXT];
  return base === undefined || token === undefined ? undefined : httpAccessWriter(base, token);
}
