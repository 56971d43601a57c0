import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';
import autocannon from 'autocannon';
import Database from 'better-sqlite3';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { durabilityOf } from '../stores/sqlite-settings.js';
import { installedVersion, ownVersion } from '../stores/versions.js';
import {
  HOST_BUREAU,
  giveCommand,
  registerPersons,
  registerUnits,
  startStandalone,
  type StandaloneHost,
} from './standalone-host.js';

/** Voters of the largest unit of scenario A, all of them online. */
const VOTERS = 2_060;
/** Devices that each send one ballot after the other. */
const AT_ONCE = 64;
/** Bytes of a ballot in its box, whatever it says. */
const BALLOT_BYTES = 2_048;
const UNIT = 'b-jia';
const EVALUATION = `stage-2.${UNIT}`;
const TELLERS = [`${HOST_BUREAU}.P-1`, `${HOST_BUREAU}.P-2`];
const OFFICE = `Test acct-office;campaign-office;${HOST_BUREAU}`;
const COMMITTEE = `Test acct-committee;committee-secretary;${HOST_BUREAU}`;

/**
 * Secret ballots end to end over HTTP: the use of the code in the ledger, the ballot in its box, the answer. Against two durable
 * inserts a voter into two files, those of 64 voters in one transaction of each file.
 */
export function onlineVotes(settings: BenchSettings): Contest {
  const voters = Math.max(AT_ONCE, scaled(settings, VOTERS));
  return {
    workload: 'X.online-votes',
    entrants: [
      {
        peer: 'taizhang standalone',
        version: ownVersion(),
        technology: 'sqlite',
        role: 'ours',
        run: (folder) => voteOnline(folder, voters, settings.limitS),
      },
      {
        peer: 'better-sqlite3',
        version: installedVersion('better-sqlite3'),
        technology: 'sqlite',
        role: 'limit',
        run: (folder) => Promise.resolve(insertTwice(folder, voters)),
      },
    ],
  };
}

async function voteOnline(folder: string, voters: number, limitS: number): Promise<Outcome> {
  const host = await startStandalone(folder);
  try {
    const codes = await openRound(host, voters);
    const result = await shoot(host.url, codes, limitS);
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(
        `${String(result.non2xx)} refusals and ${String(result.errors)} errors of ${String(voters)} votes`,
      );
    const { p50, p99 } = result.latency;
    const cut = result['2xx'] < voters ? '; cut' : '';
    const note = `${String(AT_ONCE)} devices; latency p50 ${String(p50)} ms, p99 ${String(p99)} ms${cut}`;
    return { durability: 'WAL, synchronous=FULL', measured: { n: result['2xx'], seconds: result.duration, note } };
  } finally {
    await host.stop();
  }
}

/** A round whose codes are known to the host. @returns them */
async function openRound(host: StandaloneHost, voters: number): Promise<readonly string[]> {
  await registerUnits(host);
  await registerPersons(host, HOST_BUREAU, TELLERS);
  const adopted = { policy: 'DEFAULT-2014', from: '2014-01-01', recommended: true, basis: '党委会决定' };
  await giveCommand(host, `organization/${HOST_BUREAU}/policy/${HOST_BUREAU}/adopt-policy`, COMMITTEE, adopted);
  const act = (verb: string, input: JsonObject) =>
    giveCommand(host, `evaluation/${HOST_BUREAU}/evaluation/${EVALUATION}/${verb}`, OFFICE, input);
  const staff = { category: 'staff', mass: false, count: 1 };
  await act('convene-briefing', {
    unit: UNIT,
    stage: 'stage-2',
    dedicated: true,
    baseline: { on: '2014-03-20', attendance: [staff] },
    objects: [{ object: 'group', kind: 'GROUP' }],
  });
  const residents = { category: 'residents', mass: true, count: voters - 1 };
  await act('freeze-roster', { attendance: [staff, residents] });
  await act('open-ballot-round', { round: 'r-1', object: 'group', tellers: [...TELLERS] });
  const { codes } = await act('ballot-codes', { round: 'r-1', number: voters });
  const issued = codes as readonly string[]; // as the route answers
  await known(host, issued.at(-1) ?? '');
  return issued;
}

/** How often, and after what pause in milliseconds, it is asked whether a code is known. */
const MOST_TRIES = 200;
const TRY_PAUSE_MS = 50;

async function known({ url }: StandaloneHost, code: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const paper = await fetch(`${url}/api/public/ballot/paper`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    if (paper.ok) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_PAUSE_MS));
  }
  throw new Error('the codes did not become known');
}

async function shoot(url: string, codes: readonly string[], limitS: number): Promise<autocannon.Result> {
  let sent = 0;
  const shooting = autocannon({
    url,
    connections: AT_ONCE,
    amount: codes.length,
    requests: [
      {
        method: 'POST',
        path: '/api/public/ballot',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => {
          const code = codes[sent % codes.length];
          sent += 1;
          const key = randomBytes(32).toString('base64url');
          return { ...request, body: JSON.stringify({ code, key, mark: 'GOOD', comment: null }) };
        },
      },
    ],
  });
  const limit = setTimeout(() => (shooting as unknown as { stop(): void }).stop(), limitS * 1_000); // as: the types forget it
  try {
    return await shooting;
  } finally {
    clearTimeout(limit);
  }
}

function insertTwice(folder: string, voters: number): Outcome {
  const [claims, box] = ['claims', 'box'].map((name) => {
    const database = new Database(join(folder, `${name}.sqlite`));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE entries (id TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID');
    return database;
  });
  if (claims === undefined || box === undefined) throw new TypeError('two files');
  const [claim, put] = [claims, box].map((database) =>
    database.prepare<[string, Uint8Array]>('INSERT INTO entries (id, content) VALUES (?, ?)'),
  );
  const ballot = Buffer.alloc(BALLOT_BYTES);
  const startedAt = performance.now();
  for (let done = 0; done < voters; done += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, voters - done) }, () => randomBytes(32).toString('hex'));
    claims.transaction(() => batch.forEach((id) => claim?.run(id, Buffer.from(id))))();
    box.transaction(() => batch.forEach((id) => put?.run(id, ballot)))();
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const durability = durabilityOf(box);
  for (const database of [claims, box]) database.close();
  return { durability, measured: { n: voters, seconds, note: `${String(AT_ONCE)} voters a transaction` } };
}
