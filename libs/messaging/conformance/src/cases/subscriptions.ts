import assert from 'node:assert/strict';
import type { LedgerId } from '@taizhang/kernel';
import type { LedgerMessage, LedgerTransport, OnMessages, Subscription } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { gate } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport, type TransportScene } from '../transport-scene.js';

/** What arrived at one subscriber, in order of its arrival. */
class Arrivals {
  readonly messages: LedgerMessage[] = [];
  /** Where the subscriber stands, by ledger: moved only by what it took. */
  private readonly next = new Map<LedgerId, number>();

  take(ledger: LedgerId, messages: readonly LedgerMessage[]): void {
    this.messages.push(...messages);
    for (const { idx } of messages) if (idx === this.nextOf(ledger)) this.next.set(ledger, idx + 1);
  }

  nextOf(ledger: LedgerId): number {
    return this.next.get(ledger) ?? 0;
  }

  /** Indices of a ledger without repetitions: what a consumer makes of it that drops idx ≤ last. */
  indices(ledger: LedgerId): readonly number[] {
    let last = -1;
    return this.messages
      .filter((message) => message.ledger === ledger && message.idx > last && (last = message.idx) >= 0)
      .map(({ idx }) => idx);
  }
}

/** How a case subscribes; every part may be left out. */
interface SubscribeParts {
  readonly transport?: LedgerTransport;
  readonly group?: string;
  readonly arrivals?: Arrivals;
  readonly onMessages?: OnMessages;
}

async function subscribe(
  scene: TransportScene,
  { transport, group, arrivals = new Arrivals(), onMessages }: SubscribeParts,
): Promise<Subscription> {
  const subscription = await (transport ?? (await scene.transport())).subscribe({
    group: group ?? scene.consumer(),
    contexts: [scene.context],
    onMessages: async (ledger, messages) => {
      await onMessages?.(ledger, messages);
      arrivals.take(ledger, messages);
    },
    position: (ledger) => Promise.resolve(arrivals.nextOf(ledger)),
  });
  await subscription.ready;
  return subscription;
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, idx) => idx);

