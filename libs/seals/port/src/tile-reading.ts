import type { LedgerId } from '@taizhang/kernel';
import { HASH_BYTES, tilePath, type TileAddress, type TileSource } from '@taizhang/ledger';
import { NotSealedError } from './errors.js';
import type { SealRows } from './seal-rows.js';

/** Reads tiles for a proof or an extension, which then take them from the answer. @throws {NotSealedError} when one is not there */
export async function readTiles(
  rows: Pick<SealRows, 'tiles'>,
  ledger: LedgerId,
  addresses: readonly TileAddress[],
): Promise<TileSource> {
  const wanted = eachOnce(addresses);
  const found = wanted.length === 0 ? [] : await rows.tiles(ledger, wanted);
  const tiles = new Map<string, Uint8Array>();
  wanted.forEach((address, i) => {
    const hashes = found[i];
    if (hashes === undefined || hashes.length < address.width * HASH_BYTES)
      throw new NotSealedError(`tile ${tilePath(address)} is not there yet`);
    tiles.set(tilePlace(address), hashes);
  });
  return (address) => tiles.get(tilePlace(address)) ?? new Uint8Array();
}

/** Each tile once, as wide as it is wanted at most: paths and frontiers share those of the right edge. */
function eachOnce(addresses: readonly TileAddress[]): readonly TileAddress[] {
  const widest = new Map<string, TileAddress>();
  for (const address of addresses)
    if (address.width > (widest.get(tilePlace(address))?.width ?? 0)) widest.set(tilePlace(address), address);
  return [...widest.values()];
}

/** The `n`-th hash of a tile. */
export function hashAt(hashes: Uint8Array, n: number): Uint8Array {
  return hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES);
}

/** Which tile it is, however wide. */
export function tilePlace({ level, index }: TileAddress): string {
  return `${String(level)}/${String(index)}`;
}
