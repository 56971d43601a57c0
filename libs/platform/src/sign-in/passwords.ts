import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordHash } from '@taizhang/identity-port';
import { PROBLEMS, retryLater } from '../http/problem.js';

/** Cost of a password: 2^15 blocks of 8, about 32 MiB (RFC 7914). It is kept with each hash, so it may be raised. */
export const PASSWORD_COST = 2 ** 15;
/** Shortest password, in UTF-16 units. */
export const MIN_PASSWORD_LENGTH = 10;
/** Longest password, in UTF-16 units. */
export const MAX_PASSWORD_LENGTH = 200;
/** Passwords that are computed or wait for it at once; each takes 32 MiB. */
export const MAX_PENDING_PASSWORDS = 16;
/** When whoever was turned away may come again, in milliseconds. */
const BUSY_RETRY_MS = 1_000;

const BLOCK_SIZE = 8;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

let pending = 0;

/** Hashes a password under a new salt. @throws problem 503 when too many wait already */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const parameters = { salt, cost: PASSWORD_COST, blockSize: BLOCK_SIZE, parallelization: 1 };
  return { ...parameters, hash: (await derive(password, parameters)).toString('base64url') };
}

/** What the password of an unknown login is compared with: as much work as a known one's, and never right. */
export const NOBODYS_PASSWORD: PasswordHash = {
  salt: randomBytes(SALT_BYTES).toString('base64url'),
  cost: PASSWORD_COST,
  blockSize: BLOCK_SIZE,
  parallelization: 1,
  hash: randomBytes(HASH_BYTES).toString('base64url'),
};

/** Compares in constant time. @throws problem 503 when too many wait already */
export async function isPassword(password: string, kept: PasswordHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64url');
  const derived = await derive(password, kept);
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

async function derive(password: string, parameters: Omit<PasswordHash, 'hash'>): Promise<Buffer> {
  const { salt, cost, blockSize, parallelization } = parameters;
  if (pending >= MAX_PENDING_PASSWORDS) throw retryLater(PROBLEMS.unavailable, BUSY_RETRY_MS);
  pending += 1;
  try {
    const options = { N: cost, r: blockSize, p: parallelization, maxmem: 256 * cost * blockSize };
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), HASH_BYTES, options, (error, key) => {
        if (error === null) resolve(key);
        else reject(error);
      });
    });
  } finally {
    pending -= 1;
  }
}
