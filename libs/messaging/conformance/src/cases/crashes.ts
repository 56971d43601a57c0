import assert from 'node:assert/strict';
import type { HandlerAnswer } from '@taizhang/messaging-port';
import { casesOf } from '../conformance-case.js';
import { Effects, gate } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';
import { withCalls } from '../wrapped-state.js';
import { withDelivery } from '../wrapped-transport.js';

const HANDLED: HandlerAnswer = { kind: 'handled' };

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, idx) => idx);

/** Consumers that die, stall, come and go (checklist "Crashes and rivals"). */
export const crashCases = casesOf('crashes', playTransport, {
  'a crash between effect and mark repeats events, and has no second effect': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const handler = scene.handler({ effects });
    let dead = false;
    const state = withCalls(scene.state, (call) => {
      if (call === 'saveMark' && effects.count(ledger) >= 5) dead = true;
      if (dead) throw new Error('this process is dead');
    });
    await scene.relay();
    const first = await scene.inbox({ handlers: [handler], state });
    scene.ledgers.appendMany(ledger, 8);
    await scene.eventually('it dies', () => dead);
    await first.stop();
    const before = effects.count(ledger);
    await scene.inbox({ handlers: [handler] });
    scene.ledgers.appendMany(ledger, 8);
    await scene.reached(effects, ledger);
    sameValues(effects.indices(ledger), upTo(16));
    assert.ok(before >= 5 && effects.given > 16, 'some were given twice');
  },
  'a crash between mark and acknowledgement repeats the delivery, without effect': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const handler = scene.handler({ effects });
    let lost = 0;
    const transport = withDelivery(await scene.transport(), async (of, messages, deliver) => {
      await deliver(of, messages);
      if (lost === 3) return;
      lost += 1;
      throw new Error('the acknowledgement is lost');
    });
    await scene.relay();
    await scene.inbox({ handlers: [handler], transport });
    for (let round = 0; round < 10; round += 1) {
      scene.ledgers.append(ledger, {});
      await scene.reached(effects, ledger);
    }
    sameValues(effects.indices(ledger), upTo(10));
    assert.equal(lost, 3);
  },
  'follower state that is away for a while delays, and loses nothing': async (scene) => {
    const effects = new Effects();
    const ledgers = [scene.ledger(), scene.ledger()];
    let failures = 0;
    let away = false;
    const state = withCalls(scene.state, () => {
      if (!away) return;
      failures += 1;
      throw new Error('the database is away');
    });
    await scene.relay();
    const handler = scene.handler({ effects });
    await scene.inbox({ handlers: [handler], state });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 3);
    await scene.reached(effects, ...ledgers);
    away = true;
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.eventually('it is missed', () => failures >= 3);
    away = false;
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) {
      sameValues(effects.indices(ledger), upTo(8));
      const marked = async (): Promise<boolean> => (await scene.state.mark(handler.consumer, ledger))?.idx === 7;
      await scene.eventually('its mark is at the end', marked);
    }
  },
  'an owner that is away is asked again, and costs no ledger its place': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const transport = withDelivery(await scene.transport(), (of, messages, deliver) =>
      deliver(
        of,
        messages.filter(({ idx }) => idx !== 2),
      ),
    );
    let asked = 0;
    await scene.relay();
    await scene.inbox({
      handlers: [scene.handler({ effects })],
      transport,
      metrics: {
        postponed: (_consumer, kind) => {
          if (kind === 'UNAVAILABLE') asked += 1;
        },
      },
    });
    scene.ledgers.ownerAway = true;
    scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('the owner was asked in vain', () => asked >= 2);
    sameValues(await scene.state.parked(), []);
    scene.ledgers.ownerAway = false;
    await scene.reached(effects, ledger);
    sameValues(effects.indices(ledger), upTo(6));
  },
  'members of one consumer come and go while leaves flow': async (scene) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: scene.scaled(12, 6) }, () => scene.ledger());
    const handler = scene.handler({ effects });
    const appendRounds = async (rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) {
        for (const ledger of ledgers) scene.ledgers.append(ledger, {});
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await scene.relay();
    const first = await scene.inbox({ handlers: [handler] });
    await appendRounds(10);
    const [second] = await Promise.all([scene.inbox({ handlers: [handler] }), appendRounds(10)]);
    await scene.reached(effects, ...ledgers);
    await Promise.all([first.stop(), appendRounds(10)]);
    await scene.reached(effects, ...ledgers);
    await scene.inbox({ handlers: [handler] });
    await Promise.all([second.stop(), appendRounds(10)]);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(40));
  },
  'a consumer that stalls and wakes up late moves nothing back': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const consumer = scene.consumer();
    const door = gate();
    let stalled = false;
    const behaviour = async ({ idx }: { readonly idx: number }): Promise<HandlerAnswer> => {
      if (idx === 2) {
        stalled = true;
        await door.passed;
      }
      return HANDLED;
    };
    await scene.relay();
    const late = await scene.inbox({ handlers: [scene.handler({ effects, consumer, behaviour })] });
    scene.ledgers.appendMany(ledger, 6);
    await scene.eventually('it stalls', () => stalled);
    const rival = await scene.inbox({ handlers: [scene.handler({ effects, consumer })] });
    await rival.drain();
    sameValues(effects.indices(ledger), upTo(6));
    const mark = await scene.state.mark(consumer, ledger);
    door.open();
    scene.ledgers.append(ledger, {});
    await scene.reached(effects, ledger);
    await late.stop();
    assert.equal(mark?.idx, 5);
    await scene.eventually('the mark is at the end', async () => (await scene.state.mark(consumer, ledger))?.idx === 6);
    sameValues(effects.indices(ledger), upTo(7));
  },
  'a stop lets the handler at work finish, keeps what it did, and gives it nothing more': async (scene) => {
    const effects = new Effects();
    const ledger = scene.ledger();
    const door = gate();
    let atWork = false;
    const behaviour = async (): Promise<HandlerAnswer> => {
      atWork = true;
      await door.passed;
      return HANDLED;
    };
    const handler = scene.handler({ effects, behaviour });
    await scene.relay();
    const inbox = await scene.inbox({ handlers: [handler], settings: { handlerBatchEvents: 1 } });
    scene.ledgers.appendMany(ledger, 4);
    await scene.eventually('it is at work', () => atWork);
    const stopped = inbox.stop(scene.fixture.patienceMs);
    door.open();
    await stopped;
    sameValues(effects.indices(ledger), [0]);
    assert.equal((await scene.state.mark(handler.consumer, ledger))?.idx, 0);
  },
  'a handler that never ends does not keep a stop beyond its deadline': async (scene) => {
    const ledger = scene.ledger();
    const door = gate();
    let atWork = false;
    const behaviour = async (): Promise<HandlerAnswer> => {
      atWork = true;
      await door.passed;
      return HANDLED;
    };
    await scene.relay();
    const inbox = await scene.inbox({ handlers: [scene.handler({ effects: new Effects(), behaviour })] });
    scene.ledgers.append(ledger, {});
    await scene.eventually('it is at work', () => atWork);
    await scene.ends('the stop', inbox.stop(200));
    door.open();
  },
});
