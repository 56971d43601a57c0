import { ledgerId } from '@taizhang/kernel';
import { InboxRunner, type InboxSettings } from '@taizhang/messaging-port';
import { eventually } from '@taizhang/testkit';
import { FollowerMemory, MemoryFollowerState } from './memory/memory-follower-state.js';
import { MemoryLedgers } from './memory/memory-ledgers.js';
import { Effects, recordingHandler } from './recording-handler.js';

const NEVER_MS = 3_600_000;
const LEDGER = ledgerId('issues', 'wgx-0371');

/** A consumer of a transport that brings nothing, and lets nobody in before it is told to: as Kafka does while a member is dead. */
async function started(joiningIntervalMs: InboxSettings['joiningIntervalMs']) {
  const ledgers = new MemoryLedgers();
  const effects = new Effects();
  let letIn: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  const inbox = new InboxRunner({
    transport: {
      subscribe: () =>
        Promise.resolve({ ready, pause: () => undefined, resume: () => undefined, stop: () => Promise.resolve() }),
    },
    state: new MemoryFollowerState(new FollowerMemory()),
    owner: ledgers.owner(),
    settings: { reconcileIntervalMs: NEVER_MS, joiningIntervalMs },
  });
  inbox.register(recordingHandler({ consumer: 'issues.some-view', contexts: ['issues'], effects }));
  await inbox.start();
  return { ledgers, effects, letIn, inbox };
}

describe('a consumer that the transport does not let in yet', () => {
  it('reads from the owner what is recorded meanwhile', async () => {
    const { ledgers, effects, inbox } = await started(10);
    for (const size of [5, 10]) {
      ledgers.appendMany(LEDGER, 5);
      await eventually(`all ${String(size)} have had their effect`, () => effects.count(LEDGER) === size);
    }
    await inbox.stop();
  });

  it('is missing nothing once it is let in', async () => {
    const { ledgers, effects, letIn, inbox } = await started(NEVER_MS);
    await inbox.drain();
    ledgers.appendMany(LEDGER, 5);
    letIn();
    await inbox.receives();
    expect(effects.count(LEDGER)).toBe(5);
    await inbox.stop();
  });

  it('is stopped without being let in, and nobody waits for it', async () => {
    const { inbox } = await started(NEVER_MS);
    const received = inbox.receives();
    await inbox.stop();
    await received;
    expect(inbox.status()).toHaveLength(1);
  });
});
