import { ledgerId } from '@taizhang/kernel';
import { encodeBase64, formatWitnessRequest, parseNote, parseVkey, verifyCosignature } from '@taizhang/ledger';
import {
  GuardMemory,
  MemoryGuardRows,
  MemoryLeafLog,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
  witnessSigner,
} from '@taizhang/seals-conformance';
import { CosignatureRefusedError, Cosigning, type WitnessPeer } from './cosigning.js';
import { LedgerSeals } from './ledger-seals.js';
import { Witness, WITNESS_SIZE_MEDIA_TYPE } from './witness.js';

const LEDGER = ledgerId('issues', 'wgx-0371');

async function scene() {
  const [store, keys, memory, heads] = [
    new MemoryLeafLog(),
    new RecordingSigners(),
    new SealMemory(),
    new GuardMemory(),
  ];
  const rows = new MemorySealRows(memory);
  const time = { now: 1_000 };
  const known = parseVkey((await keys.signer(LEDGER)).vkey);
  const witness = new Witness({
    guard: new MemoryGuardRows(heads),
    signer: witnessSigner,
    logs: (origin) => Promise.resolve(origin === known.name ? [known] : []),
    now: () => time.now,
  });
  const key = parseVkey((await witnessSigner()).vkey);
  const peer: WitnessPeer = { key, addCheckpoint: (request) => witness.addCheckpoint(Buffer.from(request)) };
  const sealing = (guard = new GuardMemory()) =>
    new LedgerSeals({
      store,
      rows,
      guard: new MemoryGuardRows(guard),
      keys,
      authority: SEALS_AUTHORITY,
      cosigning: new Cosigning(rows, peer),
    });
  const timeOf = (note: string | undefined) => verifyCosignature(parseNote(Buffer.from(note ?? '')), key);
  return { store, keys, memory, heads, rows, time, witness, peer, key, sealing, timeOf };
}

describe('a witness', () => {
  it('cosigns checkpoint after checkpoint, at its own time, which never goes back', async () => {
    const { store, sealing, time, timeOf, rows } = await scene();
    const seals = sealing();
    const times: unknown[] = [];
    for (const now of [1_000, 2_000, 1_500, 3_000]) {
      time.now = now;
      store.append(LEDGER, 100);
      times.push(timeOf((await seals.seal(LEDGER))?.note));
    }
    expect(times).toEqual([1_000, 2_000, 2_000, 3_000].map((at) => ({ kind: 'valid', time: at })));
    expect((await rows.lastCosigned(LEDGER))?.size).toBe(400);
  });

  it('cosigns the newest checkpoint anew, one line of its own in place of the other', async () => {
    const { store, sealing, time, timeOf, rows, peer } = await scene();
    store.append(LEDGER, 5);
    await sealing().seal(LEDGER);
    time.now = 9_000;
    const again = await new Cosigning(rows, peer).cosign(LEDGER);
    expect(timeOf(again?.note)).toEqual({ kind: 'valid', time: 9_000 });
    expect(parseNote(Buffer.from(again?.note ?? '')).signatures).toHaveLength(2);
  });

  it('is told how far it is when it has seen more, or less, than is remembered here', async () => {
    const { store, sealing, memory, heads, timeOf } = await scene();
    store.append(LEDGER, 5);
    await sealing().seal(LEDGER);
    memory.checkpoints.clear();
    store.append(LEDGER, 5);
    expect(timeOf((await sealing().seal(LEDGER))?.note).kind).toBe('valid');
    heads.heads.clear();
    store.append(LEDGER, 5);
    expect(timeOf((await sealing().seal(LEDGER))?.note).kind).toBe('valid');
  });

  it('refuses a roll-back and a fork with its size, and cosigns neither', async () => {
    const { store, sealing, memory, heads } = await scene();
    for (let n = 0; n < 8; n += 1) store.append(LEDGER);
    await sealing().seal(LEDGER);
    const before = [...heads.heads.values()];
    // All that this deployment remembers is gone: the witness alone knows.
    for (const lost of [memory.checkpoints, memory.trees, memory.tiles]) lost.clear();
    store.setBack(LEDGER, 5);
    await expect(sealing().seal(LEDGER)).rejects.toMatchObject({
      name: 'CosignatureRefusedError',
      status: 409,
      size: 8,
    });
    for (let n = 0; n < 3; n += 1) store.append(LEDGER, 1, 'other');
    await expect(sealing().seal(LEDGER)).rejects.toThrow(CosignatureRefusedError);
    store.append(LEDGER, 1, 'other');
    await expect(sealing().seal(LEDGER)).rejects.toMatchObject({ status: 422 });
    expect([...heads.heads.values()]).toEqual(before);
  });

  it('answers by the words of the protocol', async () => {
    const { store, sealing, witness, rows } = await scene();
    for (let n = 0; n < 8; n += 1) store.append(LEDGER);
    await sealing().seal(LEDGER);
    const { note = '' } = (await rows.latest(LEDGER)) ?? {};
    const ask = (request: string) => witness.addCheckpoint(Buffer.from(request));
    expect(await ask('old\n')).toMatchObject({ status: 400 });
    expect(await ask(formatWitnessRequest({ oldSize: 3, path: [], checkpoint: note }))).toEqual({
      status: 409,
      mediaType: WITNESS_SIZE_MEDIA_TYPE,
      body: '8\n',
    });
    const foreign = note.replaceAll('wgx-0371', 'wgx-0372');
    expect(await ask(formatWitnessRequest({ oldSize: 0, path: [], checkpoint: foreign }))).toMatchObject({
      status: 404,
    });
    const forged = note.replace('\n8\n', '\n9\n');
    expect(await ask(formatWitnessRequest({ oldSize: 8, path: [], checkpoint: forged }))).toMatchObject({
      status: 403,
    });
  });

  it('keeps the head before it signs: one that cannot be kept is not cosigned', async () => {
    const { store, sealing, keys } = await scene();
    const signed: Uint8Array[] = [];
    const deaf = new Witness({
      guard: { head: () => Promise.resolve(undefined), advance: () => Promise.reject(new Error('disk full')) },
      signer: async () => ({
        ...(await witnessSigner()),
        sign: (message) => {
          signed.push(message);
          return Promise.resolve(message);
        },
      }),
      logs: async () => [parseVkey((await keys.signer(LEDGER)).vkey)],
      now: () => 1,
    });
    store.append(LEDGER);
    const { note = '' } = (await sealing().seal(LEDGER)) ?? {};
    await expect(
      deaf.addCheckpoint(Buffer.from(formatWitnessRequest({ oldSize: 0, path: [], checkpoint: note }))),
    ).rejects.toThrow('disk full');
    expect(signed).toEqual([]);
  });
});

describe('an answer of a witness', () => {
  it.each([
    ['signed by nobody it knows', (body: string) => body.replace('witness/city-wgx', 'witness/other')],
    ['altered', (body: string) => body.replace(/[A-Za-z0-9]{20}/, encodeBase64(new Uint8Array(15)))],
  ])('is not believed when it is %s', async (_what, alter) => {
    const { store, rows, sealing, peer } = await scene();
    store.append(LEDGER);
    await sealing().seal(LEDGER);
    const before = await rows.latest(LEDGER);
    const lying: WitnessPeer = {
      ...peer,
      addCheckpoint: async (request) => {
        const answer = await peer.addCheckpoint(request);
        return { ...answer, body: alter(answer.body) };
      },
    };
    await expect(new Cosigning(rows, lying).cosign(LEDGER)).rejects.toThrow(CosignatureRefusedError);
    expect(await rows.latest(LEDGER)).toEqual(before);
  });
});
