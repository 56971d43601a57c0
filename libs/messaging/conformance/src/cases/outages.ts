import { casesOf } from '../conformance-case.js';
import { Effects } from '../recording-handler.js';
import { sameValues } from '../same-values.js';
import { playTransport } from '../transport-scene.js';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, idx) => idx);

/** The broker is away, or restarts; where there is none, the store. */
export const outageCases = casesOf('outages', playTransport, {
  'what is appended while the broker is away arrives when it is back, once and in order': async (scene) => {
    const effects = new Effects();
    const ledgers = [scene.ledger(), scene.ledger(), scene.ledger()];
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ...ledgers);
    const restore = await scene.interrupt();
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await restore();
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(15));
  },
  'a restart under load loses nothing and repeats nothing in effect': async (scene) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: 6 }, () => scene.ledger());
    await scene.relay();
    await scene.inbox({ handlers: [scene.handler({ effects })] });
    const restart = async (): Promise<void> => (await scene.interrupt())();
    const load = async (): Promise<void> => {
      for (let round = 0; round < 50; round += 1) {
        for (const ledger of ledgers) scene.ledgers.append(ledger, {});
        await scene.turn();
      }
    };
    await load();
    await Promise.all([restart(), load()]);
    await load();
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(150));
  },
  'inbox, relay and transport stop within their deadlines while the broker is away, and stay so': async (scene) => {
    const effects = new Effects();
    const ledgers = Array.from({ length: 6 }, () => scene.ledger());
    const handler = scene.handler({ effects });
    const transport = await scene.transport();
    const relay = await scene.relay({ transport });
    const inbox = await scene.inbox({ handlers: [handler], transport });
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ...ledgers);
    const restore = await scene.interrupt();
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.ends('the inbox', inbox.stop(500));
    await scene.ends('the relay', relay?.stop(500));
    await scene.ends('the transport', transport.close());
    await restore();
    await scene.inbox({ handlers: [handler] });
    await scene.relay();
    await scene.reached(effects, ...ledgers);
    // From here on by the transport alone: a member that had not really stopped would keep its share of the ledgers.
    for (const ledger of ledgers) scene.ledgers.appendMany(ledger, 5);
    await scene.reached(effects, ...ledgers);
    for (const ledger of ledgers) sameValues(effects.indices(ledger), upTo(15));
  },
});
