import assert from 'node:assert/strict';
import type { HandlerAnswer } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { Effects, gate } from '../recording-handler.js';
import { playTransport } from '../transport-scene.js';
import { withSending } from '../wrapped-transport.js';

/** Events of one batch of the store beyond the bound: the bound is checked between batches. */
const BATCH_EVENTS = 512;
/** Turns of the event loop in which a reader without a bound would have read on. */
const TURNS = 200;

/** Every queue has a limit (house rule 13). */
export const backPressureCases = casesOf('back-pressure', playTransport, {
  'while what is taken does not get on, the store is read no further than the bound': async (scene) => {
    const { kind, waitingEvents } = scene.fixture;
    const effects = new Effects();
    const door = gate();
    // Many ledgers: one alone may be put off and read again later.
    const ledgers = Array.from({ length: Math.ceil((waitingEvents + 4 * BATCH_EVENTS) / 256) }, () => scene.ledger());
    const total = ledgers.length * 256;
    const behaviour = async (): Promise<HandlerAnswer> => {
      await door.passed;
      return { kind: 'handled' };
    };
    const transport = withSending(await scene.transport(), async (_messages, publish) => {
      await door.passed;
      await publish();
    });
    await scene.relay({ transport, settings: { queueEvents: waitingEvents } });
    await scene.inbox({ handlers: [scene.handler({ effects, ...(kind === 'following' ? { behaviour } : {}) })] });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 256);
    await scene.eventually('the bound is reached', () => scene.ledgers.followed >= waitingEvents);
    for (let turn = 0; turn < TURNS; turn += 1) await scene.turn();
    assert.ok(scene.ledgers.followed <= waitingEvents + BATCH_EVENTS, 'the store was read beyond the bound');
    assert.ok(total > waitingEvents + BATCH_EVENTS);
    door.open();
    await scene.reached(effects, ...ledgers);
  },
});