/** What a transport owes whoever subscribes to it, without an inbox to mend anything. */
export const subscriptionCases = casesOf('subscriptions', playTransport, {
  'leaves arrive as stored, to the byte, with the headers of CloudEvents': async (scene) => {
    const ledger = scene.ledger();
    const arrivals = new Arrivals();
    await subscribe(scene, { arrivals });
    await scene.relay();
    const [event] = scene.ledgers.append(ledger, { note: '整改 “落实”' });
    await scene.eventually('it arrives', () => arrivals.messages.length > 0);
    assert.ok(event !== undefined);
    const [message] = arrivals.messages;
    sameValues([message?.ledger, message?.idx], [ledger, 0]);
    assert.ok(message !== undefined && Buffer.from(message.leaf).equals(event.leaf));
    sameValues(message.headers, {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: `rectify.example/${ledger}`,
      ce_type: event.type,
      ce_subject: event.stream,
      ce_time: event.time,
      ce_dataschema: `urn:taizhang:event:${event.type}:1`,
      log: `rectify.example/${ledger}`,
      idx: '0',
    });
  },
  'ledgers arrive in order, none ever twice at once': async (scene) => {
    const ledgers = [scene.ledger(), scene.ledger(), scene.ledger()];
    const arrivals = new Arrivals();
    const atWork = new Set<LedgerId>();
    let overlaps = 0;
    const onMessages = async (ledger: LedgerId): Promise<void> => {
      if (atWork.has(ledger)) overlaps += 1;
      atWork.add(ledger);
      await new Promise((resolve) => setImmediate(resolve));
      atWork.delete(ledger);
    };
    await subscribe(scene, { arrivals, onMessages });
    await scene.relay();
    for (let round = 0; round < 20; round += 1) {
      for (const ledger of ledgers) scene.ledgers.append(ledger, {}, {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    await scene.eventually('all arrive', () => ledgers.every((ledger) => arrivals.nextOf(ledger) === 40));
    for (const ledger of ledgers) sameValues(arrivals.indices(ledger), upTo(40));
    assert.equal(overlaps, 0);
  },
  'what is refused comes again, with all that follows it; others go on': async (scene) => {
    const [refused, healthy] = [scene.ledger(), scene.ledger()];
    const arrivals = new Arrivals();
    let refusals = 0;
    const onMessages = (ledger: LedgerId): Promise<void> => {
      if (ledger !== refused || refusals === 3) return Promise.resolve();
      refusals += 1;
      return Promise.reject(new Error('not now'));
    };
    await subscribe(scene, { arrivals, onMessages });
    await scene.relay();
    for (let round = 0; round < 5; round += 1) {
      scene.ledgers.append(refused, {}, {});
      scene.ledgers.append(healthy, {}, {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    await scene.eventually('all arrive', () => arrivals.nextOf(refused) === 10 && arrivals.nextOf(healthy) === 10);
    assert.equal(refusals, 3);
  },
  'a ledger that rests gets nothing, and holds up no other': async (scene) => {
    const [resting, healthy] = [scene.ledger(), scene.ledger()];
    const arrivals = new Arrivals();
    const subscription = await subscribe(scene, { arrivals });
    subscription.pause(resting);
    await scene.relay();
    scene.ledgers.appendMany(resting, 5);
    scene.ledgers.appendMany(healthy, 5);
    await scene.eventually('the other arrives', () => arrivals.nextOf(healthy) === 5);
    assert.equal(arrivals.messages.filter(({ ledger }) => ledger === resting).length, 0);
    subscription.resume(resting);
    scene.ledgers.append(resting, {});
    await scene.eventually('it arrives again', () => arrivals.messages.some(({ idx }) => idx === 5));
  },
  'groups are apart: each gets everything': async (scene) => {
    const ledger = scene.ledger();
    const groups = [new Arrivals(), new Arrivals()];
    const transport = await scene.transport();
    for (const arrivals of groups) await subscribe(scene, { transport, arrivals });
    await scene.relay();
    scene.ledgers.appendMany(ledger, 20);
    await scene.eventually('all arrive', () => groups.every((arrivals) => arrivals.nextOf(ledger) === 20));
  },
  'the members of a group together miss nothing': async (scene) => {
    const ledgers = Array.from({ length: 12 }, () => scene.ledger());
    const group = scene.consumer();
    const members = [new Arrivals(), new Arrivals()];
    for (const arrivals of members) await subscribe(scene, { group, arrivals });
    await scene.relay();
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 10);
    const arrived = (ledger: LedgerId): number =>
      new Set(members.flatMap(({ messages }) => messages.filter((one) => one.ledger === ledger).map(({ idx }) => idx)))
        .size;
    await scene.eventually('all arrive', () => ledgers.every((ledger) => arrived(ledger) === 10));
  },
  'a stop waits for what is at work, and nothing arrives after it': async (scene) => {
    const ledger = scene.ledger();
    const arrivals = new Arrivals();
    const witness = new Arrivals();
    const door = gate();
    let atWork = false;
    let stopped = false;
    const onMessages = async (): Promise<void> => {
      atWork = true;
      await door.passed;
      assert.equal(stopped, false, 'the stop did not wait');
    };
    const subscription = await subscribe(scene, { arrivals, onMessages });
    await subscribe(scene, { arrivals: witness });
    await scene.relay();
    scene.ledgers.append(ledger, {});
    await scene.eventually('it is at work', () => atWork);
    const stop = subscription.stop(scene.fixture.patienceMs).then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    door.open();
    await stop;
    sameValues(arrivals.indices(ledger), [0]);
    scene.ledgers.append(ledger, {}, {});
    await scene.eventually('another subscriber gets more', () => witness.nextOf(ledger) === 3);
    sameValues(arrivals.indices(ledger), [0]);
  },
  'closing a transport ends its subscriptions': async (scene) => {
    const ledger = scene.ledger();
    const [arrivals, witness] = [new Arrivals(), new Arrivals()];
    const transport = await scene.transport();
    await subscribe(scene, { transport, arrivals });
    await subscribe(scene, { arrivals: witness });
    await scene.relay();
    await transport.close();
    scene.ledgers.append(ledger, {}, {});
    await scene.eventually('another subscriber gets them', () => witness.nextOf(ledger) === 2);
    assert.equal(arrivals.messages.length, 0);
  },
  'several processes prepare the same contexts, at once and again': async (scene) => {
    const contexts = [scene.context, `${scene.context}x`];
    const transports = await Promise.all(Array.from({ length: 3 }, () => scene.transport(contexts)));
    for (const transport of transports) await transport.prepare(contexts);
    const ledger = scene.ledger();
    const arrivals = new Arrivals();
    await subscribe(scene, { transport: transports[0] ?? assert.fail('there are three'), arrivals });
    await scene.relay();
    scene.ledgers.append(ledger, {});
    await scene.eventually('it arrives', () => arrivals.nextOf(ledger) === 1);
  },
});
