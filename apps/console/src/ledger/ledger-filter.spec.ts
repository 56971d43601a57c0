import type { KnownUnit } from '../api/standing.js';
import { addressOf, filterOf, overdueParameters, parametersOf } from './ledger-filter.js';

const unit = (reference: string, parent: string | null): KnownUnit => {
  const [bureau = reference, branch] = reference.split('/', 2);
  return {
    reference,
    bureau,
    unit: branch ?? bureau,
    level: branch === undefined ? 'BUREAU' : 'BRANCH',
    parent,
    name: null,
    principal: null,
    acting: false,
  };
};
const UNITS = [
  unit('city-jc', null),
  unit('wgx-0371', 'city-jc'),
  unit('wgx-0371/b-jia', 'wgx-0371'),
  unit('jyj-0371', 'city-jc'),
  unit('far-1', null),
];
const from = (query: string) => filterOf(new URLSearchParams(query));

describe('the filter of the ledger', () => {
  it('comes back from its address as it was', () => {
    const query =
      'text=%E6%8E%92%E9%98%9F&unit=wgx-0371&below=false&source=NETIZEN&source=PETITION&class=2b&status=SUBMITTED&leader=wgx-0371.P-1&from=2014-07-01&to=2014-08-31&sort=-deadline&limit=50';
    expect(addressOf(from(query)).toString()).toBe(query);
    expect(addressOf(from('')).toString()).toBe('');
  });

  it('takes nothing that is no date, and no page of any size', () => {
    expect(from('from=yesterday&limit=9999')).toMatchObject({ from: '', limit: 20 });
  });

  it('leaves out what was merged or withdrawn, as the totals do, unless that is asked for', () => {
    expect(parametersOf(from(''), UNITS)['status']).toEqual(expect.arrayContaining(['RAISED', 'CLOSED', 'REFERRED']));
    expect(parametersOf(from(''), UNITS)['status']).not.toEqual(expect.arrayContaining(['MERGED']));
    expect(parametersOf(from(''), UNITS)['status']).not.toEqual(expect.arrayContaining(['WITHDRAWN']));
    expect(parametersOf(from('status=MERGED'), UNITS)['status']).toEqual(['MERGED']);
  });

  it('asks for a unit alone, with all below it, or for a branch', () => {
    expect(parametersOf(from('unit=city-jc'), UNITS)).toMatchObject({ bureau: ['city-jc', 'wgx-0371', 'jyj-0371'] });
    expect(parametersOf(from('unit=wgx-0371&below=false'), UNITS)).toMatchObject({
      bureau: 'wgx-0371',
      units: 'wgx-0371',
    });
    expect(parametersOf(from('unit=wgx-0371/b-jia'), UNITS)).toMatchObject({ bureau: 'wgx-0371', units: 'b-jia' });
    expect(parametersOf(from(''), UNITS)).not.toHaveProperty('bureau');
  });

  it('narrows to what was due before today, within what was asked for', () => {
    expect(overdueParameters(from('to=2014-08-31'), UNITS, '2014-08-21')['deadline.to']).toBe('2014-08-20');
    expect(overdueParameters(from('to=2014-07-31'), UNITS, '2014-08-21')['deadline.to']).toBe('2014-07-31');
    expect(overdueParameters(from(''), UNITS, '2014-09-01')['deadline.to']).toBe('2014-08-31');
  });
});
