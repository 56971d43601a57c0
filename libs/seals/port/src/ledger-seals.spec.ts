import { ledgerId } from '@taizhang/kernel';
import {
  frontierRoot,
  parseCheckpoint,
  parseNote,
  parseVkey,
  provesConsistency,
  provesInclusion,
  rootOf,
  verifyNoteSignature,
} from '@taizhang/ledger';
import {
  GuardMemory,
  MemoryGuardRows,
  MemoryLeafLog,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
} from '@taizhang/seals-conformance';
import { guardName } from './checkpoint-signer.js';
import { LedgerBehindError, LedgerForkedError, NotSealedError } from './errors.js';
import { hashLeaf } from './leaf-hashing.js';
import { LedgerSeals } from './ledger-seals.js';
import { EXTEND_AT_LEAVES } from './ledger-trees.js';
import { LedgerProofs } from './proofs.js';

const LEDGER = ledgerId('issues', 'wgx-0371');

/** A deployment whose parts can be lost one by one. */
function scene() {
  const [store, keys, memory, guarded] = [
    new MemoryLeafLog(),
    new RecordingSigners(),
    new SealMemory(),
    new GuardMemory(),
  ];
  const rows = new MemorySealRows(memory);
  const guard = new MemoryGuardRows(guarded);
  const seals = new LedgerSeals({ store, rows, guard, keys, authority: SEALS_AUTHORITY });
  const rootAt = async (size: number) => {
    const hashes: Uint8Array[] = [];
    for await (const { leaves } of store.readLeaves(LEDGER)) hashes.push(...leaves.map(hashLeaf));
    return rootOf(hashes.slice(0, size));
  };
  return { store, keys, memory, guarded, rows, guard, seals, rootAt };
}

describe('sealing a ledger', () => {
  it('signs a checkpoint of all leaves with the log key, once', async () => {
    const { store, seals, keys, rootAt } = scene();
    expect(await seals.seal(LEDGER)).toBeUndefined();
    for (const cnt of [1, 3, 253, 2]) store.append(LEDGER, cnt);
    const sealed = await seals.seal(LEDGER);
    const note = parseNote(Buffer.from(sealed?.note ?? ''));
    expect(parseCheckpoint(note.text)).toEqual({
      origin: `${SEALS_AUTHORITY}/${LEDGER}`,
      size: 259,
      root: await rootAt(259),
    });
    expect(verifyNoteSignature(note, parseVkey((await keys.signer(LEDGER)).vkey))).toBe('valid');
    expect(await seals.seal(LEDGER)).toEqual(sealed);
    expect(keys.signed).toHaveLength(1);
  });

  it('goes on where it was, and is the same tree as one made at once', async () => {
    const { store, seals, rows, rootAt } = scene();
    for (let round = 0; round < 40; round += 1) {
      for (let cnt = 1; cnt <= 1 + (round % 30); cnt += 1) store.append(LEDGER, cnt);
      expect((await seals.seal(LEDGER))?.root).toEqual(await rootAt(store.size(LEDGER)));
    }
    const tree = await rows.tree(LEDGER);
    expect(tree && frontierRoot(tree)).toEqual(await rootAt(store.size(LEDGER)));
  });

  it('writes a long ledger in parts and never between two leaves of a commit', async () => {
    const { store, seals, rows } = scene();
    const sizes: number[] = [];
    const extend = rows.extend.bind(rows);
    rows.extend = (ledger, tiles, tree) => {
      sizes.push(tree.size);
      return extend(ledger, tiles, tree);
    };
    const commits = Math.ceil((EXTEND_AT_LEAVES * 2.5) / 499);
    for (let n = 0; n < commits; n += 1) store.append(LEDGER, 499);
    await seals.seal(LEDGER);
    expect(sizes.length).toBe(3);
    expect(sizes.filter((size) => size % 499 !== 0)).toEqual([]);
    expect(sizes.at(-1)).toBe(commits * 499);
  });

  it('makes a lost tree again from the commits, and a lost checkpoint with the same bytes', async () => {
    const { store, seals, rows, memory } = scene();
    store.append(LEDGER, 300);
    const sealed = await seals.seal(LEDGER);
    memory.trees.clear();
    memory.tiles.clear();
    memory.checkpoints.clear();
    expect(await seals.seal(LEDGER)).toEqual(sealed);
    expect((await rows.tree(LEDGER))?.size).toBe(300);
  });

  it('refuses a store that was set back, and signs again once it has come back', async () => {
    const { store, seals, keys, memory } = scene();
    for (let n = 0; n < 10; n += 1) store.append(LEDGER);
    await seals.seal(LEDGER);
    store.setBack(LEDGER, 7);
    await expect(seals.seal(LEDGER)).rejects.toThrow(LedgerBehindError);
    memory.checkpoints.clear(); // the guard alone knows
    await expect(seals.seal(LEDGER)).rejects.toMatchObject({ code: 'LEDGER_BEHIND', signed: 10, present: 7 });
    store.setBack(LEDGER, 0);
    await expect(seals.seal(LEDGER)).rejects.toMatchObject({ code: 'LEDGER_BEHIND', present: 0 });
    for (let n = 0; n < 11; n += 1) store.append(LEDGER);
    expect((await seals.seal(LEDGER))?.size).toBe(11);
    expect(keys.signed.map(({ size }) => size)).toEqual([10, 11]);
  });

  it.each([
    ['guard and checkpoints', []],
    ['the guard alone', ['checkpoints']],
    ['the checkpoints alone', ['guard']],
  ])('refuses other leaves than were signed, where %s remember them', async (_which, lost) => {
    const { store, seals, keys, memory, guarded } = scene();
    for (let n = 0; n < 10; n += 1) store.append(LEDGER);
    await seals.seal(LEDGER);
    if (lost.includes('checkpoints')) memory.checkpoints.clear();
    if (lost.includes('guard')) guarded.heads.clear();
    store.setBack(LEDGER, 7);
    for (let n = 0; n < 9; n += 1) store.append(LEDGER, 1, 'other');
    await expect(seals.seal(LEDGER)).rejects.toThrow(LedgerForkedError);
    expect(keys.signed).toHaveLength(1);
  });

  it('signs nothing that the guard did not take', async () => {
    const { store, seals, keys, guard } = scene();
    store.append(LEDGER, 3);
    guard.advance = () => Promise.resolve(false);
    await expect(seals.seal(LEDGER)).rejects.toThrow(/signed elsewhere/);
    expect(keys.signed).toEqual([]);
  });

  it('lets several processes seal one ledger at once', async () => {
    const { store, memory, guarded, keys } = scene();
    const others = Array.from(
      { length: 4 },
      () =>
        new LedgerSeals({
          store,
          rows: new MemorySealRows(memory),
          guard: new MemoryGuardRows(guarded),
          keys,
          authority: SEALS_AUTHORITY,
        }),
    );
    for (let round = 0; round < 20; round += 1) {
      store.append(LEDGER, 3);
      await Promise.all(others.map((seals) => seals.seal(LEDGER)));
    }
    expect(guarded.heads.get(guardName(LEDGER))?.size).toBe(60);
    expect(
      new Set(keys.signed.map(({ size, root }) => `${String(size)} ${Buffer.from(root).toString('hex')}`)).size,
    ).toBe(new Set(keys.signed.map(({ size }) => size)).size);
  });
});

