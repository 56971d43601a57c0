import { MemoryBlobStore, type MemoryBlobs } from '@taizhang/blobs-conformance';
import { JobMemory, MemoryJobRows } from '@taizhang/jobs-conformance';
import { manualClock, role, type LedgerId } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { z } from 'zod';
import type { AccessEntry } from '../access-log/access-log.js';
import type { ListAnswer } from '../asking/view-service.js';
import type { BlobKeys } from '../blobs/blob-vault.js';
import type { ServedView } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Power, Sender } from '../identity/identity.js';
import { JobErasure } from './job-erasure.js';
import { JobFiles } from './job-files.js';
import { jobKind, type JobOutcome, type JobWork } from './job-kind.js';
import { JobRecords } from './job-records.js';
import { JobRunner, MAX_JOB_ATTEMPTS, type JobRunnerOptions } from './job-runner.js';
import { JobSweeper } from './job-sweeper.js';
import { JOB_RETENTION_MS, Jobs, MAX_OPEN_JOBS } from './jobs.js';

const LEDGER: LedgerId = 'issues/wgx-0371';
const START = '2014-07-20T02:00:00.000Z';
const POWER: Power = { id: 'power-1', role: 'campaign-office', unit: 'wgx-0371', clearance: 2 };
const SENDER: Sender = { account: 'acct-wgx-0371.P-1', person: 'wgx-0371.P-1' };

function memoryKeys(): BlobKeys & { readonly rows: Map<string, Uint8Array> } {
  const rows = new Map<string, Uint8Array>();
  let drawn = 0;
  return {
    rows,
    make: (_purpose, entries) =>
      Promise.resolve(
        entries.map(({ name }) => {
          const key = rows.get(name) ?? new Uint8Array(32).fill((drawn += 1));
          rows.set(name, key);
          return key;
        }),
      ),
    get: (_purpose, _ledger, names) => Promise.resolve(new Map([...rows].filter(([name]) => names.includes(name)))),
    destroy: (_purpose, _ledger, names) => {
      for (const name of names) rows.delete(name);
      return Promise.resolve();
    },
  };
}

/** Parts that hosts of one deployment share. */
function deployment() {
  const memory = new JobMemory();
  const blobs: MemoryBlobs = new Map();
  const keys = memoryKeys();
  const clock = manualClock(START);
  const rows = new MemoryJobRows(memory);
  const store = new MemoryBlobStore(blobs, () => START);
  const files = new JobFiles(store, keys);
  const records = new JobRecords(rows, files);
  const erasure = new JobErasure(rows, records, () => ['issues']);
  const leases = new Map<number, string>();
  return {
    memory,
    blobs,
    keys,
    clock,
    rows,
    store,
    files,
    records,
    erasure,
    leases,
    powers: [POWER] as readonly Power[], // a test gives others
  };
}
type Deployment = ReturnType<typeof deployment>;

