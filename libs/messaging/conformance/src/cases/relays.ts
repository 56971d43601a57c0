import assert from 'node:assert/strict';
import {
  ALL_BUCKETS,
  type FollowerState,
  type LedgerMessage,
  TransportUnavailableError,
} from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { Effects, gate } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport, type TransportScene } from '../transport-scene.js';
import { withCalls } from '../wrapped-state.js';
import { type Sending, withSending } from '../wrapped-transport.js';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, idx) => idx);

/** A transport of the case that counts what is sent through it. */
async function counting(
  scene: TransportScene,
  sending: Sending = (_messages, publish) => publish(),
): Promise<{ readonly transport: ReturnType<typeof withSending>; readonly sent: LedgerMessage[] }> {
  const sent: LedgerMessage[] = [];
  const transport = withSending(await scene.transport(), async (messages, publish) => {
    await sending(messages, async () => {
      await publish();
      sent.push(...messages);
    });
  });
  return { transport, sent };
}

/** A state that gives all leases to whoever asks, as two servers with a torn network would. */
function generous(state: FollowerState): FollowerState {
  return Object.assign(
    withCalls(state, () => undefined),
    {
      acquireLeases: (name: string, _buckets: readonly number[], holder: string) =>
        Promise.resolve(ALL_BUCKETS.map((bucket) => ({ name, bucket, holder, term: 1 }))),
    },
  );
}

/** Relays that die, stall, overlap; asked of transports that need one (design §7: duplicates, never loss). */
export const relayCases = casesOf('relays', playTransport, {
  'a relay that stalls is replaced, and what it still sends when it wakes up late has no effect': async (scene) => {
    const effects = new Effects();
    const ledgers = [scene.ledger(), scene.ledger()];
    const door = gate();
    let held = 0;
    const stalling = await counting(scene, async (messages, publish) => {
      // The process stands still between its last look at the lease and the send.
      if (messages.some(({ idx }) => idx >= 3)) {
        held += 1;
        await door.passed;
      }
      await publish();
    });
    const state = withCalls(scene.state, async (call) => {
      if (call === 'acquireLeases' && held > 0) await door.passed;
    });
    await scene.relay({ transport: stalling.transport, state });
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 3);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('it stalls', () => held > 0);
    const heir = await counting(scene);
    await scene.relay({ transport: heir.transport });
    await scene.reached(effects, ...ledgers);
    const before = stalling.sent.length;
    door.open();
    await scene.eventually('it wakes up late and sends', () => stalling.sent.length > before);
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 3);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(12));
  },
  'two holders at once cost duplicates, never loss or order': async (scene) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: 4 }, () => scene.ledger());
    const [one, two] = [await counting(scene), await counting(scene)];
    for (const { transport } of [one, two]) await scene.relay({ transport, state: generous(scene.state) });
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (let round = 0; round < 15; round += 1) {
      for (const ledger of ledgers) scene.ledgers.append(ledger, {}, {});
      await scene.turn();
    }
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(30));
    await scene.eventually('both sent', () => one.sent.length > 0 && two.sent.length > 0);
  },
  'a relay that dies before its mark is saved is followed by one that repeats, without effect': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const state = withCalls(scene.state, (call) => {
      if (call === 'saveMark') throw new Error('this process is dead');
    });
    const dead = await scene.relay({ state });
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    scene.ledgers.appendMany(ledger, 10);
    await scene.reached(effects, ledger);
    await dead?.stop(200);
    const { transport, sent } = await counting(scene);
    await scene.relay({ transport });
    scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ledger);
    sameValues(effects.indices(ledger), upTo(15));
    assert.equal(sent[0]?.idx, 0);
  },
  'a relay that follows another starts behind its mark': async (scene) => {
    const ledger = scene.ledger();
    const first = await scene.relay();
    scene.ledgers.appendMany(ledger, 10);
    const marked = async (): Promise<boolean> =>
      (await scene.state.mark(`relay:${scene.context}`, ledger))?.idx === scene.ledgers.size(ledger) - 1;
    await scene.eventually('its mark is saved', marked);
    await first?.stop();
    const { transport, sent } = await counting(scene);
    await scene.relay({ transport });
    scene.ledgers.appendMany(ledger, 3);
    await scene.eventually('the rest is sent', marked);
    sameValues(
      sent.map(({ idx }) => idx),
      [10, 11, 12],
    );
  },
  'a send whose outcome is unknown is repeated, in order, and no later leaf overtakes it': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    let unknown = 0;
    const { transport, sent } = await counting(scene, async (_messages, publish) => {
      await publish();
      if (unknown === 3) return;
      unknown += 1;
      throw new TransportUnavailableError('the acknowledgement is lost');
    });
    await scene.relay({ transport });
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (let round = 0; round < 10; round += 1) {
      scene.ledgers.append(ledger, {}, {});
      await scene.eventually('the first of them is sent', () => sent.some(({ idx }) => idx === 2 * round));
    }
    await scene.reached(effects, ledger);
    sameValues(effects.indices(ledger), upTo(20));
    let next = 0;
    for (const { idx } of sent) {
      assert.ok(idx <= next, 'a leaf was sent before the one it follows');
      if (idx === next) next += 1;
    }
    assert.equal(unknown, 3);
  },
  'a send to a topic nobody made fails, and is tried again': async (scene) => {
    const other = `${scene.context}x`;
    const ledger = scene.ledger(other);
    let failures = 0;
    const transport = await scene.transport();
    await scene.relay({ transport, metrics: { failed: () => (failures += 1) } }, [other]);
    scene.ledgers.append(ledger, {});
    await scene.eventually('it fails', () => failures > 0);
    await transport.prepare([other]);
    await scene.eventually('it is sent', async () => (await scene.state.mark(`relay:${other}`, ledger))?.idx === 0);
  },
});

/** Asked of transports that follow the store: nobody publishes to them. */
export const followingCases = casesOf('following', playTransport, {
  'publishing to a transport that follows the store is refused': async (scene) => {
    const transport = await scene.transport();
    await assert.rejects(transport.publish(scene.context, []), { name: 'PublishingError' });
  },
});
