/** Mark of our files in SQLite's header (`application_id`): "TZFO". */
export const FOLLOWERS_APPLICATION_ID = 0x545a464f;
/** Version of the tables (`user_version`). */
export const FOLLOWERS_SCHEMA_VERSION = 1;

/** Tables of the follower state; instants are text, times of leases milliseconds. */
export const FOLLOWER_TABLES = `
create table if not exists marks (
  consumer text not null, ledger text not null, idx integer not null, leaf_hash text not null,
  primary key (consumer, ledger)
) strict, without rowid;
create table if not exists attempts (
  consumer text not null, ledger text not null, idx integer not null, kind text not null, attempts integer not null, since text not null,
  primary key (consumer, ledger)
) strict, without rowid;
create table if not exists parked (
  consumer text not null, ledger text not null, idx integer not null, event_id text not null, type text not null,
  reason text not null, detail text not null, attempts integer not null, parked_at text not null,
  primary key (consumer, ledger)
) strict, without rowid;
create table if not exists decisions (
  id integer primary key, consumer text not null, ledger text not null, idx integer not null, action text not null,
  "by" text not null, reason text not null, at text not null
) strict;
create index if not exists decisions_by_place on decisions (consumer, ledger);
create table if not exists refusals (
  consumer text not null, ledger text not null, idx integer not null, event_id text not null, code text not null, at text not null,
  primary key (consumer, ledger, idx)
) strict, without rowid;
create table if not exists leases (
  name text not null, bucket integer not null, holder text not null, term integer not null, until_ms integer not null,
  primary key (name, bucket)
) strict, without rowid;
`;