/** One host, whose one kind of job does what a test says. */
function hostOf(all: Deployment, run: (work: JobWork) => Promise<JobOutcome>, holder = 'host-1') {
  const kind = jobKind({
    name: 'count',
    title: { zh: '计数', en: 'Count' },
    params: z.strictObject({ note: z.string().default('') }),
    about: () => ({ view: 'boxes', bureaus: ['wgx-0371'] }),
    run: (_params, work) => run(work),
  });
  const registry = {
    job: (_context: string, name: string) => (name === 'count' ? kind : undefined),
    // nothing else is asked of it
    view: () => ({ view: { name: 'boxes' }, allow: role('campaign-office').at('unit') }) as unknown as ServedView,
  } as unknown as ContextRegistry; // of a registry, what jobs ask
  const recorded: AccessEntry[] = [];
  const failures: unknown[] = [];
  const log = { isDown: false };
  const scopes = {
    ofBureaus: () => Promise.reject(new ProblemError(PROBLEMS.forbidden)),
    of: ({ sender }: { readonly sender: Sender }) => {
      const power = all.powers.find(({ id }) => sender.requested === undefined || sender.requested === id);
      if (power === undefined) return Promise.reject(new ProblemError(PROBLEMS.forbidden));
      const principal = {
        actor: { id: sender.account, role: power.role },
        unit: power.unit,
        clearance: power.clearance,
      };
      return Promise.resolve({ principal, bureaus: ['wgx-0371'] });
    },
  };
  const accessLog = {
    record: (entries: readonly AccessEntry[]) => {
      if (log.isDown) return Promise.reject(new Error('down'));
      recorded.push(...entries);
      return Promise.resolve();
    },
  };
  const views = {
    list: async ({ sender }: { readonly sender: Sender }): Promise<ListAnswer> => {
      await scopes.of({ sender });
      return { items: [{ ledger: LEDGER, key: 'k', idx: 0, doc: {}, withheld: [], erased: [] }] };
    },
  };
  const shop = {
    authority: 'rectify.example',
    timeZone: 'Asia/Shanghai',
    clock: all.clock,
    registry,
    records: all.records,
    files: all.files,
    views,
    store: { head: () => Promise.resolve(undefined) },
    rehearsal: { of: () => Promise.resolve(undefined) },
    execute: () => Promise.reject(new Error('no commands here')),
    events: () => Promise.reject(new Error('no events here')),
    bundleRecord: () => Promise.reject(new Error('no records here')),
    facts: { answer: () => Promise.resolve(undefined) },
  };
  const state: JobRunnerOptions['state'] = {
    acquireLeases: (name, buckets, by) => {
      const free = buckets.filter((bucket) => (all.leases.get(bucket) ?? by) === by);
      for (const bucket of free) all.leases.set(bucket, by);
      return Promise.resolve(free.map((bucket) => ({ name, bucket, holder: by, term: 1 })));
    },
    releaseLeases: (_name, by) => {
      for (const [bucket, of] of all.leases) if (of === by) all.leases.delete(bucket);
      return Promise.resolve();
    },
  };
  const runner = new JobRunner({
    ...shop,
    rows: all.rows,
    erasure: all.erasure,
    state,
    contexts: () => ['issues'],
    holder,
    failed: (error) => failures.push(error),
  });
  const jobs = new Jobs({
    ...shop,
    rows: all.rows,
    scopes,
    timelines: { reader: () => Promise.reject(new ProblemError(PROBLEMS.forbidden)) },
    powersOf: () => Promise.resolve(all.powers),
    accessLog,
    wake: () => {
      runner.wake();
    },
  });
  let keysUsed = 0;
  const start = (params: unknown = {}, sender = SENDER) =>
    jobs.start({
      context: 'issues',
      kind: 'count',
      params,
      sender,
      idempotencyKey: `00000000-0000-4000-8000-${String((keysUsed += 1)).padStart(12, '0')}`,
    });
  const stateOf = async (id: string) => (await all.records.get(id))?.state;
  const ended = (id: string) =>
    eventually(
      `${id} has ended`,
      async () =>
        ['DONE', 'FAILED', 'CANCELLED'].includes((await stateOf(id)) ?? 'DONE') && (await all.records.get(id)),
    );
  return { jobs, runner, start, stateOf, ended, recorded, failures, log };
}

async function* text(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}
const file = (content: AsyncIterable<Uint8Array>) => ({ name: 'a.csv', mediaType: 'text/csv', format: 'CSV', content });
const readsAll = async (work: JobWork): Promise<JobOutcome> => {
  await work.list('boxes', {});
  await work.progress(1, 1);
  return { file: file(text('内容')), summary: () => ({ good: true }) };
};
const code = (expected: string) => expect.objectContaining({ definition: expect.objectContaining({ code: expected }) });

