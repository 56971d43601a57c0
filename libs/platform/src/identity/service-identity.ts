import { createHash, timingSafeEqual } from 'node:crypto';

/** Knows the other hosts of the deployment, which read ledgers by the owner's API (design §7). */
export interface ServiceIdentity {
  isService(authorization: string | undefined): boolean;
}

/** Services share one secret, `TAIZHANG_SERVICE_TOKEN`; without it nobody is a service. Compared in constant time. */
export function serviceIdentity(token: string | undefined): ServiceIdentity {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  return {
    isService: (authorization) =>
      expected !== undefined && authorization !== undefined && timingSafeEqual(digest(authorization), expected),
  };
}
