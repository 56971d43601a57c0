import {
  commitIdOfCause,
  commitIdOfRequest,
  contextOf,
  bureauOf,
  derivedUuid,
  isLedgerId,
  isStreamId,
  isUuid,
  ledgerId,
  streamId,
  timeOrderedUuid,
} from './ids.js';

describe('ids', () => {
  it('joins and splits ledger ids', () => {
    expect(ledgerId('issues', 'wgx-0371')).toBe('issues/wgx-0371');
    expect([contextOf('issues/wgx-0371'), bureauOf('issues/wgx-0371')]).toEqual(['issues', 'wgx-0371']);
  });

  it.each([
    'issues',
    'issues/',
    'Issues/a',
    'issues/A',
    'issues/a/b',
    'issues/-a',
    '1issues/a',
    `issues/${'a'.repeat(64)}`,
  ])('refuses %j as a ledger id (ledger-format §1)', (text) => {
    expect(isLedgerId(text)).toBe(false);
  });

  it('refuses malformed parts', () => {
    expect(() => ledgerId('issues', '文化局')).toThrow(RangeError);
    expect(() => streamId('issue', 'a/b')).toThrow(RangeError);
    expect(isStreamId(`issue/${'x'.repeat(64)}`)).toBe(true);
    expect(isStreamId(`issue/${'x'.repeat(65)}`)).toBe(false);
  });

  it('derives the same UUIDv8 from the same parts, and another from parts framed otherwise', () => {
    const id = derivedUuid('ab', 'c');
    expect(id).toBe(derivedUuid('ab', 'c'));
    expect(id).not.toBe(derivedUuid('a', 'bc'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('tells requests from causes, and actors and targets from one another (design §4)', () => {
    const ids = [
      commitIdOfRequest('x/issues/a', 'acct-1', 'key'),
      commitIdOfRequest('x/issues/a', 'acct-2', 'key'),
      commitIdOfRequest('x/issues/b', 'acct-1', 'key'),
      commitIdOfCause('x/issues/a', 'event', 'policy', 'issue/1'),
      commitIdOfCause('x/issues/a', 'event', 'policy', 'issue/2'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isUuid)).toBe(true);
  });

  it('orders UUIDv7 by time (RFC 9562 §5.7)', () => {
    const bytes = new Uint8Array(10).fill(0xff);
    const early = timeOrderedUuid(Date.parse('2014-07-20T00:00:00.000Z'), bytes);
    const late = timeOrderedUuid(Date.parse('2014-07-20T00:00:00.001Z'), new Uint8Array(10));
    expect(early < late).toBe(true);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7fff-bfff-ffffffffffff$/);
    expect(parseInt(early.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2014-07-20T00:00:00.000Z'));
  });
});
