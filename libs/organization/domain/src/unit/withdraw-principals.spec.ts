import { unitEvents } from '@taizhang/contracts';
import { eventIdAt, given } from '@taizhang/testkit';
import { appointPrincipal } from './appoint-principal.command.js';
import { unit } from './unit.aggregate.js';
import { withdrawPrincipalAppointment } from './withdraw-principal-appointment.command.js';
import { withdrawPrincipalChange } from './withdraw-principal-change.command.js';

const here = { bureau: 'wgx-0371', id: 'wgx-0371', known: { 'organization.person/P-3': 'wgx-0371' } };
const terms = { unit: 'wgx-0371', acting: false, clearance: 1, basis: '任职文件' };
const registered = unitEvents.UnitRegistered({
  unit: 'wgx-0371',
  level: 'BUREAU',
  parent: 'city-jc',
  name: '文化局',
  from: '2014-01-01',
});
const appointed = unitEvents.PrincipalAppointed({ ...terms, person: 'P-1', from: '2014-01-01' });
const changed = unitEvents.PrincipalChanged({ ...terms, person: 'P-2', previous: 'P-1', from: '2014-07-20' });
const reason = '录入有误';
const about = { unit: 'wgx-0371', person: 'P-2', previous: 'P-1', from: '2014-07-20' };

describe('withdraw principal’s appointment 撤回主要负责同志任命', () => {
  const input = { event: eventIdAt(1), reason };
  const withdrawn = unitEvents.PrincipalAppointmentWithdrawn({ ...input, unit: 'wgx-0371', person: 'P-1' });

  it('[C6.7] leaves the unit without one, so that the right one is appointed', () => {
    given(unit, registered, appointed).when(withdrawPrincipalAppointment, input, here).then(withdrawn);
    const right = { person: 'P-3', from: '2014-01-01', basis: '任职文件' };
    given(unit, registered, appointed, withdrawn)
      .when(appointPrincipal, right, here)
      .then(unitEvents.PrincipalAppointed({ ...terms, ...right }));
  });

  it('[C6.7] waits for changes that build on it, and happens once', () => {
    const change = unitEvents.PrincipalChangeWithdrawn({ ...about, event: eventIdAt(2), reason });
    given(unit, registered, appointed, changed)
      .when(withdrawPrincipalAppointment, input, here)
      .thenRejected('WITHDRAWAL_TOO_LATE');
    given(unit, registered, appointed, changed, change).when(withdrawPrincipalAppointment, input, here).then(withdrawn);
    given(unit, registered, appointed, withdrawn)
      .when(withdrawPrincipalAppointment, input, here)
      .thenRejected('WITHDRAWAL_REPEATED');
  });
});

describe('withdraw change of principal 撤回主要负责同志变更', () => {
  const input = { event: eventIdAt(2), reason };
  const withdrawn = unitEvents.PrincipalChangeWithdrawn({ ...input, ...about });

  it('[C6.7] makes the one before principal again, as if nothing had happened, and says whom it concerns', () => {
    given(unit, registered, appointed, changed).when(withdrawPrincipalChange, input, here).then(withdrawn);
    expect(given(unit, registered, appointed, changed, withdrawn).state).toMatchObject({
      principals: [{ person: 'P-1', from: '2014-01-01' }],
    });
  });

  it('[C6.7] is possible for the last change only, and not for what is none', () => {
    const again = unitEvents.PrincipalChanged({ ...terms, person: 'P-3', previous: 'P-2', from: '2014-07-21' });
    given(unit, registered, appointed, changed, again)
      .when(withdrawPrincipalChange, input, here)
      .thenRejected('WITHDRAWAL_TOO_LATE');
    given(unit, registered, appointed)
      .when(withdrawPrincipalChange, { ...input, event: eventIdAt(1) }, here)
      .thenRejected('WITHDRAWAL_ACT_UNKNOWN');
  });
});
