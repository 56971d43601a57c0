/** Bureau (局) of all samples; it exists nowhere. */
export const SAMPLE_BUREAU = 'wgx-0371';

/** Event that samples of withdrawals and revocations name. */
export const SAMPLE_EVENT = '0147519f-3a80-7c41-9d0e-6b1f2a3c4d5e';

/** Keyed hash by which samples name an outside id. */
export const SAMPLE_CLAIM = '7c'.repeat(32);
