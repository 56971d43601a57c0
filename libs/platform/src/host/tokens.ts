import type { Power, Sender } from '../identity/identity.js';

/** Injection tokens of what a host is made of; values come from `startHost`. */
export const AUTHORITY = Symbol('AUTHORITY');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const LEDGER_OWNER = Symbol('LEDGER_OWNER');
export const IDENTITY = Symbol('IDENTITY');
export const INBOX = Symbol('INBOX');
export const MANUAL_TIME = Symbol('MANUAL_TIME');
export const SETTLEMENT = Symbol('SETTLEMENT');
export const SETTLING = Symbol('SETTLING');
export const READINESS = Symbol('READINESS');
export const METRICS = Symbol('METRICS');
export const MAY_OPERATE = Symbol('MAY_OPERATE');
export const POWERS_OF = Symbol('POWERS_OF');
export const SEALS = Symbol('SEALS');
export const WITNESS = Symbol('WITNESS');
export const WRITE_ACCESSES = Symbol('WRITE_ACCESSES');

/** Powers that a sender holds today, for whoever asks what may be done. */
export type PowersOf = (sender: Sender) => Promise<readonly Power[]>;
