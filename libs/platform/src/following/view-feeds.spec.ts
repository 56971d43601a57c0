import { role } from '@taizhang/kernel';
import { manualTimers } from '@taizhang/messaging-conformance';
import type { FollowerState } from '@taizhang/messaging-port';
import { MemoryMarks, MemoryViewStorage } from '@taizhang/views-conformance';
import { consumerOf, view } from '@taizhang/views-port';
import { ContextRegistry } from '../context/context-registry.js';
import { ViewFeeds } from './view-feeds.js';

const LEDGER = 'issues/wgx-0371';
const NAME = 'issues.things';

/** One store through three releases of a host, each with a new version of its view. */
function scene() {
  const storage = new MemoryViewStorage();
  const marks = new MemoryMarks();
  const release = async (version: number) => {
    const registry = new ContextRegistry();
    const title = { zh: '样例', en: 'Sample' };
    const allow = role('auditor').at('anywhere');
    const things = view({
      name: 'things',
      version,
      context: 'issues',
      fields: {},
      on: { 'issues.ThingNoted': { version: 1, keys: () => [], project: () => null } },
    });
    registry.register({
      context: 'issues',
      title,
      aggregates: [],
      views: [{ view: things, title, allow }],
      policies: [],
      facts: {},
      queries: [],
      catalogues: [],
      rejections: [],
    });
    const feeds = new ViewFeeds({
      registry,
      storage,
      state: marks as unknown as FollowerState, // only its marks are asked for
      sealed: { disclosures: () => Promise.resolve(new Map()) },
      searchKeys: () => Promise.resolve(new Uint8Array(32)),
      inbox: { register: () => undefined },
      timers: manualTimers(1_000_000),
      now: () => '2014-07-01T00:00:00.000Z',
      failed: (error) => {
        throw error;
      },
    });
    await feeds.open();
    return feeds;
  };
  /** A version's copy has read the ledger up to here. */
  const reach = (version: number, idx: number) =>
    marks.saveMark(consumerOf(NAME, { version, generation: 0 }), LEDGER, idx, undefined);
  const kept = async () =>
    (await storage.registry(NAME)).versions.filter(({ dropped }) => !dropped).map(({ shape }) => shape.version);
  const active = async () => (await storage.active(NAME))?.version;
  return { release, reach, kept, active };
}

describe('copies of a view through releases', () => {
  it('switch once the new one has caught up, and the one read before is kept, not those before that', async () => {
    const { release, reach, kept, active } = scene();
    await (await release(1)).switchCaughtUp();
    reach(1, 7);
    const second = await release(2);
    await second.switchCaughtUp();
    expect([await active(), await kept()]).toEqual([1, [1, 2]]);
    reach(2, 7);
    await second.switchCaughtUp();
    expect([await active(), await kept()]).toEqual([2, [1, 2]]);
    const third = await release(3);
    reach(3, 7);
    await third.switchCaughtUp();
    expect([await active(), await kept()]).toEqual([3, [2, 3]]);
  });
});
