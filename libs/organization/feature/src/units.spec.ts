import { unitEvents } from '@taizhang/contracts';
import { projected } from '@taizhang/testkit';
import { unitsView } from './units.view.js';

const from = { ledger: 'organization/wgx-0371', stream: 'unit/wgx-0371', catalogue: unitEvents } as const;
const registered = unitEvents.UnitRegistered({
  unit: 'wgx-0371',
  level: 'BUREAU',
  parent: 'city-jc',
  name: '文化局',
  from: '2014-01-01',
});

describe('units 单位', () => {
  it('keeps old names and parents beside the present ones', () => {
    const { 'wgx-0371': unit } = projected(unitsView, from, [
      registered,
      unitEvents.UnitRenamed({ unit: 'wgx-0371', name: '文旅局', from: '2014-08-01', reason: '改革' }),
      unitEvents.UnitReparented({
        unit: 'wgx-0371',
        parent: 'city-xl',
        previous: 'city-jc',
        from: '2014-09-01',
        reason: '区划调整',
      }),
    ]);
    expect(unit).toMatchObject({
      parent: 'city-xl',
      name: { $sealed: { digest: '1/name' } },
      names: [
        { name: { $sealed: { digest: '0/name' } }, from: '2014-01-01' },
        { name: { $sealed: { digest: '1/name' } }, from: '2014-08-01' },
      ],
      parents: [
        { parent: 'city-jc', from: '2014-01-01' },
        { parent: 'city-xl', from: '2014-09-01' },
      ],
    });
  });

  it('[C6.7] shows exactly one principal and the history', () => {
    const { 'wgx-0371': unit } = projected(unitsView, from, [
      registered,
      unitEvents.PrincipalAppointed({
        unit: 'wgx-0371',
        person: 'P-1',
        from: '2014-01-01',
        acting: true,
        clearance: 1,
        basis: '文件',
      }),
      unitEvents.PrincipalChanged({
        unit: 'wgx-0371',
        person: 'P-2',
        previous: 'P-1',
        from: '2014-07-20',
        acting: false,
        clearance: 1,
        basis: '文件',
      }),
    ]);
    expect(unit).toMatchObject({
      principal: 'P-2',
      acting: false,
      principals: [
        { person: 'P-1', from: '2014-01-01', acting: true },
        { person: 'P-2', from: '2014-07-20', acting: false },
      ],
    });
  });
});
