import { isRejection } from '@taizhang/kernel';
import { personEvents, unitEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { foundDeployment } from './found-deployment.command.js';
import { unit } from './unit.aggregate.js';

const target = { bureau: 'wgx-0371', id: 'wgx-0371' };
const FACTS = {
  now: '2014-07-20T02:00:00.000Z',
  today: '2014-07-20',
  effectiveOn: '2014-07-20',
  actor: { id: 'policy:setup', role: 'system' },
  needs: {},
} as const;
const input = {
  level: 'BUREAU',
  name: '文化局',
  person: 'wgx-0371.P-1',
  personName: '虚构甲',
  from: '2014-01-01',
} as const;
const registered = unitEvents.UnitRegistered({
  unit: 'wgx-0371',
  level: 'BUREAU',
  parent: null,
  name: '文化局',
  from: '2014-01-01',
});

describe('found deployment 系统初始化', () => {
  it('registers the root unit, and in the same commit its first person as security administrator', () => {
    const decision = foundDeployment.decide(input, unit.initial, FACTS, target);
    if (isRejection(decision) || !('events' in decision)) throw new Error('no wide decision');
    expect(decision.events).toEqual([registered]);
    expect(decision.also).toEqual([
      {
        stream: 'person/wgx-0371.P-1',
        expect: 'no-stream',
        events: [
          personEvents.PersonRegistered({ person: input.person, unit: 'wgx-0371', name: '虚构甲', from: input.from }),
          personEvents.RoleGranted({
            appointment: 'founding',
            person: input.person,
            role: 'security-admin',
            unit: 'wgx-0371',
            from: input.from,
            to: null,
            clearance: 1,
            basis: '系统初始化 Founding of the deployment',
          }),
        ],
      },
    ]);
  });

  it('refuses a unit that exists', () => {
    given(unit, registered).when(foundDeployment, input, target).thenRejected('UNIT_ALREADY_REGISTERED');
  });

  it('refuses a unit without a ledger of its own', () => {
    given(unit)
      .when(foundDeployment, input, { ...target, id: 'b-jia' })
      .thenRejected('UNIT_OUTSIDE_LEDGER');
  });

  it('refuses a person of another ledger', () => {
    given(unit)
      .when(foundDeployment, { ...input, person: 'other.P-1' }, target)
      .thenRejected('PERSON_ID_INVALID');
  });

  it('refuses a date to come', () => {
    given(unit)
      .when(foundDeployment, { ...input, from: '2099-01-01' }, target)
      .thenRejected('DATE_IN_FUTURE');
  });
});