/** A gate that a job waits at. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('jobs', () => {
  const running: { stop(): Promise<void> }[] = [];
  const started = <H extends ReturnType<typeof hostOf>>(host: H): H => {
    host.runner.start();
    running.push(host.runner);
    return host;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((runner) => runner.stop()));
  });

  it('are run, and tell what came of them', async () => {
    const all = deployment();
    const host = started(hostOf(all, readsAll));
    const { id } = await host.start();
    expect(await host.ended(id)).toMatchObject({
      state: 'DONE',
      content: { done: 1, total: 1, summary: { good: true }, ledgers: [LEDGER], file: { format: 'CSV' } },
    });
    const { content } = await host.jobs.openFile(await host.jobs.own(id, SENDER));
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(part as Uint8Array); // a byte stream
    expect(Buffer.concat(parts).toString()).toBe('内容');
  });

  it('hand out no file whose taking cannot be recorded, and none before it is', async () => {
    const all = deployment();
    const host = started(hostOf(all, readsAll));
    const { id } = await host.start();
    await host.ended(id);
    host.log.isDown = true;
    await expect(host.jobs.openFile(await host.jobs.own(id, SENDER))).rejects.toEqual(code('ACCESS_LOG_UNAVAILABLE'));
    host.log.isDown = false;
    const { content } = await host.jobs.openFile(await host.jobs.own(id, SENDER));
    content.destroy();
    expect(host.recorded).toEqual([
      {
        type: 'RecordsExported',
        bureau: 'wgx-0371',
        data: {
          account: SENDER.account,
          role: 'campaign-office',
          unit: 'wgx-0371',
          onBehalfOf: null,
          job: id,
          kind: 'count',
          format: 'CSV',
          records: 1,
          ledgers: [LEDGER],
        },
      },
    ]);
  });

  it('are shown no more once the power they were started under is gone, and go on nowhere without it', async () => {
    const all = deployment();
    const { passed, open } = gate();
    const host = started(
      hostOf(all, async (work) => {
        await passed;
        return readsAll(work);
      }),
    );
    const { id } = await host.start();
    const other = { ...POWER, id: 'power-2', unit: 'city-jc' };
    all.powers = [other];
    await expect(host.jobs.own(id, SENDER)).rejects.toEqual(code('FORBIDDEN'));
    expect(await host.jobs.list('issues', SENDER)).toEqual([]);
    open();
    expect(await host.ended(id)).toMatchObject({
      state: 'FAILED',
      content: { failure: { code: 'FORBIDDEN' }, file: null },
    });
    all.powers = [{ ...POWER, clearance: 1 }];
    await expect(host.jobs.own(id, SENDER)).rejects.toEqual(code('FORBIDDEN'));
    all.powers = [other, { ...POWER, clearance: 3 }];
    expect((await host.jobs.own(id, SENDER)).job.id).toBe(id);
    await expect(host.jobs.own(id, { account: 'acct-other' })).rejects.toEqual(code('UNKNOWN_JOB'));
  });

  it('go to another host when theirs falls silent, and what that one still makes is dropped', async () => {
    const all = deployment();
    const { passed, open } = gate();
    const slow = started(
      hostOf(all, async (work) => {
        await work.list('boxes', {});
        await passed;
        return { file: file(text('旧')) };
      }),
    );
    const { id } = await slow.start();
    await eventually('it is at work', async () => (await slow.stateOf(id)) === 'RUNNING');
    all.leases.clear(); // its lease has run out
    const quick = started(hostOf(all, readsAll, 'host-2'));
    await quick.ended(id);
    const [made] = [...all.blobs.keys()];
    open();
    await slow.runner.stop();
    expect([...all.blobs.keys()]).toEqual([made]);
    expect((await all.records.get(id))?.content.summary).toEqual({ good: true });
  });

  it('begin again after what was not available, and fail after errors of ours', async () => {
    const all = deployment();
    let tries = 0;
    const host = started(
      hostOf(all, async (work) => {
        tries += 1;
        if (tries === 1) throw new ProblemError(PROBLEMS.factsStale);
        return readsAll(work);
      }),
    );
    const { id } = await host.start();
    expect(await host.ended(id)).toMatchObject({ state: 'DONE', content: { attempts: 2 } });
    expect(host.failures).toEqual([]);
  });

  it('fail for good after errors of ours, and after too many beginnings', async () => {
    const all = deployment();
    const broken = started(hostOf(all, () => Promise.reject(new Error('a defect'))));
    const first = await broken.start();
    expect(await broken.ended(first.id)).toMatchObject({
      state: 'FAILED',
      content: { failure: { code: 'JOB_FAILED' } },
    });
    expect(broken.failures).toHaveLength(3);
    const idle = hostOf(all, readsAll);
    const second = await idle.start({ note: 'other' }, { ...SENDER, account: 'acct-wgx-0371.P-2' });
    await all.records.replace(second, 'RUNNING', { attempts: MAX_JOB_ATTEMPTS });
    started(idle);
    expect(await idle.ended(second.id)).toMatchObject({
      state: 'FAILED',
      content: { failure: { code: 'JOB_FAILED' } },
    });
  });

  it('wait, as many as one account may have, and the next is refused', async () => {
    const host = hostOf(deployment(), readsAll);
    for (let n = 0; n < MAX_OPEN_JOBS; n += 1) await host.start();
    await expect(host.start()).rejects.toEqual(code('TOO_MANY_JOBS'));
    await host.start({}, { ...SENDER, account: 'acct-other' });
  });

  it('stop when they are cancelled, and drop what they have', async () => {
    const all = deployment();
    const host = started(
      hostOf(all, async (work) => {
        await work.list('boxes', {});
        const endless = async function* () {
          for (let n = 0; ; n += 1) {
            yield await Promise.resolve(Buffer.from(String(n)));
            await work.progress(n);
            await new Promise((resolve) => setImmediate(resolve));
          }
        };
        return { file: file(endless()) };
      }),
    );
    const { id } = await host.start();
    await eventually('it is at work', async () => ((await all.records.get(id))?.content.done ?? 0) > 0);
    await host.jobs.end(await host.jobs.own(id, SENDER));
    expect(await host.stateOf(id)).toBe('CANCELLED');
    await host.runner.stop();
    expect([...all.blobs.keys()]).toEqual([]);
    await host.jobs.end(await host.jobs.own(id, SENDER));
    expect([all.memory.rows.size, all.keys.rows.size]).toEqual([0, 0]);
  });

  it('rest encrypted: neither parameters nor results nor senders stand in what is kept', async () => {
    const all = deployment();
    const host = started(
      hostOf(all, async (work) => {
        await work.report([{ mark: 'MARKED-1' }]);
        return {};
      }),
    );
    const { id } = await host.start({ note: 'MARKED-2' });
    await host.ended(id);
    const kept = JSON.stringify([
      [...all.memory.rows.values()],
      [...all.memory.results.values()].map((results) => [...results.values()]),
    ]);
    for (const mark of ['MARKED', POWER.id, 'count']) expect(kept).not.toContain(mark);
    const { job } = await host.jobs.own(id, SENDER);
    expect(await host.jobs.results(job, 0, 10)).toEqual([{ mark: 'MARKED-1' }]);
  });

  it('are removed with all that they hold when their time is over, and strays with them', async () => {
    const all = deployment();
    const host = started(hostOf(all, readsAll));
    const { id } = await host.start();
    await host.ended(id);
    const sweeper = new JobSweeper({
      records: all.records,
      blobs: all.store,
      contexts: () => ['issues'],
      clock: all.clock,
      machineNow: () => Date.parse(all.clock.now()),
      timers: { now: () => 0, wait: () => Promise.resolve() } as never, // it is swept by hand
      failed: () => undefined,
    });
    await all.store.put('jobs/issues', text('stray'), 100);
    expect([await sweeper.sweep(), all.blobs.size]).toEqual([0, 2]);
    all.clock.set(new Date(Date.parse(START) + JOB_RETENTION_MS).toISOString());
    expect([await sweeper.sweep(), all.blobs.size, all.keys.rows.size]).toEqual([1, 1, 0]);
    all.clock.set(new Date(Date.parse(START) + JOB_RETENTION_MS * 2).toISOString());
    expect([await sweeper.sweep(), all.blobs.size]).toEqual([0, 0]);
  });

  it('cannot end while an erasure of what they read is under way, and begin again when it is over', async () => {
    const all = deployment();
    let runs = 0;
    const host = started(
      hostOf(all, async (work) => {
        runs += 1;
        return readsAll(work);
      }),
    );
    await all.erasure.begin(LEDGER);
    const { id } = await host.start();
    await eventually('it was run, and did not end', () => runs === 1);
    await eventually('what it made is dropped', () => all.blobs.size === 0);
    expect(await host.stateOf(id)).toBe('RUNNING');
    await all.erasure.end(LEDGER);
    expect(await host.ended(id)).toMatchObject({ state: 'DONE' });
    expect(runs).toBe(2);
  });

  it('lose what they read before an erasure that ended meanwhile', async () => {
    const all = deployment();
    const { passed, open } = gate();
    let runs = 0;
    const host = started(
      hostOf(all, async (work) => {
        runs += 1;
        await work.list('boxes', {});
        if (runs === 1) await passed;
        return { file: file(text(`第${String(runs)}次`)) };
      }),
    );
    const { id } = await host.start();
    await eventually('it is at work', () => runs === 1);
    await all.erasure.begin(LEDGER);
    await all.erasure.end(LEDGER);
    open();
    await host.ended(id);
    expect(runs).toBe(2);
    expect(all.blobs.size).toBe(1);
  });

  it('are made unreadable by an erasure in a ledger that they read, and by no other', async () => {
    const all = deployment();
    const host = started(hostOf(all, readsAll));
    const { id } = await host.start();
    await host.ended(id);
    const key = all.keys.rows.get(id.slice('issues.'.length));
    await all.erasure.end('issues/wgx-0372');
    expect((await all.records.get(id))?.state).toBe('DONE');
    await all.erasure.begin(LEDGER);
    await all.erasure.endBegun('rules');
    expect((await all.records.get(id))?.state).toBe('DONE');
    await all.erasure.endBegun('issues');
    expect(await all.records.get(id)).toMatchObject({
      state: 'FAILED',
      content: { file: null, params: {}, failure: { code: 'JOB_ERASED' } },
    });
    expect([all.blobs.size, all.keys.rows.get(id.slice('issues.'.length)) === key]).toEqual([0, false]);
    await expect(host.jobs.openFile(await host.jobs.own(id, SENDER))).rejects.toEqual(code('JOB_ERASED'));
    expect(await all.erasure.isErasing(new Set([LEDGER]))).toBe(false);
  });
});
