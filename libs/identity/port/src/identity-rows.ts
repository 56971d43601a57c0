import type { JsonObject } from '@taizhang/kernel';

/** Kinds of rows that an identity store keeps. */
export const ROW_KINDS = ['account', 'session', 'tries', 'setup', 'link'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Most rows of one owner that are listed at once. */
export const MAX_OWNED_ROWS = 100;

/** A row of an identity store: what it is found by, and the rest as JSON. Holds no secret that opens anything. */
export interface IdentityRow {
  readonly kind: RowKind;
  /** Unique within its kind, ASCII. */
  readonly id: string;
  /** A second name, unique within its kind: the login of an account, say. */
  readonly handle?: string;
  /** Account that it belongs to and ends with. */
  readonly owner?: string;
  /** Milliseconds since 1970 by the machine's clock after which it is worth nothing; absent = it stays. */
  readonly until?: number;
  /** 0 when added, one more with every replacement. */
  readonly revision: number;
  readonly content: JsonObject;
}

/** An identity store could not do what it was asked. */
export class IdentityStoreError extends Error {
  override readonly name = 'IdentityStoreError';
  constructor(
    readonly code: 'IDENTITY_STORE_FOREIGN' | 'IDENTITY_STORE_UNAVAILABLE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Rows as a technology keeps them. Every change is one row's and durable when its promise resolves; several processes may
 * work on them at once. Errors: {@link IdentityStoreError}.
 */
export interface IdentityRows {
  get(kind: RowKind, id: string): Promise<IdentityRow | undefined>;
  byHandle(kind: RowKind, handle: string): Promise<IdentityRow | undefined>;
  /** @returns false, with nothing changed, when its id or handle is taken */
  add(row: IdentityRow): Promise<boolean>;
  /** Replaces content and `until` of the row with this kind, id and the revision before. @returns false when it is not (any more) at that revision */
  replace(row: IdentityRow): Promise<boolean>;
  /** Rows that belong to an account, in order of their ids; the first {@link MAX_OWNED_ROWS}. */
  ownedBy(kind: RowKind, owner: string): Promise<readonly IdentityRow[]>;
  remove(kind: RowKind, id: string): Promise<void>;
  removeOwned(kind: RowKind, owner: string): Promise<void>;
  /** Removes what has been worth nothing since before this time. */
  removeExpired(kind: RowKind, before: number): Promise<void>;
  /** Whether there is a row of this kind. */
  any(kind: RowKind): Promise<boolean>;
  close(): Promise<void>;
}
