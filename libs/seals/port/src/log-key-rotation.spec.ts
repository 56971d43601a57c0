import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, LedgerClosedError, type EventStore } from '@taizhang/event-store-port';
import { derivedUuid, ledgerId, manualClock, systemEntropy } from '@taizhang/kernel';
import { exportVkey, parseNote, parseVkey, verifyNoteSignature } from '@taizhang/ledger';
import {
  GuardMemory,
  KilledError,
  KillSwitch,
  MemoryGuardRows,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
  witnessSigner,
} from '@taizhang/seals-conformance';
import { aCommit, BUILT_ACTOR } from '@taizhang/testkit';
import { Cosigning, type WitnessPeer } from './cosigning.js';
import { SigningKeyMissingError } from './errors.js';
import { LedgerSeals } from './ledger-seals.js';
import { LogKeyRotation, MAX_ROTATION_TRIES, RotationContentionError } from './log-key-rotation.js';
import { readLogKeys } from './log-keys.js';
import { Witness } from './witness.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const order = { ledger: LEDGER, reason: 'rotation', actor: BUILT_ACTOR } as const;
const NEVER = { step: -1, when: 'after' } as const;
type Kill = ConstructorParameters<typeof KillSwitch>[0];

/** A deployment that outlives its processes. */
class Deployment {
  readonly keys = new RecordingSigners();
  readonly memory = new SealMemory();
  readonly guarded = new GuardMemory();
  readonly store: EventStore = createEventStore(createMemoryCommitStorage(new MemoryDatabase()), {
    authority: SEALS_AUTHORITY,
    clock: manualClock('2014-03-20T01:00:00.000Z'),
    entropy: systemEntropy,
    ledgerKeys: async (ledger, origin) => ({
      logVkeys: [(await this.keys.signer(ledger)).vkey],
      exportVkeys: [exportVkey(origin, new Uint8Array(32))],
      witnessVkeys: [],
    }),
  });
  witnessIsAway = false;

  async append(commits = 1): Promise<void> {
    for (let n = 0; n < commits; n += 1) await this.store.append(LEDGER, aCommit());
  }

  /** A process of its own, which is killed at a call of anything it uses. */
  process(plan: Kill = NEVER, store: Pick<EventStore, 'head' | 'record'> = this.store) {
    const kills = new KillSwitch(plan);
    const [rows, guard] = [kills.over(new MemorySealRows(this.memory)), kills.over(new MemoryGuardRows(this.guarded))];
    const keys = kills.over(this.keys);
    const { head, record } = kills.over({
      head: store.head.bind(store),
      record: store.record.bind(store),
    });
    const reading = {
      readLeaves: this.store.readLeaves.bind(this.store),
      readStream: this.store.readStream.bind(this.store),
    };
    const cosigning = new Cosigning(rows, this.#witness());
    const seals = new LedgerSeals({ store: reading, rows, guard, keys, authority: SEALS_AUTHORITY, cosigning });
    const written = { ...reading, head, record };
    return { seals, rotation: new LogKeyRotation({ store: written, rows, keys, seals, authority: SEALS_AUTHORITY }) };
  }

  #witness(): WitnessPeer {
    const witness = new Witness({
      guard: new MemoryGuardRows(this.guarded),
      signer: witnessSigner,
      logs: async () => (await this.keys.signers(LEDGER)).map(({ vkey }) => parseVkey(vkey)),
      now: () => 1_000,
    });
    return {
      key: parseVkey(SUPERIOR),
      addCheckpoint: (request) =>
        this.witnessIsAway ? Promise.reject(new Error('away')) : witness.addCheckpoint(Buffer.from(request)),
    };
  }

  /** Generations whose signatures a checkpoint carries. */
  async signersOf(size: number): Promise<readonly number[]> {
    const note = parseNote(Buffer.from(this.memory.checkpoints.get(LEDGER)?.get(size)?.note ?? ''));
    const verdicts = (await this.keys.signers(LEDGER)).map(({ vkey }) => verifyNoteSignature(note, parseVkey(vkey)));
    return verdicts.flatMap((verdict, i) => (verdict === 'valid' ? [i + 1] : []));
  }

  sizes(): readonly number[] {
    return [...(this.memory.checkpoints.get(LEDGER)?.keys() ?? [])].sort((a, b) => a - b);
  }

  /** Sizes that the key of a generation ever signed, whatever became of the note. */
  async signedBy(generation: number): Promise<readonly number[]> {
    const { vkey } = await this.keys.signer(LEDGER, generation);
    const sizes = this.keys.signed.filter((one) => one.vkey === vkey).map(({ size }) => size);
    return [...new Set(sizes)].sort((a, b) => a - b);
  }
}

const SUPERIOR = (await witnessSigner()).vkey;

