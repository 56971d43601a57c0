import assert from 'node:assert/strict';
import type { HandlerAnswer } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { NOTED } from '../memory/memory-ledgers.js';
import { Effects, gate } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';

const HANDLED: HandlerAnswer = { kind: 'handled' };

/** What handlers answer, and what they cannot answer for: unknown types and versions (checklist "Handlers"). */
export const answerCases = casesOf('answers', playTransport, {
  'not yet: the ledger waits and comes back to the same event; others go on': async (scene) => {
    const effects = new Effects();
    const [waiting, healthy] = [scene.ledger(), scene.ledger()];
    let time = false;
    const behaviour = ({ ledger, idx }: { readonly ledger: string; readonly idx: number }): HandlerAnswer =>
      ledger === waiting && idx === 2 && !time ? { kind: 'not-yet', detail: 'principal unknown' } : HANDLED;
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects, behaviour })] });
    scene.ledgers.appendMany(waiting, 6);
    scene.ledgers.appendMany(healthy, 6);
    await scene.reached(effects, healthy);
    await scene.eventually('the events before it are done', () => effects.count(waiting) === 2);
    time = true;
    await scene.reached(effects, waiting);
    sameValues(effects.indices(waiting), [0, 1, 2, 3, 4, 5]);
    sameValues(await scene.state.parked(), []);
  },
  'not yet for too long is parked': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const behaviour = (): HandlerAnswer => ({ kind: 'not-yet', detail: 'principal unknown' });
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects, behaviour })], settings: { notYetLimitMs: 60 } });
    scene.ledgers.appendMany(ledger, 2);
    const [parked] = await scene.eventually('it is parked', async () => {
      const found = await scene.state.parked();
      return found.length > 0 && found;
    });
    sameValues([parked?.reason, parked?.detail, parked?.idx], ['NOT_YET', 'principal unknown', 0]);
  },
  'refused is final: recorded with its code, never retried, and the ledger goes on': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const given: number[] = [];
    const behaviour = ({ idx }: { readonly idx: number }): HandlerAnswer => {
      given.push(idx);
      return idx === 2 ? { kind: 'refused', code: 'ISSUE_ALREADY_CLOSED' } : HANDLED;
    };
    const handler = scene.handler({ effects, behaviour });
    await scene.relay();
    await scene.inbox({ handlers: [handler] });
    const events = scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('those behind it follow', () => effects.indices(ledger).at(-1) === 5);
    sameValues(effects.indices(ledger), [0, 1, 3, 4, 5]);
    sameValues(
      given.filter((idx) => idx === 2),
      [2],
    );
    const [refusal] = await scene.state.refusals(handler.consumer);
    sameValues(
      [refusal?.ledger, refusal?.idx, refusal?.eventId, refusal?.code],
      [ledger, 2, events[2]?.id, 'ISSUE_ALREADY_CLOSED'],
    );
  },
  'an unknown type is skipped and counted': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    let skipped = 0;
    const metrics = {
      skipped: (_consumer: string, cause: string, events: number): void => {
        if (cause === 'unknown-type') skipped += events;
      },
    };
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })], metrics });
    scene.ledgers.append(
      ledger,
      {},
      { type: 'issues.NeverHeardOf' },
      { type: 'issues.toString' },
      {},
      { type: 'ledger.Closed' },
    );
    await scene.eventually(
      'both known ones are handled and the others counted',
      () => effects.count(ledger) === 2 && skipped === 3,
    );
    sameValues(effects.indices(ledger), [0, 3]);
  },
  'an unknown version rests its ledger until a handler that knows it comes, and by that alone it goes on': async (
    scene,
  ) => {
    const effects = new Effects();
    const [newer, healthy] = [scene.ledger(), scene.ledger()];
    const old = scene.handler({ effects });
    await scene.relay();
    const before = await scene.inbox({ handlers: [old] });
    scene.ledgers.append(newer, {}, {}, { schema: 2 }, {});
    scene.ledgers.appendMany(healthy, 4);
    const [parked] = await scene.eventually('it rests', async () => {
      const found = await scene.state.parked();
      return found.length > 0 && found;
    });
    await scene.reached(effects, healthy);
    sameValues([parked?.reason, parked?.idx, parked?.ledger], ['UNKNOWN_VERSION', 2, newer]);
    sameValues(effects.indices(newer), [0, 1]);
    await before.stop();
    const again = await scene.inbox({ handlers: [old] });
    await again.drain();
    assert.equal(again.status()[0]?.parked, 1, 'a restart without an upgrade changes nothing');
    await again.stop();
    await scene.inbox({ handlers: [{ ...old, types: { [NOTED]: { version: 2 } } }] });
    await scene.reached(effects, newer);
    sameValues(await scene.state.parked(), []);
  },
  'a slow handler is given bounded batches, one at a time per ledger, and holds up no more than it may': async (
    scene,
  ) => {
    const effects = new Effects();
    const [slow, quick] = [scene.ledger(), scene.ledger()];
    const door = gate();
    let atOnce = 0;
    let most = 0;
    let largest = 0;
    const inner = scene.handler({ effects });
    const handler = {
      ...inner,
      handle: async (...given: Parameters<typeof inner.handle>) => {
        const [ledger, events] = given;
        if (ledger !== slow) return await inner.handle(...given);
        atOnce += 1;
        most = Math.max(most, atOnce);
        largest = Math.max(largest, events.length);
        await door.passed;
        const answers = await inner.handle(...given);
        atOnce -= 1;
        return answers;
      },
    };
    await scene.relay();
    await scene.inbox({ handlers: [handler], settings: { handlerBatchEvents: 32 } });
    scene.ledgers.appendMany(slow, 2_000);
    await scene.eventually('the slow one is at work', () => atOnce === 1);
    scene.ledgers.appendMany(quick, 5);
    if (scene.fixture.handlerHoldsUp === 'ledger') await scene.reached(effects, quick);
    door.open();
    await scene.reached(effects, slow, quick);
    assert.equal(most, 1);
    assert.ok(largest <= 32);
  },
});
