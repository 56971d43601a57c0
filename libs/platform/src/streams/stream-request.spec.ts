import { packPositions } from './stream-position.js';
import { MAX_FILTER_VALUES, readStreamRequest } from './stream-request.js';

const RAISED = 'issues.IssueRaised';
const read = (query: Parameters<typeof readStreamRequest>[1], lastEventId?: string) =>
  readStreamRequest('issues', query, lastEventId, (type) => type === RAISED);
const position = packPositions('issues', new Map([['issues/a', 3]]));

describe('what a stream is asked for', () => {
  it('is everything from the start, and goes on, unless it says otherwise', () => {
    expect(read({})).toEqual({
      context: 'issues',
      bureaus: [],
      filter: { types: new Set(), clauses: new Set() },
      from: 'start',
      follow: true,
    });
  });

  it('may be narrowed', () => {
    expect(
      read({
        from: 'end',
        follow: 'false',
        type: RAISED,
        bureau: ['a', 'b'],
        clause: 'C1.0.b',
        'time.from': '2014-07-01T00:00:00.000Z',
        'time.to': '2014-07-02T00:00:00.000Z',
      }),
    ).toEqual({
      context: 'issues',
      bureaus: ['a', 'b'],
      filter: {
        types: new Set([RAISED]),
        clauses: new Set(['C1.0.b']),
        timeFrom: '2014-07-01T00:00:00.000Z',
        timeTo: '2014-07-02T00:00:00.000Z',
      },
      from: 'end',
      follow: false,
    });
  });

  it('begins where the reader was, whatever its address says', () => {
    expect(read({ from: position }).from).toEqual(new Map([['issues/a', 3]]));
    expect(read({ from: 'end' }, position).from).toEqual(new Map([['issues/a', 3]]));
    expect(read({ from: 'end' }, '').from).toBe('end');
  });

  it.each([
    ['an unknown parameter', { kind: 'x' }, 'kind'],
    ['a position of nobody', { from: 'x' }, 'from'],
    ['two positions', { from: ['start', 'end'] }, 'from'],
    ['neither yes nor no', { follow: 'maybe' }, 'follow'],
    ['an unknown type', { type: [RAISED, 'issues.Never'] }, 'type'],
    ['a bureau that can be none', { bureau: '../x' }, 'bureau'],
    [
      'too many bureaus',
      { bureau: Array.from({ length: MAX_FILTER_VALUES + 1 }, (_none, n) => `b-${String(n)}`) },
      'bureau',
    ],
    ['an unknown clause', { clause: 'C99' }, 'clause'],
    ['a time of another form', { 'time.from': '2014-07-01' }, 'time.from'],
    [
      'times the wrong way round',
      { 'time.from': '2014-07-02T00:00:00.000Z', 'time.to': '2014-07-01T00:00:00.000Z' },
      'time.to',
    ],
  ])('is refused for %s', (_what, query, parameter) => {
    expect(() => read(query)).toThrow(
      expect.objectContaining({
        definition: expect.objectContaining({ code: 'PARAMETER_INVALID' }),
        details: { parameter },
      }),
    );
  });

  it('is refused for a Last-Event-ID that no stream has given', () => {
    expect(() => read({}, 'x')).toThrow(expect.objectContaining({ details: { header: 'Last-Event-ID' } }));
  });
});
