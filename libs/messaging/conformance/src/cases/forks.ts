import assert from 'node:assert/strict';
import type { LedgerMessage } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { Effects } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';
import { withArrival } from '../wrapped-transport.js';

/** The owner's ledger is another than the one that was consumed (design §7, `FORKED`). */
export const forkCases = casesOf('forks', playTransport, {
  'another leaf for the place handled last parks its ledger; others go on': async (scene) => {
    const effects = new Effects();
    const [forked, healthy] = [scene.ledger(), scene.ledger()];
    const handler = scene.handler({ effects });
    const other: LedgerMessage[] = [];
    const transport = withArrival(await scene.transport(), (messages) => [other, messages]);
    await scene.relay();
    await scene.inbox({ handlers: [handler], transport });
    scene.ledgers.appendMany(forked, 4);
    const handled = async (): Promise<boolean> => (await scene.state.mark(handler.consumer, forked))?.idx === 3;
    await scene.eventually('its mark is saved', handled);
    other.push({ ledger: forked, idx: 3, leaf: scene.ledgers.forkLast(forked).leaf, headers: {} });
    scene.ledgers.appendMany(healthy, 4);
    await scene.reached(effects, healthy);
    const [parked] = await scene.state.parked({ ledger: forked });
    sameValues([parked?.reason, parked?.idx], ['FORKED', 3]);
    scene.ledgers.appendMany(forked, 2);
    scene.ledgers.appendMany(healthy, 4);
    await scene.reached(effects, healthy);
    sameValues(effects.indices(forked), [0, 1, 2, 3]);
  },
  "a fork met while catching up parks its ledger; skipping it takes the owner's branch": async (scene) => {
    const effects = new Effects();
    const forked = scene.ledger();
    const handler = scene.handler({ effects });
    await scene.relay();
    const before = await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(forked, 4);
    await scene.reached(effects, forked);
    await scene.eventually(
      'its mark is saved',
      async () => (await scene.state.mark(handler.consumer, forked))?.idx === 3,
    );
    await before.stop();
    const branch = scene.ledgers.forkLast(forked);
    scene.ledgers.appendMany(forked, 2);
    // Nothing arrives any more: what is missing is the owner's to give.
    const inbox = await scene.inbox({ handlers: [handler], transport: withArrival(await scene.transport(), () => []) });
    await inbox.drain();
    const [parked] = await scene.state.parked({ ledger: forked });
    sameValues([parked?.reason, parked?.idx], ['FORKED', 3]);
    sameValues(effects.indices(forked), [0, 1, 2, 3]);
    const decision = { consumer: handler.consumer, ledger: forked, idx: 3, by: 'account-9', reason: '以存档为准' };
    await inbox.skip(decision);
    await scene.reached(effects, forked);
    sameValues(effects.indices(forked), [0, 1, 2, 3, 4, 5]);
    assert.ok(!Buffer.from(branch.leaf).equals(effects.events(forked)[3]?.leaf ?? new Uint8Array()));
  },
});
