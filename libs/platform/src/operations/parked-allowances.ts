import { role } from '@taizhang/kernel';

/** Who sees what is parked. */
export const PARKED_READERS = role('system-admin', 'audit-admin').at('anywhere');
/** Who decides about it. */
export const PARKED_DECIDERS = role('system-admin').at('anywhere');
