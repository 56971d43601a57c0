import type { FastifyRequest } from 'fastify';
import { PROBLEMS } from './problem.js';
import { correlationOf, expectedRevisionOf, idempotencyKeyOf, positionOf } from './request-headers.js';

/** A request as far as these functions look at one. */
const withHeaders = (headers: Readonly<Record<string, string>>) => ({ headers }) as unknown as FastifyRequest; // nothing else is read
const KEY = '0190f3a1-7c1d-7c7e-8f00-000000000001';
const invalid = (header: string) =>
  expect.objectContaining({ definition: PROBLEMS.headerInvalid, details: { header } });

describe('Idempotency-Key', () => {
  it('is a UUID in either case', () => {
    expect(idempotencyKeyOf(withHeaders({ 'idempotency-key': ` ${KEY.toUpperCase()} ` }))).toBe(KEY);
  });

  it.each([{}, { 'idempotency-key': '' }, { 'idempotency-key': '  ' }])('must be there: %j', (headers) => {
    expect(() => idempotencyKeyOf(withHeaders(headers))).toThrow(
      expect.objectContaining({ definition: PROBLEMS.keyMissing }),
    );
  });

  it.each([
    '1',
    KEY.slice(1),
    `${KEY}0`,
    `{${KEY}}`,
    KEY.replaceAll('-', ''),
    `${KEY}, ${KEY}`,
    `"${KEY}"`,
    'g'.repeat(36),
  ])('is refused in any other form: %s', (key) => {
    expect(() => idempotencyKeyOf(withHeaders({ 'idempotency-key': key }))).toThrow(
      expect.objectContaining({ definition: PROBLEMS.keyInvalid }),
    );
  });
});

describe('If-Match', () => {
  it.each([
    [{}, undefined],
    [{ 'if-match': '"0"' }, 0],
    [{ 'if-match': ' "17" ' }, 17],
    [{ 'if-none-match': '*' }, -1],
  ])('%j expects revision %j', (headers, revision) => {
    expect(expectedRevisionOf(withHeaders(headers))).toBe(revision);
  });

  it.each(['', '17', '"', '""', '"-1"', '"01"', '"1.0"', '"x"', 'W/"1"', '"1", "2"', '"99999999999999999"', '*'])(
    'is refused rather than passed over: %s',
    (tag) => {
      expect(() => expectedRevisionOf(withHeaders({ 'if-match': tag }))).toThrow(invalid('If-Match'));
    },
  );

  it.each(['"3"', '', 'W/"3"', '"1", "2"'])('neither is an If-None-Match that names a revision: %s', (tag) => {
    expect(() => expectedRevisionOf(withHeaders({ 'if-none-match': tag }))).toThrow(invalid('If-None-Match'));
  });

  it('cannot be given both ways', () => {
    expect(() => expectedRevisionOf(withHeaders({ 'if-match': '"1"', 'if-none-match': '*' }))).toThrow(
      invalid('If-None-Match'),
    );
  });
});

describe('Taizhang-Position', () => {
  it('names a ledger and an index', () => {
    expect(positionOf(withHeaders({}))).toBeUndefined();
    expect(positionOf(withHeaders({ 'taizhang-position': 'issues/wgx-0371@12' }))).toEqual({
      ledger: 'issues/wgx-0371',
      idx: 12,
    });
  });

  it.each([
    '',
    '@',
    'issues/wgx-0371',
    'issues/wgx-0371@',
    '@12',
    'issues/wgx-0371@-1',
    'issues/wgx-0371@1.5',
    'issues/wgx-0371@01',
    'issues/wgx-0371@1e3',
    'issues@1',
    'Issues/wgx@1',
    'issues/../x@1',
    'issues/wgx-0371@1@2',
    `issues/${'x'.repeat(200)}@1`,
    'issues/wgx-0371@9007199254740992',
  ])('is refused in any other form: %s', (position) => {
    expect(() => positionOf(withHeaders({ 'taizhang-position': position }))).toThrow(invalid('Taizhang-Position'));
  });
});

describe('X-Correlation-Id', () => {
  it('is taken as it is when it has the form of an id', () => {
    expect(correlationOf(withHeaders({}))).toBeUndefined();
    expect(correlationOf(withHeaders({ 'x-correlation-id': 'req-1.A_b' }))).toBe('req-1.A_b');
  });

  it.each(['', '-x', 'a b', 'x'.repeat(65), '张三', 'a/b', '"a"'])('is refused in any other form: %s', (id) => {
    expect(() => correlationOf(withHeaders({ 'x-correlation-id': id }))).toThrow(invalid('X-Correlation-Id'));
  });
});
