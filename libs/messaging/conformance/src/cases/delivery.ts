import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import type { InboxRunner, LedgerMessage } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { Effects, gate } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';
import { withArrival } from '../wrapped-transport.js';

/** Every leaf once in effect and in ledger order, whatever arrives (issue: messaging). */
export const deliveryCases = casesOf('delivery', playTransport, {
  'every leaf of many ledgers has its effect once and in ledger order, before and after the switch to live': async (
    scene,
  ) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: scene.scaled(60, 20) }, () => scene.ledger());
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 20);
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (let round = 0; round < 20; round += 1) {
      for (const ledger of ledgers) scene.ledgers.append(ledger, {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers)
      sameValues(
        effects.indices(ledger),
        Array.from({ length: 40 }, (_, idx) => idx),
      );
  },
  'duplicates, old batches and single repetitions have no effect': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const seen: LedgerMessage[] = [];
    const transport = withArrival(await scene.transport(), (messages) => {
      seen.push(...messages);
      return [messages, messages, seen.slice(0, 7), messages.slice(-1)];
    });
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })], transport });
    for (let i = 0; i < 30; i += 1) {
      scene.ledgers.append(ledger, {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    await scene.reached(effects, ledger);
    sameValues(
      effects.indices(ledger),
      Array.from({ length: 30 }, (_, idx) => idx),
    );
  },
  'holes are filled from the owner, in order': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const transport = withArrival(await scene.transport(), (messages) => [messages.filter(({ idx }) => idx % 3 === 2)]);
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })], transport });
    scene.ledgers.appendMany(ledger, 30);
    await scene.reached(effects, ledger);
    sameValues(
      effects.indices(ledger),
      Array.from({ length: 30 }, (_, idx) => idx),
    );
    assert.ok(scene.ledgers.readByOwner > 0);
  },
  'what is lost at the end is found by comparing with the heads': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const transport = withArrival(await scene.transport(), () => []);
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })], transport, settings: { reconcileIntervalMs: 50 } });
    scene.ledgers.appendMany(ledger, 30);
    await scene.reached(effects, ledger);
  },
  'a leaf damaged on the way is taken from the owner': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const transport = withArrival(await scene.transport(), (messages) => [
      messages.map(({ ledger: of, idx, leaf, headers }) => ({
        ledger: of,
        idx,
        headers,
        leaf: idx === 3 ? leaf.slice(0, 9) : leaf,
      })),
    ]);
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })], transport });
    scene.ledgers.appendMany(ledger, 8);
    await scene.reached(effects, ledger);
  },
  'several consumers get everything, each at its own pace': async (scene) => {
    const [quick, slow] = [new Effects(), new Effects()];
    const ledger = scene.ledger();
    const door = gate();
    await scene.relay();
    const behaviour = async (): Promise<{ readonly kind: 'handled' }> => {
      await door.passed;
      return { kind: 'handled' };
    };
    await scene.inbox({ handlers: [scene.handler({ effects: quick }), scene.handler({ effects: slow, behaviour })] });
    scene.ledgers.appendMany(ledger, 20);
    await scene.reached(quick, ledger);
    assert.equal(slow.count(ledger), 0);
    door.open();
    await scene.reached(slow, ledger);
  },
  'a handler at work may let another consumer catch up, and wait for it': async (scene) => {
    const [asked, asking] = [new Effects(), new Effects()];
    const ledger = scene.ledger();
    await scene.relay();
    const other = scene.handler({ effects: asked });
    const running: InboxRunner[] = [];
    const behaviour = async (): Promise<{ readonly kind: 'handled' }> => {
      await running[0]?.catchUp(other.consumer, ledger);
      assert.equal(asked.count(ledger), scene.ledgers.size(ledger));
      return { kind: 'handled' };
    };
    running.push(await scene.inbox({ handlers: [other, scene.handler({ effects: asking, behaviour })] }));
    scene.ledgers.append(ledger, {});
    await scene.reached(asking, ledger);
  },
  'a consumer gets the contexts it named and no others': async (scene) => {
    const effects = new Effects();
    const other = `${scene.context}x`;
    const [mine, foreign] = [scene.ledger(), scene.ledger(other)];
    const transport = await scene.transport([scene.context, other]);
    await scene.relay({ transport }, [scene.context, other]);
    await scene.inbox({ handlers: [scene.handler({ effects })], transport });
    scene.ledgers.appendMany(foreign, 5);
    scene.ledgers.appendMany(mine, 5);
    await scene.reached(effects, mine);
    assert.equal(effects.count(foreign), 0);
  },
  'a handler added later starts from 0': async (scene) => {
    const [first, later] = [new Effects(), new Effects()];
    const ledger = scene.ledger();
    await scene.relay();
    const inbox = await scene.inbox({ handlers: [scene.handler({ effects: first })] });
    scene.ledgers.appendMany(ledger, 10);
    await scene.reached(first, ledger);
    await inbox.startConsumer(scene.handler({ effects: later }));
    await inbox.receives();
    scene.ledgers.appendMany(ledger, 10);
    await scene.reached(later, ledger);
    sameValues(
      later.indices(ledger),
      Array.from({ length: 20 }, (_, idx) => idx),
    );
  },
  'a consumer that starts after the retention begins at the owner and joins behind': async (scene) => {
    const effects = new Effects();
    const ledgers: readonly LedgerId[] = [scene.ledger(), scene.ledger()];
    const witness = new Effects();
    await scene.relay();
    const early = await scene.inbox({ handlers: [scene.handler({ effects: witness })] });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 25);
    await scene.reached(witness, ...ledgers);
    await early.stop();
    await scene.site.expire(scene.context);
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers)
      sameValues(
        effects.indices(ledger),
        Array.from({ length: 30 }, (_, idx) => idx),
      );
  },
  'drain ends when everything the heads show is handled, though nothing arrives': async (scene) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: 5 }, () => scene.ledger());
    const transport = withArrival(await scene.transport(), () => []);
    const inbox = await scene.inbox({ handlers: [scene.handler({ effects })], transport });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 10);
    await inbox.drain();
    for (const ledger of ledgers) assert.equal(effects.count(ledger), 10);
  },
});