describe('proofs of a sealed ledger', () => {
  it('prove every leaf in the checkpoint, and every checkpoint an extension of earlier ones', async () => {
    const { store, seals, rows, rootAt } = scene();
    const proofs = new LedgerProofs(rows, SEALS_AUTHORITY);
    const sizes: number[] = [];
    for (const cnt of [1, 255, 1, 40, 300]) {
      store.append(LEDGER, cnt);
      sizes.push((await seals.seal(LEDGER))?.size ?? 0);
    }
    for (const size of sizes) {
      for (const index of [0, 1, 255, 256, size - 1].filter((n) => n < size)) {
        const proof = await proofs.inclusion(LEDGER, index, size);
        expect(proof.root).toEqual(await rootAt(size));
        expect(provesInclusion(proof)).toBe(true);
      }
      const consistency = await proofs.consistency(LEDGER, size, 597);
      expect(consistency.toRoot).toEqual(await rootAt(597));
      expect(provesConsistency(consistency)).toBe(true);
    }
    expect(frontierRoot(await proofs.frontier(LEDGER, 257))).toEqual(await rootAt(257));
  });

  it('wait for the next checkpoint, and give tiles of the sealed tree only', async () => {
    const { store, seals, rows } = scene();
    const proofs = new LedgerProofs(rows, SEALS_AUTHORITY);
    await expect(proofs.receipt(LEDGER, 0, undefined)).rejects.toThrow(NotSealedError);
    store.append(LEDGER, 260);
    await seals.seal(LEDGER);
    expect(await proofs.receipt(LEDGER, 259, undefined)).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 259\n/);
    await expect(proofs.receipt(LEDGER, 260, undefined)).rejects.toThrow(NotSealedError);
    await expect(proofs.inclusion(LEDGER, 3, 261)).rejects.toThrow(NotSealedError);
    expect(await proofs.tile(LEDGER, 0, 1, 4)).toHaveLength(128);
    expect(await proofs.tile(LEDGER, 0, 1, 5)).toBeUndefined();
    expect(await proofs.tile(LEDGER, 1, 0, 1)).toHaveLength(32);
    expect(await proofs.tile(LEDGER, 2, 0, 1)).toBeUndefined();
  });
});
