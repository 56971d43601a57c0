import type { JsonObject } from '@taizhang/kernel';
import type { IdentityRow, IdentityRows, RowKind } from './identity-rows.js';

/** Result of scrypt (RFC 7914) with all that is needed to compute it again. */
export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
  /** N, r and p. */
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** An account (账号) of one person. */
export interface Account {
  readonly id: string;
  readonly person: string;
  /** Normalised; unique. Absent where nobody signs in to it by password: it is opened by its links. */
  readonly login?: string;
  readonly password?: PasswordHash;
  /** The password was given by somebody else: nothing is possible before it was changed. */
  readonly mustChange: boolean;
  readonly disabled: boolean;
  readonly revision: number;
}

/** Says that whom an issuer (统一身份认证平台) calls `subject` holds an account. One of each account and issuer, one of each subject. */
export interface AccountLink {
  /** Made of issuer and subject, by which it is found. */
  readonly id: string;
  readonly account: string;
  readonly issuer: string;
  readonly subject: string;
  readonly revision: number;
}

/** A sign-in and what was renewed from it; tokens are kept as hashes. */
export interface Session {
  readonly id: string;
  readonly account: string;
  readonly access: string;
  /** Until when the access token opens something; milliseconds since 1970. */
  readonly accessUntil: number;
  readonly refresh: string;
  /** End of the session, however often it is renewed. */
  readonly until: number;
  readonly revision: number;
}

/** Tries to sign in under a login, known or not; kept by the login's hash. */
export interface SignInTries {
  readonly id: string;
  /** Tries since the last success. */
  readonly failures: number;
  readonly lockedUntil: number;
  /** When it is forgotten. */
  readonly until: number;
  readonly revision: number;
}

/** Hash of the code that lets whoever started an empty deployment found it. */
export interface SetupCode {
  readonly id: string;
  readonly hash: string;
  readonly revision: number;
}

/** Records of one kind; see {@link IdentityRows} for what the answers mean. */
export class Records<T extends { readonly id: string; readonly revision: number }> {
  constructor(
    private readonly rows: IdentityRows,
    private readonly kind: RowKind,
    private readonly names: (record: T) => Pick<IdentityRow, 'handle' | 'owner' | 'until'> = () => ({}),
  ) {}

  async get(id: string): Promise<T | undefined> {
    return this.#recordOf(await this.rows.get(this.kind, id));
  }

  async byHandle(handle: string): Promise<T | undefined> {
    return this.#recordOf(await this.rows.byHandle(this.kind, handle));
  }

  /** @returns false when its id or handle is taken */
  add(record: T): Promise<boolean> {
    return this.rows.add({ ...this.#rowOf(record), revision: 0 });
  }

  /** Replaces the record that was read as `was`. @returns false when somebody else was faster */
  replace(was: T, changes: Partial<T>): Promise<boolean> {
    return this.rows.replace({ ...this.#rowOf({ ...was, ...changes }), revision: was.revision + 1 });
  }

  /** In order of their ids; at most {@link MAX_OWNED_ROWS}. */
  async ownedBy(owner: string): Promise<readonly T[]> {
    return (await this.rows.ownedBy(this.kind, owner)).map((row) => this.#recordFrom(row));
  }

  remove(id: string): Promise<void> {
    return this.rows.remove(this.kind, id);
  }

  removeOwned(owner: string): Promise<void> {
    return this.rows.removeOwned(this.kind, owner);
  }

  removeExpired(before: number): Promise<void> {
    return this.rows.removeExpired(this.kind, before);
  }

  any(): Promise<boolean> {
    return this.rows.any(this.kind);
  }

  #rowOf(record: T): IdentityRow {
    const { id, revision, ...content } = record;
    return { kind: this.kind, id, revision, ...this.names(record), content: content as unknown as JsonObject }; // records hold JSON only
  }

  #recordOf(row: IdentityRow | undefined): T | undefined {
    return row === undefined ? undefined : this.#recordFrom(row);
  }

  #recordFrom(row: IdentityRow): T {
    return { ...row.content, id: row.id, revision: row.revision } as unknown as T; // as `#rowOf` took it apart
  }
}

/** Accounts, what opens them and what guards them; knows no technology. */
export interface IdentityStore {
  readonly accounts: Records<Account>;
  readonly links: Records<AccountLink>;
  readonly sessions: Records<Session>;
  readonly tries: Records<SignInTries>;
  readonly setup: Records<SetupCode>;
  close(): Promise<void>;
}

/** The identity store above a technology's rows. */
export function createIdentityStore(rows: IdentityRows): IdentityStore {
  return {
    accounts: new Records<Account>(rows, 'account', ({ login }) => (login === undefined ? {} : { handle: login })),
    links: new Records<AccountLink>(rows, 'link', ({ account, issuer }) => ({
      handle: JSON.stringify([account, issuer]),
      owner: account,
    })),
    sessions: new Records<Session>(rows, 'session', ({ account, until }) => ({ owner: account, until })),
    tries: new Records<SignInTries>(rows, 'tries', ({ until }) => ({ until })),
    setup: new Records<SetupCode>(rows, 'setup'),
    close: () => rows.close(),
  };
}
