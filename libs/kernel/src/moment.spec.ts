import { momentOf } from './moment.js';

const ZONE = 'Asia/Shanghai';

describe('the moment that is asked about', () => {
  it.each([
    ['2014-09-24 18:00', '2014-09-24T10:00:00.000Z'],
    ['2014-09-24T18:00', '2014-09-24T10:00:00.000Z'],
    ['2014-09-24T18:00:30.5', '2014-09-24T10:00:30.500Z'],
    ['2014-09-24T18:00:00+08:00', '2014-09-24T10:00:00.000Z'],
    ['2014-09-24T10:00:00-02:00', '2014-09-24T12:00:00.000Z'],
    ['2014-09-24T10:00:00.000Z', '2014-09-24T10:00:00.000Z'],
    ['2014-09-24', '2014-09-24T15:59:59.999Z'],
    ['2012-02-29', '2012-02-29T15:59:59.999Z'],
  ])('of %s is %s', (text, instant) => {
    expect(momentOf(text, ZONE)).toBe(instant);
  });

  it.each([
    '',
    '2014',
    '2014-02-30',
    '2014-09-24 25:00',
    '2014-09-24 18:60',
    '2014-09-24T18:00:00 08:00',
    'now',
    '18:00',
  ])('is none for %j', (text) => {
    expect(momentOf(text, ZONE)).toBeUndefined();
  });

  it('follows the clocks of a zone that are put forward and back', () => {
    expect(momentOf('2014-07-01T12:00', 'Europe/Berlin')).toBe('2014-07-01T10:00:00.000Z');
    expect(momentOf('2014-12-01T12:00', 'Europe/Berlin')).toBe('2014-12-01T11:00:00.000Z');
    expect(momentOf('2014-10-26', 'Europe/Berlin')).toBe('2014-10-26T22:59:59.999Z');
    expect(momentOf('2014-03-29', 'America/Sao_Paulo')).toBe('2014-03-30T02:59:59.999Z');
    expect(momentOf('2014-01-01T00:00', 'UTC')).toBe('2014-01-01T00:00:00.000Z');
  });
});
