import type { JsonObject } from '@taizhang/kernel';

/** Stands in the bad value of a case where it can: no answer may repeat it. */
export const ECHO = 'zq9echo';

/** A request that must be refused: whatever it does not say is as in a good command, which raises an issue. */
export interface BadRequest {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  /** Added to those of a good command; `null` takes one away. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string | Uint8Array;
  readonly status: number;
  readonly code: string;
  /** Headers the answer must have. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** Address of a command that raises an issue nobody has raised. */
export const RAISE = '/api/issues/wgx-0371/issue/2014-wgx-0002/raise-issue';
/** Address of a command on the issue that is there already, at revision 0. */
export const TRIAGE = '/api/issues/wgx-0371/issue/2014-wgx-0001/triage-issue';
/** Address of a list. */
export const LEDGER_VIEW = '/api/issues/views/rectification-ledger';

/** Input of a good {@link RAISE}. */
export const GOOD_ISSUE: JsonObject = {
  unit: 'b-jia',
  origin: 'o-1',
  source: 'MASS_OPINION',
  raisedOn: '2014-06-25',
  wind: 'BUREAUCRATISM',
  manifestation: '窗口排队时间长',
};

/** What a test identity sends. */
export const asWho = (role: string, unit = 'wgx-0371', account = 'acct-clerk'): string =>
  `Test ${account};${role};${unit}`;

/** A good issue with some members replaced. */
export const issueWith = (members: JsonObject): string => JSON.stringify({ ...GOOD_ISSUE, ...members });

/** A good issue whose text has one more member, written as it stands. */
export const issueAnd = (member: string): string => `${JSON.stringify(GOOD_ISSUE).slice(0, -1)},${member}}`;
