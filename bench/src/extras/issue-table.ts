import { randomUUID } from 'node:crypto';
import { createSqliteEventStore } from '@taizhang/event-store-sqlite';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { ISSUE_STATUSES } from '@taizhang/contracts';
import { ledgerId, type JsonObject, type StreamId } from '@taizhang/kernel';
import type { Contest, Outcome } from '../passes.js';
import { scaled, type BenchSettings } from '../settings.js';
import { quantile } from '../statistics.js';
import { benchEventId } from '../stores/taizhang-events.js';
import { BENCH_STORE_OPTIONS } from '../stores/taizhang-store.js';
import { ownVersion } from '../stores/versions.js';
import {
  giveCommand,
  HOST_AUTHORITY,
  HOST_REGISTRAR,
  patiently,
  RAISE_INPUT,
  registerPersons,
  startStandalone,
  type StandaloneHost,
} from './standalone-host.js';

/** A city: its bureaus, the branches of each, and the issues of all. */
const BUREAUS = 20;
const BRANCHES_EACH = 50;
const ISSUES = 100_000;
/** Issues written in one commit while filling: each has up to four events. */
const ISSUES_PER_COMMIT = 100;
/** How often each question is asked. */
const ROUNDS = 40;
const VIEW = '/api/issues/views/rectification-ledger';
const CITY = 'Test acct-city;campaign-office;city-jc';
/** Pause between two looks, in milliseconds. */
const LOOK_INTERVAL_MS = 200;
const FIRST = 'first';

const bureauOf = (n: number): string => `bureau-${String(n).padStart(2, '0')}`;
const branchOf = (n: number): string => `b-${String(n).padStart(3, '0')}`;
const ownerOf = (bureau: string): string => `${bureau}.P-1`;
const clerkOf = (bureau: string): string => `Test acct-clerk;branch-clerk;${bureau}`;
const officeOf = (bureau: string): string => `Test acct-office;campaign-office;${bureau}`;

/** States of issues that the table shows unless asked otherwise: all that its totals count. */
const COUNTED = ISSUE_STATUSES.filter((status) => status !== 'MERGED' && status !== 'WITHDRAWN')
  .map((status) => `status=${status}`)
  .join('&');

/** Questions of the table (整改台账) as the console asks them: a page with counts, filters, what is late. */
const QUESTIONS: readonly { readonly who: string; readonly query: string }[] = [
  { who: CITY, query: `${COUNTED}&sort=deadline,code&limit=50&facet=status&total=true` },
  { who: CITY, query: `${COUNTED}&sort=-raisedOn&limit=50&facet=status&total=true` },
  { who: CITY, query: 'sort=deadline&limit=50&facet=status&total=true' },
  { who: CITY, query: 'status=ASSIGNED&sort=deadline&limit=50&facet=status&total=true' },
  { who: CITY, query: 'class=2b&status=TRIAGED&sort=deadline&limit=50&facet=status&total=true' },
  { who: CITY, query: 'deadline.to=2014-08-30&limit=1&facet=status' },
  { who: CITY, query: `bureau=${bureauOf(3)}&sort=deadline&limit=50&facet=status&total=true` },
  { who: clerkOf(bureauOf(3)), query: `unit=${branchOf(7)}&sort=deadline&limit=50&facet=status&total=true` },
  { who: clerkOf(bureauOf(3)), query: 'source=MASS_OPINION&wind=BUREAUCRATISM&limit=50&facet=status&total=true' },
];

/** The rectification ledger of a city with 1,000 branches and 100,000 issues, asked over HTTP by its office and a bureau's clerk. */
export function issueTable(settings: BenchSettings): Contest {
  return {
    workload: 'X.issue-table',
    mostPasses: 1,
    entrants: [
      {
        peer: 'taizhang standalone',
        version: ownVersion(),
        technology: 'http',
        role: 'ours',
        run: (folder) => run(folder, scaled(settings, ISSUES)),
      },
    ],
  };
}

async function run(folder: string, issues: number): Promise<Outcome> {
  const first = await startStandalone(folder);
  await registerCity(first);
  for (let n = 0; n < BUREAUS; n += 1) await playFirst(first, bureauOf(n));
  await first.stop();
  await copyIssues(folder, issues);
  const host = await startStandalone(folder);
  try {
    await counted(host, issues + BUREAUS);
    return { durability: '', measured: await asked(host, issues) };
  } finally {
    await host.stop();
  }
}

async function asked({ url }: StandaloneHost, issues: number) {
  const times = QUESTIONS.map((): number[] => []);
  const startedAt = performance.now();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [i, { who, query }] of QUESTIONS.entries()) {
      const askedAt = performance.now();
      const response = await fetch(`${url}${VIEW}?${query}`, { headers: { authorization: who } });
      const { items } = (await response.json()) as { readonly items?: readonly unknown[] }; // as lists are answered
      if (items === undefined || items.length === 0) throw new Error(`${query}: ${String(response.status)}, no rows`);
      times[i]?.push(performance.now() - askedAt);
    }
  const ms = (value: number): string => value.toFixed(0);
  const all = times.flat();
  const slowest = Math.max(...times.map((one) => quantile(one, 0.95)));
  const note = `${String(issues)} issues of ${String(BUREAUS * BRANCHES_EACH)} branches; p50 ${ms(quantile(all, 0.5))} ms, p95 ${ms(quantile(all, 0.95))} ms; p95 of the slowest question ${ms(slowest)} ms`;
  return { n: all.length, seconds: (performance.now() - startedAt) / 1_000, note };
}

