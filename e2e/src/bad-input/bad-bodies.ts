import { asWho, ECHO, issueAnd, issueWith, TRIAGE, type BadRequest } from './bad-request.js';

const whole = issueWith({});
const json = (what: string, body: string | Uint8Array, status: number, code: string): BadRequest => ({
  what,
  body,
  status,
  code,
});
const invalid = (what: string, body: string): BadRequest => json(what, body, 422, 'INPUT_INVALID');
const number = (text: string): BadRequest =>
  json(`the number ${text}`, issueWith({}).replace('"o-1"', text), 422, 'NUMBER_NOT_INTEGER');

/** Bodies that no command takes. */
export const BAD_BODIES: readonly BadRequest[] = [
  json('half a body', whole.slice(0, -9), 400, 'MALFORMED_JSON'),
  json('two bodies', whole + whole, 400, 'MALFORMED_JSON'),
  json('words', ECHO, 400, 'MALFORMED_JSON'),
  json('single quotes', whole.replaceAll('"', "'"), 400, 'MALFORMED_JSON'),
  json('a comment', `/* ${ECHO} */ ${whole}`, 400, 'MALFORMED_JSON'),
  json('a trailing comma', `${whole.slice(0, -1)},}`, 400, 'MALFORMED_JSON'),
  json('a byte order mark', `\ufeff${whole}`, 400, 'MALFORMED_JSON'),
  json('UTF-16', Buffer.from(whole, 'utf16le'), 400, 'MALFORMED_JSON'),
  json(
    'invalid UTF-8',
    Buffer.concat([Buffer.from('{"unit":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    400,
    'MALFORMED_JSON',
  ),
  json('no body', '', 400, 'BODY_MISSING'),
  json('null', 'null', 400, 'BODY_MISSING'),
  json('a list', `[${whole}]`, 400, 'BODY_MISSING'),
  json('a text', `"${ECHO}"`, 400, 'BODY_MISSING'),
  json('a member twice', issueAnd(`"unit":"${ECHO}"`), 400, 'DUPLICATE_MEMBER'),
  json('a member twice, once escaped', issueAnd(String.raw`"\u0075nit":"b-jia"`), 400, 'DUPLICATE_MEMBER'),
  json('lists 10,000 deep', issueAnd(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`), 400, 'JSON_TOO_DEEP'),
  json('objects 10,000 deep', issueAnd(`"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), 400, 'JSON_TOO_DEEP'),
  json('lists that never end', '['.repeat(200_000), 400, 'JSON_TOO_DEEP'),
  ...['1.5', '-0', '1e3', '1e400', '-1e400', '9007199254740993'].map(number),
  json('a lone surrogate', issueWith({}).replace('窗口', String.raw`${ECHO}\ud800`), 422, 'LONE_SURROGATE'),
  json('a lone surrogate in a name', issueAnd(String.raw`"\udc00":1`), 422, 'LONE_SURROGATE'),
  invalid('nothing in it', '{}'),
  invalid('a number for a text', issueWith({ manifestation: 20140625 })),
  invalid('a text for a list', JSON.stringify({ ...JSON.parse(whole), unit: [ECHO] })),
  invalid('null for what must be', issueWith({ unit: null })),
  invalid('a text for a truth', issueWith({ anonymous: `${ECHO}-true` })),
  invalid('no such source', issueWith({ source: ECHO })),
  invalid('no id', issueWith({ unit: `${ECHO} with blanks` })),
  invalid('no date', issueWith({ raisedOn: '2014-02-30' })),
  invalid('a date with a time', issueWith({ raisedOn: '2014-06-25T00:00:00Z' })),
  invalid('a blank text', issueWith({ manifestation: ' \u3000\n' })),
  invalid('a text too long', issueWith({ manifestation: ECHO.repeat(1_000) })),
  invalid('a business date of no calendar', issueWith({ effectiveOn: '2014-13-01' })),
  invalid('a blank reason', issueWith({ effectiveOn: '2014-06-20', lateReason: '  ' })),
  json('an unknown field', issueWith({ nickname: ECHO }), 422, 'UNKNOWN_FIELD'),
  json('a field in another case', issueWith({ Unit: ECHO }), 422, 'UNKNOWN_FIELD'),
  json('the prototype as a field', issueAnd(`"__proto__":{"unit":"${ECHO}"}`), 422, 'UNKNOWN_FIELD'),
  json('a reserved member', issueWith({ reliedOn: { depth: 0 } }), 422, 'UNKNOWN_FIELD'),
  json('a unit that nobody registered', issueWith({ unit: 'b-nowhere' }), 409, 'UNIT_UNKNOWN'),
  {
    ...json('an issue for such a unit', JSON.stringify({ unit: 'b-nowhere', opinion: '承办' }), 409, 'UNIT_UNKNOWN'),
    path: TRIAGE,
    headers: { authorization: asWho('campaign-office') },
  },
  json('an act of tomorrow', issueWith({ effectiveOn: '2099-01-01' }), 422, 'EFFECTIVE_IN_FUTURE'),
  json('a late act without a reason', issueWith({ effectiveOn: '2014-06-20' }), 422, 'LATE_REASON_MISSING'),
  json('too large a body', issueWith({ manifestation: ECHO.repeat(40_000) }), 413, 'BODY_TOO_LARGE'),
  {
    what: 'no time for the manual clock',
    method: 'PUT',
    path: '/api/test/clock',
    body: JSON.stringify({ now: ECHO }),
    status: 422,
    code: 'INPUT_INVALID',
  },
];
