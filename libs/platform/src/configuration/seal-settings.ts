import { KEY_TYPE_COSIGNATURE, parseVkey } from '@taizhang/ledger';
import { DEFAULT_SEAL_INTERVAL_MS } from '@taizhang/seals-port';
import { z } from 'zod';
import { url, whole } from './values.js';

/** Longest time between two checkpoints of a ledger, in milliseconds: an hour (ledger-format §4). */
export const MAX_SEAL_INTERVAL_MS = 3_600_000;
/** Code under which a deployment witnesses that is told none: the last part of its witness key's name. */
export const DEFAULT_WITNESS_BUREAU = 'own';

const cosignatureVkey = z.string().refine((text) => {
  try {
    return parseVkey(text).type === KEY_TYPE_COSIGNATURE;
  } catch {
    return false;
  }
}, 'TAIZHANG_WITNESS_VKEY is no vkey of a witness');

/** Variables about sealing and witnessing, as part of the schema of all. */
export const sealSettings = {
  TAIZHANG_SEAL_INTERVAL_MS: whole('TAIZHANG_SEAL_INTERVAL_MS', 1, MAX_SEAL_INTERVAL_MS).default(
    DEFAULT_SEAL_INTERVAL_MS,
  ),
  /** Who cosigns this deployment's checkpoints: nobody, it itself under a key of its own, or the superior's over HTTP. */
  TAIZHANG_WITNESS: z.enum(['none', 'own', 'http'], { error: 'TAIZHANG_WITNESS must be none, own or http' }).optional(),
  TAIZHANG_WITNESS_URL: url('TAIZHANG_WITNESS_URL', /^https?:\/\/[^,?#\s]+$/).optional(),
  TAIZHANG_WITNESS_VKEY: cosignatureVkey.optional(),
  TAIZHANG_WITNESS_BUREAU: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'TAIZHANG_WITNESS_BUREAU must be a code of a-z, 0-9 and hyphen')
    .default(DEFAULT_WITNESS_BUREAU),
  TAIZHANG_WITNESS_LOGS: z.string().min(1, 'TAIZHANG_WITNESS_LOGS must name a file').optional(),
};

interface SealEnvironment {
  readonly TAIZHANG_STORE: string;
  readonly TAIZHANG_WITNESS?: 'none' | 'own' | 'http' | undefined;
  readonly TAIZHANG_WITNESS_URL?: string | undefined;
  readonly TAIZHANG_WITNESS_VKEY?: string | undefined;
}

/** Conditions between these variables. */
export const SEAL_CONDITIONS = [
  {
    variable: 'TAIZHANG_WITNESS_URL',
    message: 'TAIZHANG_WITNESS_URL is needed with TAIZHANG_WITNESS=http',
    holds: (e: SealEnvironment) => e.TAIZHANG_WITNESS !== 'http' || e.TAIZHANG_WITNESS_URL !== undefined,
  },
  {
    variable: 'TAIZHANG_WITNESS_VKEY',
    message: 'TAIZHANG_WITNESS_VKEY is needed with TAIZHANG_WITNESS=http',
    holds: (e: SealEnvironment) => e.TAIZHANG_WITNESS !== 'http' || e.TAIZHANG_WITNESS_VKEY !== undefined,
  },
] as const;

/**
 * Who cosigns where nobody says: an embedded deployment itself, since it has one process for everything; of a distributed one's
 * hosts none, since each would be another witness.
 */
export function witnessKind({
  TAIZHANG_WITNESS: kind,
  TAIZHANG_STORE: store,
}: SealEnvironment): 'none' | 'own' | 'http' {
  return kind ?? (store === 'sqlite' ? 'own' : 'none');
}
