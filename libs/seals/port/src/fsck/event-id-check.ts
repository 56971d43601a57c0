import { leavesIn, type StoredCommit } from '@taizhang/event-store-port';
import { checkLeaf, type Leaf } from '@taizhang/ledger';
import type { LedgerDefects } from './defects.js';

/** Room for so many ids at first; it doubles as it is needed. */
const FIRST_ROOM = 1_024;
/** Hexadecimal digits at the end of a UUIDv7 that are drawn by chance, but for two bits: 64 bits tell ids of one ledger apart. */
const DRAWN_DIGITS = 16;
/** Most ids whose places are looked for: of one code no more is told anyway. */
const MAX_LOOKED_FOR = 1_000;

/** Finds events of one ledger that bear the same id (ledger-format §2), in eight bytes an event. */
export class EventIdCheck {
  #keys = new BigUint64Array(FIRST_ROOM);
  #count = 0;

  constructor(private readonly defects: LedgerDefects) {}

  add({ id }: Leaf): void {
    if (this.#count === this.#keys.length) {
      const wider = new BigUint64Array(this.#count * 2);
      wider.set(this.#keys);
      this.#keys = wider;
    }
    this.#keys[this.#count] = keyOf(id);
    this.#count += 1;
  }

  /** @param again the same commits, read once more only where two ids look the same */
  async end(again: () => AsyncIterable<StoredCommit>): Promise<void> {
    const doubled = this.#doubled();
    if (doubled.size === 0) return;
    const first = new Map<string, number>();
    for await (const { leaves } of again()) {
      for (const { id, idx } of readable(leaves)) {
        if (!doubled.has(keyOf(id))) continue;
        const before = first.get(id);
        if (before === undefined) first.set(id, idx);
        else this.defects.add('E_EVENT_ID_DUPLICATE', { idx, first: before });
      }
    }
  }

  #doubled(): ReadonlySet<bigint> {
    const keys = this.#keys.subarray(0, this.#count).sort();
    const doubled = new Set<bigint>();
    for (let i = 1; i < keys.length && doubled.size < MAX_LOOKED_FOR; i += 1) {
      const key = keys[i];
      if (key !== undefined && key === keys[i - 1]) doubled.add(key);
    }
    return doubled;
  }
}

/** Of a leaf that keeps the rules of the format, so the id is a UUID. */
function keyOf(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '').slice(-DRAWN_DIGITS)}`);
}

function readable(framed: Uint8Array): readonly Leaf[] {
  try {
    return leavesIn(framed).flatMap((bytes) => {
      const checked = checkLeaf(bytes);
      return checked.ok ? [checked.leaf] : [];
    });
  } catch {
    return []; // said already, as a defect of the commit
  }
}
