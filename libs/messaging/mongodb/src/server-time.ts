import type { Connection } from 'mongoose';

/** The database's native handle; there once the connection is open. */
export function nativeDatabase(connection: Connection): NonNullable<Connection['db']> {
  if (connection.db === undefined) throw new Error('the MongoDB connection is not open');
  return connection.db;
}

/** The server's clock, in milliseconds since 1970: `localTime` of `hello`. Leases are judged by it, never by ours (design §7). */
export async function serverTimeMs(connection: Connection): Promise<number> {
  const { localTime }: { localTime?: unknown } = await nativeDatabase(connection).command({ hello: 1 });
  if (!(localTime instanceof Date)) throw new Error('the server does not tell its time');
  return localTime.getTime();
}