async function registerCity(host: StandaloneHost): Promise<void> {
  const register = (ledger: string, id: string, level: string, parent?: string) =>
    giveCommand(host, `organization/${ledger}/unit/${id}/register-unit`, HOST_REGISTRAR, {
      level,
      name: id,
      from: '2014-01-01',
      ...(parent !== undefined && { parent }),
    });
  await register('top', 'top', 'CENTRAL');
  await register('prov-sl', 'prov-sl', 'PROVINCE', 'top');
  await register('city-jc', 'city-jc', 'CITY', 'prov-sl');
  for (let n = 0; n < BUREAUS; n += 1) {
    await register(bureauOf(n), bureauOf(n), 'BUREAU', 'city-jc');
    await registerPersons(host, bureauOf(n), [ownerOf(bureauOf(n))]);
    for (let b = 0; b < BRANCHES_EACH; b += 1) await register(bureauOf(n), branchOf(b), 'BRANCH', bureauOf(n));
  }
}

/** One issue of a bureau from being raised to being assigned, which the others are made from. */
async function playFirst(host: StandaloneHost, bureau: string): Promise<void> {
  const unit = branchOf(0);
  const steps: readonly (readonly [verb: string, who: string, input: JsonObject])[] = [
    ['raise-issue', clerkOf(bureau), { ...RAISE_INPUT, unit }],
    ['triage-issue', officeOf(bureau), { unit, opinion: '由支部承办' }],
    ['classify-issue', officeOf(bureau), { class: '2b', kind: 'BY_DATE', cause: 'SYSTEMIC', analysis: '流程不清' }],
    [
      'assign-issue',
      officeOf(bureau),
      {
        lead: unit,
        supporting: [],
        leader: ownerOf(bureau),
        owner: ownerOf(bureau),
        deadline: '2099-12-31',
        standard: '十分钟',
      },
    ],
  ];
  for (const [verb, who, input] of steps)
    await patiently(() => giveCommand(host, `issues/${bureau}/issue/${FIRST}/${verb}`, who, input));
}

/** Makes the others from the first of their bureau: its events up to the n-th, with another branch, day and deadline. */
async function copyIssues(folder: string, count: number): Promise<void> {
  const store = createSqliteEventStore({ folder, ...BENCH_STORE_OPTIONS, authority: HOST_AUTHORITY });
  try {
    for (let n = 0; n < BUREAUS; n += 1) {
      const told = await eventsOf(store, bureauOf(n));
      const share = Math.floor(count / BUREAUS) + (n < count % BUREAUS ? 1 : 0);
      for (let done = 0; done < share; done += ISSUES_PER_COMMIT)
        await copy(store, bureauOf(n), told, done, Math.min(ISSUES_PER_COMMIT, share - done));
    }
  } finally {
    await store.stop();
  }
}

async function eventsOf(store: EventStore, bureau: string): Promise<readonly RecordedEvent[]> {
  const told: RecordedEvent[] = [];
  for await (const event of store.readStream(ledgerId('issues', bureau), `issue/${FIRST}`)) told.push(event);
  return told;
}

async function copy(
  store: EventStore,
  bureau: string,
  told: readonly RecordedEvent[],
  from: number,
  count: number,
): Promise<void> {
  const id = randomUUID();
  const [first] = told;
  if (first === undefined) throw new Error(`the first issue of ${bureau} was not recorded`);
  const issues = Array.from({ length: count }, (_, i) => from + i);
  const events = issues
    .flatMap((number) => told.slice(0, 1 + (number % told.length)).map((event) => changed(event, number)))
    .map((event, pos) => ({ ...event, id: benchEventId(id, pos) }));
  await store.append(ledgerId('issues', bureau), { id, digest: id, actor: first.actor, events });
}

function changed({ type, schema, clr, data }: RecordedEvent, number: number) {
  const unit = branchOf(number % BRANCHES_EACH);
  const day = String(1 + (number % 28)).padStart(2, '0');
  const change: JsonObject = {
    ...('unit' in data && { unit }),
    ...('lead' in data && { lead: unit }),
    ...('raisedOn' in data && { raisedOn: `2014-06-${day}` }),
    ...('deadline' in data && { deadline: `2014-08-${day}` }),
  };
  const stream: StreamId = `issue/copy-${String(number)}`;
  return { stream, type, schema, clr, data: { ...data, ...change } };
}

/** Waits until the table shows all issues. */
async function counted({ url }: StandaloneHost, issues: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}${VIEW}?limit=1&total=true`, { headers: { authorization: CITY } });
    const { total } = (await response.json()) as { readonly total?: number }; // as lists are answered
    if (total === issues) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
  }
}
