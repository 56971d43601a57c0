import { role } from '@taizhang/kernel';
import { manualTimers, MemoryLedgers } from '@taizhang/messaging-conformance';
import { ViewBehindError, view } from '@taizhang/views-port';
import { ContextRegistry } from '../context/context-registry.js';
import { AGREEMENT_LIMIT_MS, Freshness } from './freshness.js';

const sampleView = (context: string, owner: string) =>
  view({
    name: `${context}-of-${owner}`,
    version: 1,
    context,
    fields: {},
    on: { [`${owner}.ThingNoted`]: { version: 1, keys: () => [], project: () => null } },
  });

/** One host that owns `issues` and follows `organization`; where its views stand is said by each case. */
function scene() {
  const registry = new ContextRegistry();
  const title = { zh: '样例', en: 'Sample' };
  const allow = role('auditor').at('anywhere');
  registry.register({
    context: 'issues',
    title,
    aggregates: [],
    views: [
      { view: sampleView('issues', 'issues'), title, allow },
      { view: sampleView('issues', 'organization'), title, allow },
    ],
    policies: [],
    facts: {},
    queries: [],
    catalogues: [],
    rejections: [],
  });
  const ledgers = new MemoryLedgers();
  const timers = manualTimers(1_000_000);
  const sizes = new Map<string, number>();
  const caughtUp: string[] = [];
  const freshness = new Freshness({
    registry,
    owner: ledgers.owner(),
    own: new Set(['issues']),
    timers,
    failed: () => undefined,
    catchUp: (consumer, ledger) => {
      caughtUp.push(`${consumer} ${ledger}`);
      return Promise.resolve();
    },
    positions: {
      consumers: (context, owner) => Promise.resolve([`view:${context}.of-${owner}`]),
      have: (_context, _owner, ledger, size) => Promise.resolve((sizes.get(ledger) ?? 0) >= size),
      reached: (_context, _owner, ledger, idx) =>
        (sizes.get(ledger) ?? 0) > idx ? Promise.resolve() : Promise.reject(new ViewBehindError(ledger)),
    },
  });
  return { freshness, ledgers, timers, sizes, caughtUp };
}

describe('facts of another host’s context', () => {
  it('are stale before the views have agreed with its owner’s heads once', async () => {
    const { freshness, ledgers } = scene();
    ledgers.appendMany('organization/b-1', 2);
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(false);
    expect(freshness.stale()).toEqual(['organization']);
    await freshness.compare();
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(false);
  });

  it('are fresh for 30 seconds after an agreement, by the machine’s clock', async () => {
    const { freshness, ledgers, sizes, timers } = scene();
    ledgers.appendMany('organization/b-1', 2);
    sizes.set('organization/b-1', 2);
    await freshness.compare();
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(true);
    timers.advance(AGREEMENT_LIMIT_MS);
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(false);
  });

  it('end when the views lag behind for longer', async () => {
    const { freshness, ledgers, sizes, timers } = scene();
    sizes.set('organization/b-1', 1);
    ledgers.appendMany('organization/b-1', 1);
    await freshness.compare();
    timers.advance(AGREEMENT_LIMIT_MS - 1);
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(true);
    ledgers.appendMany('organization/b-1', 1);
    await freshness.compare(); // the views lag behind now: nothing new is agreed
    timers.advance(1);
    await expect(freshness.isFresh('issues', 'organization')).resolves.toBe(false);
  });
});

describe('facts of the host’s own context', () => {
  it('are fresh when nothing was written here', async () => {
    await expect(scene().freshness.isFresh('issues', 'issues')).resolves.toBe(true);
  });

  it('wait for the host’s own writes, and read them from the store when the transport does not bring them', async () => {
    const { freshness, sizes, caughtUp } = scene();
    freshness.recorded('issues/b-1', 4);
    freshness.recorded('organization/b-1', 7);
    await expect(freshness.isFresh('issues', 'issues')).resolves.toBe(false);
    expect(caughtUp).toEqual(['view:issues.of-issues issues/b-1']);
    sizes.set('issues/b-1', 5);
    await expect(freshness.isFresh('issues', 'issues')).resolves.toBe(true);
    sizes.set('issues/b-1', 0); // seen once is enough: it is not waited for again
    await expect(freshness.isFresh('issues', 'issues')).resolves.toBe(true);
  });
});
