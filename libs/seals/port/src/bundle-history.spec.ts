import { ledgerId } from '@taizhang/kernel';
import { formatCheckpoint, formatNote, HASH_BYTES } from '@taizhang/ledger';
import { checkpointsBetween, MAX_BUNDLE_HISTORY } from './bundle-history.js';
import type { CheckpointRange, KeptCheckpoint } from './seal-rows.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
const ORIGIN = `rectify.example/${LEDGER}`;
const WITNESS = 'rectify.example/witness/city';

/** A note whose signatures nobody verifies here. @param signers names and a byte that tells keys of a name apart */
function checkpoint(size: number, ...signers: readonly (readonly [name: string, key: number])[]): KeptCheckpoint {
  const root = new Uint8Array(HASH_BYTES);
  const signatures = signers.map(([name, key]) => ({
    name,
    keyId: Uint8Array.of(key, 0, 0, 0),
    signature: new Uint8Array(name === WITNESS ? 72 : 64),
  }));
  const note = formatNote({ text: formatCheckpoint({ origin: ORIGIN, size, root }), signatures });
  return { size, root, note, cosigned: signers.some(([name]) => name === WITNESS) };
}
const usual = (size: number) => checkpoint(size, [ORIGIN, 1], [WITNESS, 2]);

async function sizesBetween(kept: readonly KeptCheckpoint[], from: number, newest: KeptCheckpoint) {
  async function* checkpoints(_: unknown, { from: first = 0, to = Infinity }: CheckpointRange = {}) {
    yield* await Promise.resolve(kept.filter(({ size }) => size >= first && size <= to));
  }
  return (await checkpointsBetween({ checkpoints }, LEDGER, from, newest)).map(({ size }) => size);
}

describe('checkpoints within a bundle of a range', () => {
  it('are those between its ends', async () => {
    const kept = [2, 4, 6, 8, 10].map(usual);
    expect(await sizesBetween(kept, 0, usual(8))).toEqual([2, 4, 6]);
    expect(await sizesBetween(kept, 4, usual(8))).toEqual([6]);
  });

  it('are signed and cosigned by all who did so with the newest', async () => {
    const kept = [
      checkpoint(2, [ORIGIN, 9], [WITNESS, 2]),
      checkpoint(3, [ORIGIN, 1], [WITNESS, 9]),
      checkpoint(4, [ORIGIN, 1]),
      checkpoint(5, [ORIGIN, 9], [ORIGIN, 1], [WITNESS, 2]),
      usual(6),
    ];
    expect(await sizesBetween(kept, 0, usual(8))).toEqual([5, 6]);
  });

  it('are none where nobody cosigned the newest: they would tell no time', async () => {
    expect(await sizesBetween([usual(2)], 0, checkpoint(8, [ORIGIN, 1]))).toEqual([]);
  });

  it('are thinned out evenly where there are many', async () => {
    const kept = Array.from({ length: 5 * MAX_BUNDLE_HISTORY }, (_, i) => usual(i + 1));
    const sizes = await sizesBetween(kept, 0, usual(5 * MAX_BUNDLE_HISTORY + 1));
    expect(sizes.length).toBeLessThanOrEqual(MAX_BUNDLE_HISTORY);
    expect(sizes.length).toBeGreaterThan(MAX_BUNDLE_HISTORY / 2);
    expect(new Set(sizes.slice(1).map((size, i) => size - (sizes[i] ?? 0))).size).toBe(1);
  });
});