describe('the exchange of a log key (ledger-format §7)', () => {
  it('is one commit, whose checkpoint both keys sign; the next ones bear the new signature alone', async () => {
    const deployment = new Deployment();
    await deployment.append(3);
    const { seals, rotation } = deployment.process();
    const { vkey, retired, finished, checkpoint } = await rotation.rotate(order);
    expect(finished).toBe(false);
    expect(checkpoint).toMatchObject({ size: 6, cosigned: true });
    const leaves: unknown[] = [];
    for await (const { type, data, clr, actor, commit } of deployment.store.readLedger(LEDGER, { from: 4 }))
      leaves.push({ type, data, clr, actor, seq: commit.seq });
    const old = (await deployment.keys.signer(LEDGER)).vkey;
    const common = { clr: 0, actor: BUILT_ACTOR, seq: 4 };
    const retirement = { use: 'log', vkey: old, lastSize: 6, reason: 'rotation' };
    expect(leaves).toEqual([
      { ...common, type: 'ledger.KeyAdded', data: { use: 'log', vkey } },
      { ...common, type: 'ledger.KeyRetired', data: retirement },
    ]);
    expect(retired).toEqual([{ vkey: old, lastSize: 6, reason: 'rotation', sizeAfter: 6 }]);
    await deployment.append(2);
    await seals.seal(LEDGER);
    expect(deployment.sizes()).toEqual([4, 6, 8]);
    expect(await Promise.all([4, 6, 8].map((size) => deployment.signersOf(size)))).toEqual([[1], [1, 2], [2]]);
  });

  it('may follow another, and each hands over', async () => {
    const deployment = new Deployment();
    await deployment.append();
    const { rotation } = deployment.process();
    for (let generation = 2; generation <= 4; generation += 1) await rotation.rotate(order);
    expect(deployment.sizes()).toEqual([2, 4, 6, 8]);
    expect(await Promise.all([2, 4, 6, 8].map((size) => deployment.signersOf(size)))).toEqual([
      [1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
  });

  it('of a key that others may have asks nothing more of it: the new one alone signs what comes after', async () => {
    const deployment = new Deployment();
    await deployment.append(3);
    const { seals, rotation } = deployment.process();
    const { retired, checkpoint } = await rotation.rotate({ ...order, reason: 'compromise' });
    expect([retired[0]?.lastSize, checkpoint?.size]).toEqual([4, 6]);
    await deployment.append();
    await seals.seal(LEDGER);
    expect(await Promise.all(deployment.sizes().map((size) => deployment.signersOf(size)))).toEqual([[1], [2], [2]]);
    const keys = await readLogKeys(deployment.store, LEDGER);
    const [first, second] = await deployment.keys.signers(LEDGER);
    expect(keys.trusted(first?.vkey ?? '')).toEqual([second?.vkey]);
  });

  it.each(['before', 'after'] as const)(
    'killed %s any call, is finished by the same call; no key signs what is not its own',
    async (when) => {
      let kills = 0;
      for (let step = 0; ; step += 1) {
        const deployment = new Deployment();
        await deployment.append(2);
        await deployment.process().seals.seal(LEDGER);
        await deployment.append();
        const killed = await deployment
          .process({ step, when })
          .rotation.rotate(order)
          .then(
            ({ failure }) => failure instanceof KilledError,
            (error: unknown) => error instanceof KilledError,
          );
        if (!killed) break;
        kills += 1;
        await deployment.append();
        await deployment.process().rotation.rotate(order);
        await deployment.append();
        await deployment.process().seals.seal(LEDGER);
        const { retired, handovers } = await readLogKeys(deployment.store, LEDGER);
        // A call that was killed when all was done is followed by an exchange of its own.
        expect(retired.length).toBe(handovers.length);
        const [handover = 0] = handovers;
        expect(await deployment.signersOf(handover)).toEqual([1, 2]);
        expect((await deployment.signedBy(1)).filter((size) => size > handover)).toEqual([]);
        expect((await deployment.signedBy(2)).filter((size) => size < handover)).toEqual([]);
        expect(deployment.sizes().at(-1)).toBe((await deployment.store.head(LEDGER))?.size);
        if (retired.length > 1) expect(step).toBeGreaterThan(20);
      }
      expect(kills).toBeGreaterThan(20);
    },
  );

  it('that is on record is signed by whoever seals next, also when the ledger has gone on', async () => {
    const deployment = new Deployment();
    await deployment.append(3);
    const dying = deployment.process();
    dying.seals.seal = () => Promise.reject(new KilledError());
    expect(await dying.rotation.rotate(order)).toMatchObject({
      checkpoint: undefined,
      failure: expect.any(KilledError),
    });
    await deployment.append(300);
    expect((await deployment.process().seals.seal(LEDGER))?.size).toBe(306);
    expect(deployment.sizes()).toEqual([6, 306]);
    expect(await Promise.all([6, 306].map((size) => deployment.signersOf(size)))).toEqual([[1, 2], [2]]);
    expect([...(deployment.memory.checkpoints.get(LEDGER)?.values() ?? [])].map(({ cosigned }) => cosigned)).toEqual([
      true,
      true,
    ]);
  });

  it('is made again with the same signatures where trees and checkpoints were lost', async () => {
    const deployment = new Deployment();
    await deployment.append(3);
    const { seals, rotation } = deployment.process();
    const { checkpoint } = await rotation.rotate(order);
    await deployment.append();
    await seals.seal(LEDGER);
    for (const lost of ['trees', 'tiles', 'checkpoints'] as const) deployment.memory[lost].clear();
    await seals.seal(LEDGER);
    expect(deployment.sizes()).toEqual([6, 7]);
    const again = deployment.memory.checkpoints.get(LEDGER)?.get(6)?.note ?? '';
    const [before, after] = [checkpoint?.note ?? '', again].map((note) => parseNote(Buffer.from(note)));
    expect(after?.text).toBe(before?.text);
    expect(after?.signatures).toEqual(before?.signatures.slice(0, 2)); // the superior cosigns nothing that is old
  });

  it('goes on without a witness that is away, and says so', async () => {
    const deployment = new Deployment();
    await deployment.append(3);
    const { seals, rotation } = deployment.process();
    deployment.witnessIsAway = true;
    const { checkpoint, failure } = await rotation.rotate(order);
    expect([checkpoint?.size, checkpoint?.cosigned, failure]).toEqual([6, false, new Error('away')]);
    await deployment.append();
    await expect(seals.seal(LEDGER)).rejects.toThrow('away');
    deployment.witnessIsAway = false;
    expect(await seals.seal(LEDGER)).toMatchObject({ size: 7, cosigned: true });
  });

  it('tries again when others write meanwhile, and gives up in the end with nothing recorded', async () => {
    const deployment = new Deployment();
    await deployment.append();
    let writers = 3;
    const busy: Pick<EventStore, 'head' | 'record'> = {
      head: (ledger) => deployment.store.head(ledger),
      record: async (ledger, recording) => {
        if (writers > 0) await deployment.append();
        writers -= 1;
        return deployment.store.record(ledger, recording);
      },
    };
    const { checkpoint } = await deployment.process(NEVER, busy).rotation.rotate(order);
    expect(checkpoint?.size).toBe(7);
    writers = Infinity;
    const before = (await deployment.store.head(LEDGER))?.size ?? 0;
    await expect(deployment.process(NEVER, busy).rotation.rotate(order)).rejects.toThrow(RotationContentionError);
    expect((await deployment.store.head(LEDGER))?.size).toBe(before + MAX_ROTATION_TRIES);
    expect((await readLogKeys(deployment.store, LEDGER)).retired).toHaveLength(1);
  });

  it('is done once when two operators ask at once', async () => {
    const deployment = new Deployment();
    await deployment.append();
    const asked = [deployment.process(), deployment.process()].map(({ rotation }) => rotation.rotate(order));
    const [one, other] = await Promise.all(asked);
    expect(one?.vkey).toBe(other?.vkey);
    expect((await readLogKeys(deployment.store, LEDGER)).retired).toHaveLength(1);
  });

  it('takes up a key that was made and never named, which signs nothing before', async () => {
    const deployment = new Deployment();
    await deployment.append();
    const made = await deployment.keys.logKey(LEDGER, '', 2);
    const { seals, rotation } = deployment.process();
    await seals.seal(LEDGER);
    expect(await deployment.signersOf(2)).toEqual([1]);
    expect((await rotation.rotate(order)).vkey).toBe(made.vkey);
  });

  it('leaves a ledger unsigned whose new key was lost: the old one never signs again', async () => {
    const deployment = new Deployment();
    await deployment.append();
    const { seals, rotation } = deployment.process();
    await rotation.rotate(order);
    deployment.keys.setBack(LEDGER);
    await deployment.append();
    await expect(seals.seal(LEDGER)).rejects.toThrow(SigningKeyMissingError);
    expect(await deployment.signedBy(1)).toEqual([2, 4]);
  });

  it('is refused for a ledger that has ended, and for one that does not exist', async () => {
    const deployment = new Deployment();
    await deployment.append();
    const closing = { reason: 'merged', basis: 'order-1', successors: [] } as const;
    await deployment.store.close(LEDGER, { ...closing, id: derivedUuid('end'), actor: BUILT_ACTOR });
    const { rotation } = deployment.process();
    await expect(rotation.rotate(order)).rejects.toThrow(LedgerClosedError);
    await expect(rotation.rotate({ ...order, ledger: ledgerId('issues', 'wgx-9') })).rejects.toMatchObject({
      code: 'COMMIT_INVALID',
    });
  });
});
