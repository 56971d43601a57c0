import { unitEvents } from '@taizhang/contracts';
import { eventIdAt, projected } from '@taizhang/testkit';
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

  it('[C6.7] shows a withdrawn appointment no longer, in the history neither', () => {
    const terms = { unit: 'wgx-0371', acting: false, clearance: 1, basis: '文件' };
    const about = { unit: 'wgx-0371', person: 'P-2', previous: 'P-1', from: '2014-07-20' };
    const appointed = unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-01-01' });
    const changed = unitEvents.PrincipalChanged({ ...terms, ...about });
    const unchanged = unitEvents.PrincipalChangeWithdrawn({ ...about, event: eventIdAt(2), reason: '误录' });
    const none = unitEvents.PrincipalAppointmentWithdrawn({
      unit: 'wgx-0371',
      person: 'P-1',
      event: eventIdAt(1),
      reason: '误录',
    });
    const shown = (...events: Parameters<typeof projected>[2]) =>
      projected(unitsView, from, [registered, ...events])['wgx-0371'];
    const first = { person: 'P-1', from: '2014-01-01', acting: false };
    expect(shown(appointed, changed, unchanged)).toMatchObject({ principal: 'P-1', principals: [first] });
    expect(shown(appointed, changed, unchanged, none)).toMatchObject({ principal: null, principals: [] });
  });
});
