import { frontierArity, type Frontier } from './frontier.js';
import { HASH_BYTES, nodeHash } from './merkle.js';
import { consistencyRanges, inclusionRanges, perfectRanges, type LeafRange } from './proof-ranges.js';

/** Levels of the tree that one tile spans (C2SP tlog-tiles; ledger-format §10). */
export const TILE_HEIGHT = 8;
/** Most hashes of a tile. */
export const TILE_WIDTH = 256;

/** Which tile, and how many of its hashes count: those of the tree in question. */
export interface TileAddress {
  readonly level: number;
  readonly index: number;
  /** 1..{@link TILE_WIDTH}. */
  readonly width: number;
}

/** A tile with its hashes, {@link HASH_BYTES} each, one after the other. */
export interface Tile extends TileAddress {
  readonly hashes: Uint8Array;
}

/** Gives the hashes of a tile: at least `width` of them, since a partial tile may have grown in the meantime. */
export type TileSource = (tile: TileAddress) => Uint8Array;

/** Leaves below one hash of a tile of this level: `256^level`. */
function spanOf(level: number): number {
  return TILE_WIDTH ** level;
}

/** How many hashes a tile has in the tree of `size` leaves; 0 where it is not there. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, Math.floor(size / spanOf(level)) - index * TILE_WIDTH));
}

/** The name under which a tile is published: `tile/<L>/<N>[.p/<W>]`, N in groups of three digits. */
export function tilePath({ level, index, width }: TileAddress): string {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
  }
  const partial = width === TILE_WIDTH ? '' : `.p/${String(width)}`;
  return `tile/${String(level)}/${groups.join('/')}${partial}`;
}

const TILE_PATH = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile of a published name; `undefined` for what {@link tilePath} would not write. */
export function parseTilePath(path: string): TileAddress | undefined {
  const [, level, groups, width] = TILE_PATH.exec(path) ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const address = { level: Number(level), index, width: width === undefined ? TILE_WIDTH : Number(width) };
  return Number.isSafeInteger(index) && tilePath(address) === path ? address : undefined;
}

/**
 * The tiles that change when leaves are appended to a tree of `size` leaves, as they are afterwards, in order of level and index.
 * A full tile's own root is appended to the tile above it.
 * @param source asked for the partial tiles of the tree as it is, one a level at most
 */
export function extendTiles(size: number, leafHashes: readonly Uint8Array[], source: TileSource): Tile[] {
  const changed: Tile[] = [];
  let added = leafHashes;
  for (let level = 0; added.length > 0; level++) {
    const before = Math.floor(size / spanOf(level));
    const tiles = tilesFrom(level, before, added, source);
    changed.push(...tiles);
    added = tiles.filter(({ width }) => width === TILE_WIDTH).map(({ hashes }) => foldTile(hashes, 0, TILE_WIDTH));
  }
  return changed;
}

/** The tiles of one level that hold these hashes, the first one after `before` others of its level. */
function tilesFrom(level: number, before: number, added: readonly Uint8Array[], source: TileSource): Tile[] {
  const tiles: Tile[] = [];
  const first = Math.floor(before / TILE_WIDTH);
  for (let index = first; index * TILE_WIDTH < before + added.length; index++) {
    const kept = index === first ? before % TILE_WIDTH : 0;
    const start = index * TILE_WIDTH + kept - before;
    const fresh = added.slice(start, start + TILE_WIDTH - kept);
    const width = kept + fresh.length;
    const hashes = new Uint8Array(width * HASH_BYTES);
    if (kept > 0) hashes.set(source({ level, index, width: kept }).subarray(0, kept * HASH_BYTES));
    fresh.forEach((hash, i) => {
      hashes.set(hash, (kept + i) * HASH_BYTES);
    });
    tiles.push({ level, index, width, hashes });
  }
  return tiles;
}

/** The tiles to read for {@link inclusionPathFromTiles}: at most two a level. Throws {@link RangeError} as that does. */
export function inclusionTiles(index: number, size: number): TileAddress[] {
  return tilesOf(inclusionRanges(index, size), size);
}

/** The tiles to read for {@link consistencyPathFromTiles}: at most two a level. Throws {@link RangeError} as that does. */
export function consistencyTiles(from: number, size: number): TileAddress[] {
  return tilesOf(consistencyRanges(from, size), size);
}

/** The tiles to read for {@link frontierFromTiles}: one a level. */
export function frontierTiles(size: number): TileAddress[] {
  return tilesOf([{ begin: 0, end: size }], size);
}

/**
 * The inclusion path of a leaf in the tree of `size` leaves, which may be older than the tiles (ledger-format §10).
 * @throws {RangeError} unless 0 <= index < size, and when a tile has too few hashes
 */
export function inclusionPathFromTiles(index: number, size: number, source: TileSource): Uint8Array[] {
  return inclusionRanges(index, size).map((range) => rootFromTiles(range, size, source));
}

/**
 * The consistency path between the trees of `from` and `size` leaves, both of which may be older than the tiles.
 * @throws {RangeError} unless 1 <= from <= size, and when a tile has too few hashes
 */
export function consistencyPathFromTiles(from: number, size: number, source: TileSource): Uint8Array[] {
  return consistencyRanges(from, size).map((range) => rootFromTiles(range, size, source));
}

/** The frontier of the tree of `size` leaves. Throws {@link RangeError} when a tile has too few hashes. */
export function frontierFromTiles(size: number, source: TileSource): Frontier {
  const nodes = perfectRanges({ begin: 0, end: size }).map((range) => perfectRoot(range, size, source));
  if (nodes.length !== frontierArity(size)) throw new RangeError('no size of a tree');
  return { size, nodes };
}

function tilesOf(ranges: readonly LeafRange[], size: number): TileAddress[] {
  const tiles = new Map<string, TileAddress>();
  for (const range of ranges.flatMap(perfectRanges)) {
    const { tile } = placeOf(range, size);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}

function rootFromTiles(range: LeafRange, size: number, source: TileSource): Uint8Array {
  return perfectRanges(range)
    .map((perfect) => perfectRoot(perfect, size, source))
    .reduceRight((root, node) => nodeHash(node, root));
}

function perfectRoot(range: LeafRange, size: number, source: TileSource): Uint8Array {
  const { tile, begin, end } = placeOf(range, size);
  const hashes = source(tile);
  if (hashes.length < tile.width * HASH_BYTES) throw new RangeError(`tile ${tilePath(tile)} has too few hashes`);
  return foldTile(hashes, begin, end);
}

/** The one tile that holds the hashes of a perfect subtree at the highest level at which it has any, and which of them. */
function placeOf({ begin, end }: LeafRange, size: number) {
  let level = 0;
  while (spanOf(level + 1) <= end - begin) level++;
  const first = begin / spanOf(level);
  const index = Math.floor(first / TILE_WIDTH);
  const offset = first % TILE_WIDTH;
  const tile: TileAddress = { level, index, width: tileWidth(level, index, size) };
  return { tile, begin: offset, end: offset + (end - begin) / spanOf(level) };
}

/** Root over a power-of-two stretch of the hashes of a tile. */
function foldTile(hashes: Uint8Array, begin: number, end: number): Uint8Array {
  if (end - begin === 1) return hashes.slice(begin * HASH_BYTES, end * HASH_BYTES);
  const middle = (begin + end) / 2;
  return nodeHash(foldTile(hashes, begin, middle), foldTile(hashes, middle, end));
}
