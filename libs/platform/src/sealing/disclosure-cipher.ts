import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EventId, LedgerId } from '@taizhang/kernel';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A disclosure as it is kept: with the place that its envelope is bound to, where it has one. */
export interface KeptDisclosure {
  readonly disclosure: string;
  readonly personal?: { readonly event: EventId; readonly pointer: string };
}

/** Encrypts a disclosure for its rest (AES-256-GCM): bound to its ledger and digest, so that none can be put in another's place. */
export function encryptDisclosure(key: Uint8Array, ledger: LedgerId, digest: string, kept: KeptDisclosure): string {
  const head = Buffer.concat([Buffer.from([VERSION]), randomBytes(NONCE_BYTES)]);
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(1)).setAAD(boundTo(ledger, digest));
  const { disclosure, personal } = kept;
  const plain = JSON.stringify({ disclosure, ...(personal && { personal }) });
  return Buffer.concat([head, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** What is kept of a sealed value is not what was laid down there; the message is one sentence for the operator. */
export class DamagedValueError extends Error {
  override readonly name = 'DamagedValueError';
  readonly code = 'SEALED_VALUE_DAMAGED';

  constructor(ledger: LedgerId, digest: string, options: ErrorOptions) {
    super(`A sealed value of ${ledger} is damaged in the store: the one with the digest ${digest}.`, options);
  }
}

/** @throws {@link DamagedValueError} when the text was not made for this place under this key */
export function decryptDisclosure(key: Uint8Array, ledger: LedgerId, digest: string, text: string): KeptDisclosure {
  const bytes = Buffer.from(text, 'base64url');
  try {
    if (bytes[0] !== VERSION) throw new RangeError(`version ${String(bytes[0])}`);
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(ledger, digest)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(plain.toString('utf8')) as KeptDisclosure; // authenticated: `encryptDisclosure` wrote it
  } catch (cause) {
    throw new DamagedValueError(ledger, digest, { cause });
  }
}

function boundTo(ledger: LedgerId, digest: string): Buffer {
  return Buffer.from(`taizhang/disclosure/v${String(VERSION)} ${ledger} ${digest}`);
}
