import assert from 'node:assert/strict';
import type { HandlerAnswer } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { NOTED } from '../memory/memory-ledgers.js';
import { Effects } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';

const HANDLED: HandlerAnswer = { kind: 'handled' };

/** Poison events: tried, parked, let go by an operator (checklist "Handlers"). */
export const parkedCases = casesOf('parked', playTransport, {
  'a poison event is tried a bounded number of times, then its ledger is parked, and all others go on': async (
    scene,
  ) => {
    const effects = new Effects();
    const [poisoned, healthy] = [scene.ledger(), scene.ledger()];
    let tries = 0;
    const handler = scene.handler({
      effects,
      behaviour: ({ ledger, idx }) => {
        if (ledger !== poisoned || idx !== 5) return HANDLED;
        tries += 1;
        throw new TypeError('张三 must not be quoted');
      },
    });
    await scene.relay();
    await scene.inbox({ handlers: [handler] });
    const events = scene.ledgers.appendMany(poisoned, 10);
    scene.ledgers.appendMany(healthy, 10);
    const [parked] = await scene.eventually('it is parked', async () => {
      const found = await scene.state.parked();
      return found.length > 0 && found;
    });
    await scene.reached(effects, healthy);
    scene.ledgers.appendMany(healthy, 5);
    scene.ledgers.appendMany(poisoned, 5);
    await scene.reached(effects, healthy);
    const { parkedAt, ...told } = parked ?? assert.fail('it is parked');
    assert.ok(parkedAt > '2014');
    sameValues(told, {
      consumer: handler.consumer,
      ledger: poisoned,
      idx: 5,
      eventId: events[5]?.id,
      type: NOTED,
      reason: 'FAILED',
      detail: 'TypeError',
      attempts: 3,
    });
    sameValues(effects.indices(poisoned), [0, 1, 2, 3, 4]);
    assert.ok(tries >= 3 && tries <= 4, 'three tries, and one more if it was first given among others');
  },
  'a parked ledger goes on when an operator lets it try again, with the count shown first': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    let mended = false;
    const handler = scene.handler({
      effects,
      behaviour: ({ idx }) => {
        if (idx === 2 && !mended) throw new TypeError('broken');
        return HANDLED;
      },
    });
    await scene.relay();
    const inbox = await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('it is parked', async () => (await scene.state.parked()).length === 1);
    sameValues((await inbox.parked.overview()).byReason, { FAILED: 1 });
    mended = true;
    const decision = { consumer: handler.consumer, ledger, idx: 2, by: 'account-9', reason: '已修复' };
    await inbox.retry(decision);
    await scene.reached(effects, ledger);
    assert.equal((await inbox.parked.overview()).total, 0);
    const [recorded] = await inbox.parked.decisions(handler.consumer, ledger);
    sameValues({ ...recorded, at: '' }, { ...decision, action: 'retry', at: '' });
  },
  'an operator skips one event with a recorded reason; those behind it follow': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const handler = scene.handler({
      effects,
      behaviour: ({ idx }) => {
        if (idx === 2) throw new TypeError('broken for good');
        return HANDLED;
      },
    });
    await scene.relay();
    const inbox = await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('it is parked', async () => (await scene.state.parked()).length === 1);
    const decision = { consumer: handler.consumer, ledger, idx: 2, by: 'account-9', reason: '经批准跳过' };
    await assert.rejects(inbox.skip({ ...decision, reason: ' ' }), { code: 'DECISION_INCOMPLETE' });
    await assert.rejects(inbox.skip({ ...decision, idx: 3 }), { code: 'NOT_PARKED' });
    await inbox.skip(decision);
    await scene.eventually('those behind it follow', () => effects.indices(ledger).at(-1) === 5);
    sameValues(effects.indices(ledger), [0, 1, 3, 4, 5]);
  },
  'a decision taken in another process is taken up': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    let mended = false;
    const handler = scene.handler({
      effects,
      behaviour: () => {
        if (!mended) throw new TypeError('broken');
        return HANDLED;
      },
    });
    await scene.relay();
    await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('it is parked', async () => (await scene.state.parked()).length === 1);
    mended = true;
    const at = '2014-03-20T01:00:00.000Z';
    await scene.state.unpark({
      consumer: handler.consumer,
      ledger,
      idx: 0,
      action: 'retry',
      by: 'account-9',
      reason: 'ok',
      at,
    });
    await scene.reached(effects, ledger);
  },
  'what was parked stays parked over a restart': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    let given = 0;
    const handler = scene.handler({
      effects,
      behaviour: () => {
        given += 1;
        throw new TypeError('broken');
      },
    });
    await scene.relay();
    const first = await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 1);
    await scene.eventually('it is parked', async () => (await scene.state.parked()).length === 1);
    await first.stop();
    const before = given;
    const second = await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 3);
    await second.drain();
    assert.equal(given, before);
    assert.equal(second.status()[0]?.parked, 1);
  },
});
