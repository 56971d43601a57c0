import { personEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { person } from './person.aggregate.js';
import { registerPerson } from './register-person.command.js';

const registered = personEvents.PersonRegistered({
  person: 'wgx-0371.P-1',
  unit: 'wgx-0371',
  name: '虚构甲',
  from: '2014-01-01',
});
const input = { unit: 'wgx-0371', name: '虚构甲', from: '2014-01-01' };
const target = { bureau: 'wgx-0371', id: 'wgx-0371.P-1' };

describe('register person 登记人员', () => {
  it('knows a person by an opaque id; the name is sealed', () => {
    given(person).when(registerPerson, input, target).then(registered);
    expect(JSON.stringify(given(person, registered).state)).not.toContain('虚构甲');
  });

  it('refuses an id in use', () => {
    given(person, registered).when(registerPerson, input, target).thenRejected('PERSON_ALREADY_REGISTERED');
  });

  it.each(['P-1', 'other.P-1', 'wgx-0371', 'wgx-0371.'])('refuses an id that does not name the ledger: %s', (id) => {
    given(person)
      .when(registerPerson, input, { ...target, id })
      .thenRejected('PERSON_ID_INVALID');
  });
});
