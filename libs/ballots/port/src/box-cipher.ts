import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { BallotBoxError, type BoxRecord, type Drawer } from './ballot-drawers.js';

/** Bytes of the key of a box. */
export const BOX_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Kinds of drawers: `r` ballots by the hash of their key, `s` seals by the hash of their code. */
export type DrawerKind = 'r' | 's';

/** SHA-256 of a purpose and what it is for. */
export function hashOf(purpose: string, bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(purpose).update(bytes).digest();
}

/**
 * What one box is sealed with. Once its key is destroyed nothing of the box can be read, wherever a copy of its bytes may rest: a
 * journal, a server's log of operations, a backup; nor can it be told which drawer a ballot lay in.
 */
export class BoxCipher {
  readonly #sealing: Buffer;
  readonly #placing: Buffer;

  constructor(key: Uint8Array) {
    this.#sealing = createHmac('sha256', key).update('taizhang/ballot-box/seal/v1').digest();
    this.#placing = createHmac('sha256', key).update('taizhang/ballot-box/place/v1').digest();
  }

  /** Name of the drawer that something belongs into. */
  drawerOf(kind: DrawerKind, id: Buffer, drawers: number): string {
    const place = createHmac('sha256', this.#placing).update(kind).update(id).digest().readUInt32BE();
    return drawerName(kind, place % drawers);
  }

  /** Seals under fresh randomness: no two writes of the same content look alike. */
  seal(box: string, drawer: string, revision: number, content: Buffer): Drawer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#sealing, nonce).setAAD(placeOf(box, drawer, revision));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return { box, drawer, revision, content: Buffer.concat([nonce, sealed, cipher.getAuthTag()]) };
  }

  /** @throws BallotBoxError where the bytes are not those that were sealed for this place and revision */
  unseal({ box, drawer, revision, content }: Drawer): Buffer {
    try {
      const bytes = Buffer.from(content);
      const decipher = createDecipheriv(CIPHER, this.#sealing, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(placeOf(box, drawer, revision)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new BallotBoxError('BALLOT_BOX_UNAVAILABLE', 'A drawer of a ballot box was changed from outside.', {
        cause,
      });
    }
  }
}

/** Half of a box's drawers are for ballots, half for seals. */
export function drawersOfEachKind({ drawers }: BoxRecord): number {
  return drawers / 2;
}

/** Name of a drawer by its number. */
export function drawerName(kind: DrawerKind, number: number): string {
  return `${kind}${String(number)}`;
}

function placeOf(box: string, drawer: string, revision: number): Buffer {
  return Buffer.from(`${box}\n${drawer}\n${String(revision)}`);
}
