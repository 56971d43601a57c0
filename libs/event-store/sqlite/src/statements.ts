import type Database from 'better-sqlite3';
import { COMMIT_COLUMNS, type CommitRow } from './stored-row.js';

/** Ledgers looked through in one read of heads or ledgers. */
export const LEDGERS_PER_PAGE = 512;

type PlaceRow = readonly [ledger: string, place: number, id: string, idx: number, cnt: number];
type HeadRow = readonly [no: number, ledger: string, size: number, storedAt: string];

/** All statements, prepared once per connection. */
export type Statements = ReturnType<typeof prepareStatements>;

const LAST_PLACE = `SELECT max(place) FROM commits WHERE place >= l.no << 32 AND place < (l.no + 1) << 32`;

export function prepareStatements(db: Database.Database) {
  const rows = <Params extends unknown[], Row>(sql: string) => db.prepare<Params, Row>(sql).raw(true);
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    insertLedger: db.prepare<[string]>('INSERT INTO ledgers (ledger) VALUES (?) ON CONFLICT DO NOTHING'),
    ledgerNo: db.prepare<[string], number>('SELECT no FROM ledgers WHERE ledger = ?').pluck(true),
    insertCommit: db.prepare<[number, string, string, number, number, string, string, Uint8Array]>(
      'INSERT INTO commits (place, id, digest, idx, cnt, time, stored_at, leaves) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insertStream: db.prepare<[number, string, number, number, number]>(
      'INSERT INTO stream_commits (ledger, stream, to_rev, from_rev, place) VALUES (?, ?, ?, ?, ?)',
    ),
    insertDisclosure: db.prepare<[number, string, string]>(
      'INSERT INTO ledger_disclosures (ledger, digest, disclosure) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    forward: rows<[number, number], CommitRow>(
      `SELECT ${COMMIT_COLUMNS} FROM commits c WHERE place >= ? AND place <= ? ORDER BY place`,
    ),
    backward: rows<[number, number], CommitRow>(
      `SELECT ${COMMIT_COLUMNS} FROM commits c WHERE place <= ? AND place >= ? ORDER BY place DESC`,
    ),
    byId: rows<[number, string], CommitRow>(`SELECT ${COMMIT_COLUMNS} FROM commits c WHERE place >> 32 = ? AND id = ?`),
    indices: rows<[number], readonly [idx: number, cnt: number]>('SELECT idx, cnt FROM commits WHERE place = ?'),
    streamForward: rows<[number, string, number], readonly [...CommitRow, fromRev: number, toRev: number]>(
      `SELECT ${COMMIT_COLUMNS}, s.from_rev, s.to_rev FROM stream_commits s CROSS JOIN commits c ON c.place = s.place
       WHERE s.ledger = ? AND s.stream = ? AND s.to_rev >= ? ORDER BY s.to_rev`,
    ),
    // Backward from the commit that holds the revision, or from the last one.
    streamBackward: rows<
      { ledger: number; stream: string; rev: number }[],
      readonly [...CommitRow, fromRev: number, toRev: number]
    >(
      `SELECT ${COMMIT_COLUMNS}, s.from_rev, s.to_rev FROM stream_commits s CROSS JOIN commits c ON c.place = s.place
       WHERE s.ledger = :ledger AND s.stream = :stream AND s.to_rev <= coalesce(
         (SELECT min(to_rev) FROM stream_commits WHERE ledger = :ledger AND stream = :stream AND to_rev >= :rev), :rev)
       ORDER BY s.to_rev DESC`,
    ),
    streamHead: db
      .prepare<[number, string], number | null>(
        'SELECT max(to_rev) FROM stream_commits WHERE ledger = ? AND stream = ?',
      )
      .pluck(true),
    raiseHead: db.prepare<[string, number, string]>(
      `INSERT INTO ledgers (ledger, size, stored_at) VALUES (?, ?, ?)
       ON CONFLICT (ledger) DO UPDATE SET size = excluded.size, stored_at = excluded.stored_at WHERE excluded.size > size`,
    ),
    heads: rows<[string, number, string, string], HeadRow>(
      // Said, not left to the planner: it would rather look at the name of every ledger.
      `SELECT no, ledger, size, stored_at FROM ledgers INDEXED BY ledgers_by_stored_at
       WHERE (stored_at, no) > (?, ?) AND size > 0 AND ledger >= ? AND ledger < ? ORDER BY stored_at, no LIMIT ${String(LEDGERS_PER_PAGE)}`,
    ),
    // Said here, too: grouping by ledger tempts the planner to walk over every commit.
    storedSince: rows<[string], PlaceRow>(
      `SELECT l.ledger, c.place, c.id, c.idx, c.cnt
       FROM (SELECT max(place) AS place FROM commits INDEXED BY commits_by_stored_at
             WHERE stored_at >= ? GROUP BY place >> 32) recent
       CROSS JOIN commits c ON c.place = recent.place CROSS JOIN ledgers l ON l.no = c.place >> 32`,
    ),
    lastLedgerNo: db.prepare<[], number | null>('SELECT max(no) FROM ledgers').pluck(true),
    ledgers: rows<[number, number], PlaceRow>(
      `SELECT l.ledger, c.place, c.id, c.idx, c.cnt FROM ledgers l CROSS JOIN commits c ON c.place = (${LAST_PLACE})
       WHERE l.no > ? AND l.no <= ? ORDER BY l.no`,
    ),
    indexed: rows<[number, string, number], readonly [fromRev: number, place: number]>(
      'SELECT from_rev, place FROM stream_commits WHERE ledger = ? AND stream = ? AND to_rev = ?',
    ),
    indexedCount: db.prepare<[number], number>('SELECT count(*) FROM stream_commits WHERE ledger = ?').pluck(true),
    setHead: db.prepare<[number, string, string]>('UPDATE ledgers SET size = ?, stored_at = ? WHERE ledger = ?'),
    latestTime: db
      .prepare<[], string>('SELECT time FROM commits ORDER BY stored_at DESC, place DESC LIMIT 1')
      .pluck(true),
    disclosure: db
      .prepare<[number, string], string>('SELECT disclosure FROM ledger_disclosures WHERE ledger = ? AND digest = ?')
      .pluck(true),
  };
}
