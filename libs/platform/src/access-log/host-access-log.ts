import type { Configuration } from '../configuration/configuration.js';
import { noAccessLog, type AccessLog } from './access-log.js';
import { BatchedAccessLog, type WriteAccesses } from './batched-access-log.js';
import { httpAccessWriter } from './http-access-writer.js';
import { ACCESS_CONTEXT, localAccessWriter } from './local-access-writer.js';

/** The access ledgers as a host reaches them. */
export interface HostAccesses {
  /** Where this host keeps them. */
  readonly writeAccesses: WriteAccesses | undefined;
  /** Without a way to them, what must be recorded cannot be read. */
  readonly accessLog: AccessLog;
}

/** Where a host records accesses: in its own access ledgers, or at the host that keeps them. */
export function accessesOf(
  { configuration, own }: { readonly configuration: Configuration; readonly own: ReadonlySet<string> },
  here: Parameters<typeof localAccessWriter>[0],
): HostAccesses {
  const writeAccesses = own.has(ACCESS_CONTEXT) ? localAccessWriter(here) : undefined;
  const write = writeAccesses ?? remoteWriterOf(configuration);
  return { writeAccesses, accessLog: write === undefined ? noAccessLog : new BatchedAccessLog(write) };
}

/** Hands entries over to the owner of the access ledgers, where another host is that. */
function remoteWriterOf({ TAIZHANG_OWNERS, TAIZHANG_SERVICE_TOKEN: token }: Configuration): WriteAccesses | undefined {
  const base = TAIZHANG_OWNERS[ACCESS_CONTEXT];
  return base === undefined || token === undefined ? undefined : httpAccessWriter(base, token);
}
