import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Clearance, JsonObject, LedgerId, Role, Sentence } from '@taizhang/kernel';
import type { Sender } from '../identity/identity.js';

/** The power that a job was started under; whoever looks at it must hold it still. */
export interface JobPower {
  readonly id: string;
  readonly role: Role;
  readonly unit: string;
  readonly clearance: Clearance;
}

/** A file of a job as it is kept: encrypted, addressed by the hash of the ciphertext. */
export interface KeptFile {
  readonly sha256: string;
  readonly size: number;
}

/** A file that was made, ready to be handed out. */
export interface MadeFile extends KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly format: string;
}

/** All there is to know of a job, but what it is found by. Rests encrypted: parameters may hold what people wrote. */
export interface JobContent {
  readonly kind: string;
  readonly params: JsonObject;
  readonly sender: Sender;
  readonly power: JobPower;
  readonly upload: KeptFile | null;
  readonly file: MadeFile | null;
  /** Ledgers whose documents were read: an erasure in one of them removes the file. */
  readonly ledgers: readonly LedgerId[];
  readonly done: number;
  readonly total: number | null;
  readonly summary: JsonObject | null;
  readonly failure: { readonly code: string; readonly sentence: Sentence } | null;
  readonly finishedAt: string | null;
  /** Tries that were cut short or failed. */
  readonly attempts: number;
}

const FORMAT = 'taizhang-job/v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what a job holds under its key, bound to its place (`content`, `result/7`). */
export function sealJob(key: Uint8Array, id: string, place: string, content: JsonObject): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derived(key), nonce).setAAD(Buffer.from(`${id}\n${place}`));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** What {@link sealJob} encrypted. @throws where it is not that */
export function openJob(key: Uint8Array, id: string, place: string, sealed: string): JsonObject {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', derived(key), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(`${id}\n${place}`)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
  return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8')) as JsonObject; // as it was sealed
}

function derived(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', `${FORMAT}/content`, 32));
}
