/** Legal grounds of an erasure (个人信息保护法第四十七条 and orders of courts): purpose met, consent withdrawn, unlawful, time over. */
export const ERASURE_GROUNDS = [
  'PURPOSE_ACHIEVED',
  'CONSENT_WITHDRAWN',
  'UNLAWFULLY_PROCESSED',
  'RETENTION_EXPIRED',
  'COURT_ORDER',
] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];
