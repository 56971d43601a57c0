import { asWho, ECHO, GOOD_ISSUE, issueWith, LEDGER_VIEW, RAISE, TRIAGE, type BadRequest } from './bad-request.js';

/** Idempotency-Key under which the issue that is there was raised. */
export const USED_KEY = '0190f3a1-7c1d-8c7e-8f00-0000000000aa';

type Headers = BadRequest['headers'];
const bad = (
  what: string,
  headers: Headers,
  status: number,
  code: string,
  more: Partial<BadRequest> = {},
): BadRequest => ({
  what,
  ...(headers !== undefined && { headers }),
  status,
  code,
  ...more,
});
const key = (what: string, value: string | readonly string[] | null, code = 'IDEMPOTENCY_KEY_INVALID'): BadRequest =>
  bad(`Idempotency-Key: ${what}`, { 'idempotency-key': value }, 400, code);
const media = (type: string | null, body: string | Uint8Array = issueWith({})): BadRequest =>
  bad(`Content-Type: ${String(type)}`, { 'content-type': type }, 415, 'UNSUPPORTED_MEDIA_TYPE', { body });
const triage: Partial<BadRequest> = { path: TRIAGE, body: JSON.stringify({ unit: 'b-jia', opinion: '由支部承办' }) };
/** The same account, so that its key is known, in a role that may triage. */
const mayTriage = { authorization: asWho('branch-secretary') };
const match = (name: string, value: string, status = 400, code = 'HEADER_INVALID'): BadRequest =>
  bad(`${name}: ${value}`, { ...mayTriage, [name]: value }, status, code, triage);
const who = (what: string, authorization: string | null): BadRequest =>
  bad(`sent by ${what}`, { authorization }, 401, 'UNAUTHENTICATED', { answers: { 'www-authenticate': 'Bearer' } });
const read: Partial<BadRequest> = { method: 'GET', path: LEDGER_VIEW, body: '' };
const leaves: Partial<BadRequest> = { ...read, path: '/api/ledgers/issues/wgx-0371/leaves' };

/** Headers, and senders, that no route takes. */
export const BAD_HEADERS: readonly BadRequest[] = [
  key('none', null, 'IDEMPOTENCY_KEY_MISSING'),
  key('empty', '', 'IDEMPOTENCY_KEY_MISSING'),
  key('no UUID', ECHO),
  key('a UUID in braces', `{${USED_KEY}}`),
  key('two', [USED_KEY, USED_KEY]),
  bad('Idempotency-Key: used for another input', { 'idempotency-key': USED_KEY }, 422, 'IDEMPOTENCY_KEY_REUSED', {
    path: RAISE.replace('0002', '0001'),
    body: JSON.stringify({ ...GOOD_ISSUE, manifestation: ECHO }),
  }),
  bad('Idempotency-Key: used for another target', { 'idempotency-key': USED_KEY }, 422, 'IDEMPOTENCY_KEY_REUSED'),
  bad(
    'Idempotency-Key: used for another command',
    { ...mayTriage, 'idempotency-key': USED_KEY },
    422,
    'IDEMPOTENCY_KEY_REUSED',
    triage,
  ),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'application/json, text/plain',
    ECHO,
    null,
  ].map((type) => media(type)),
  bad('Content-Encoding: gzip', { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_MEDIA_TYPE'),
  match('if-match', '"9"', 412, 'STALE_REVISION'),
  match('if-match', '"1"', 412, 'STALE_REVISION'),
  match('if-none-match', '*', 412, 'STALE_REVISION'),
  ...['0', 'W/"0"', '"0", "1"', '*', `"${ECHO}"`, '"-1"', '"99999999999999999999"'].map((tag) =>
    match('if-match', tag),
  ),
  match('if-none-match', '"0"'),
  bad('X-Correlation-Id: no id', { 'x-correlation-id': `${ECHO} with blanks` }, 400, 'HEADER_INVALID'),
  ...[
    ECHO,
    'issues/wgx-0371',
    'issues/wgx-0371@-1',
    'issues/wgx-0371@1.5',
    'Issues/x@1',
    'issues/wgx-0371@9007199254740993',
  ].map((position) =>
    bad(`Taizhang-Position: ${position}`, { 'taizhang-position': position }, 400, 'HEADER_INVALID', read),
  ),
  bad(
    'Taizhang-Position: not written yet',
    { 'taizhang-position': 'issues/wgx-0371@100000' },
    503,
    'POSITION_NOT_REACHED',
    read,
  ),
  who('nobody', null),
  who('an unknown scheme', `Basic ${ECHO}`),
  who('a bearer of no token', `Bearer ${ECHO}`),
  who('an unknown role', asWho('emperor')),
  who('a policy', asWho('system', 'wgx-0371', 'policy:difficult-duties-follow-principal')),
  bad('a page of another site', { origin: 'https://evil.example' }, 403, 'CROSS_SITE'),
  bad('a script of another site', { 'sec-fetch-site': 'cross-site' }, 403, 'CROSS_SITE'),
  bad('a form of another site', { cookie: `session=${ECHO}`, authorization: null }, 403, 'CROSS_SITE'),
  bad('a reader of leaves who is no service', {}, 401, 'UNAUTHENTICATED', leaves),
  bad('a reader of leaves with a wrong token', { authorization: `Bearer ${ECHO}` }, 401, 'UNAUTHENTICATED', leaves),
  bad('a role that may not', { authorization: asWho('auditor') }, 403, 'FORBIDDEN'),
  bad('the role of policies', { authorization: asWho('system') }, 403, 'FORBIDDEN'),
  bad('a unit beside', { authorization: asWho('branch-clerk', 'b-other') }, 403, 'FORBIDDEN'),
  bad('a unit below', { authorization: asWho('branch-clerk', 'b-jia') }, 403, 'FORBIDDEN'),
  bad('a role that may not read', { authorization: asWho('public') }, 403, 'FORBIDDEN', read),
  bad('a reader of another unit’s list', { authorization: asWho('auditor', 'b-other') }, 403, 'FORBIDDEN', {
    ...read,
    path: `${LEDGER_VIEW}?bureau=wgx-0371`,
  }),
  bad(
    'a registrar of units under a code that is none',
    { authorization: asWho('system-admin', 'top') },
    403,
    'FORBIDDEN',
    {
      path: '/api/organization/zzz-0001/unit/zzz-0001/register-unit',
      body: JSON.stringify({ level: 'BUREAU', parent: 'No.Such_Code', name: ECHO, from: '2014-01-01' }),
    },
  ),
];
