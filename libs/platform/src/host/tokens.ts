/** Injection tokens of what a host is made of; values come from `assembleHost`. */
export const AUTHORITY = Symbol('AUTHORITY');
export const EVENT_STORE = Symbol('EVENT_STORE');
export const VIEW_SERVICE = Symbol('VIEW_SERVICE');
export const LEDGER_OWNER = Symbol('LEDGER_OWNER');
export const MANUAL_CLOCK = Symbol('MANUAL_CLOCK');
export const SETTLEMENT = Symbol('SETTLEMENT');
export const READINESS = Symbol('READINESS');
export const METRICS = Symbol('METRICS');
