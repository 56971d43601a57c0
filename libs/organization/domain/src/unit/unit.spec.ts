import { unitEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { appointPrincipal } from './appoint-principal.command.js';
import { changePrincipal } from './change-principal.command.js';
import { registerUnit } from './register-unit.command.js';
import { renameUnit } from './rename-unit.command.js';
import { reparentUnit } from './reparent-unit.command.js';
import { unit } from './unit.aggregate.js';

const bureau = { bureau: 'wgx-0371', id: 'wgx-0371' };
const branch = { bureau: 'wgx-0371', id: 'b-jia' };
const known = {
  'organization.unit-level/city-jc': 'CITY',
  'organization.unit-level/city-xl': 'CITY',
  'organization.unit-level/wgx-0371': 'BUREAU',
  'organization.unit-level/wgx-0372': 'BUREAU',
  'organization.person/P-1': 'wgx-0371',
  'organization.person/P-2': 'wgx-0371',
};
const registered = unitEvents.UnitRegistered({
  unit: 'wgx-0371',
  level: 'BUREAU',
  parent: 'city-jc',
  name: '文化局',
  from: '2014-01-01',
});
const branchRegistered = unitEvents.UnitRegistered({
  unit: 'b-jia',
  level: 'BRANCH',
  parent: 'wgx-0371',
  name: '甲支部',
  from: '2014-01-01',
});
const appointed = unitEvents.PrincipalAppointed({
  unit: 'wgx-0371',
  person: 'P-1',
  from: '2014-01-01',
  acting: false,
  clearance: 1,
  basis: '任职文件',
});
const changed = unitEvents.PrincipalChanged({
  unit: 'wgx-0371',
  person: 'P-2',
  previous: 'P-1',
  from: '2014-07-20',
  acting: false,
  clearance: 1,
  basis: '任免文件',
});

describe('register unit 登记单位', () => {
  const input = { level: 'BUREAU', parent: 'city-jc', name: '文化局', from: '2014-01-01' };

  it('opens a unit of bureau level in its own ledger under a higher parent', () => {
    given(unit)
      .when(registerUnit, input, { ...bureau, known })
      .then(registered);
  });

  it('puts a branch into its bureau’s ledger', () => {
    given(unit)
      .when(
        registerUnit,
        { level: 'BRANCH', parent: 'wgx-0371', name: '甲支部', from: '2014-01-01' },
        { ...branch, known },
      )
      .then(branchRegistered);
  });

  it('registers the highest unit without a parent', () => {
    const top = { bureau: 'top', id: 'top' };
    given(unit)
      .when(registerUnit, { level: 'CENTRAL', name: '中央', from: '2014-01-01' }, top)
      .then(
        unitEvents.UnitRegistered({ unit: 'top', level: 'CENTRAL', parent: null, name: '中央', from: '2014-01-01' }),
      );
  });

  it('refuses the wrong ledger: a branch of its own, a bureau in another’s', () => {
    given(unit)
      .when(registerUnit, { ...input, level: 'BRANCH', parent: 'wgx-0371' }, { ...bureau, known })
      .thenRejected('UNIT_OUTSIDE_LEDGER');
    given(unit)
      .when(registerUnit, input, { ...branch, known })
      .thenRejected('UNIT_OUTSIDE_LEDGER');
  });

  it('refuses a branch under anything but its bureau', () => {
    given(unit)
      .when(registerUnit, { ...input, level: 'BRANCH' }, { ...branch, known })
      .thenRejected('PARENT_MISSING');
  });

  it('refuses a parent that is unknown or not of a higher level, so that no cycle can arise', () => {
    given(unit).when(registerUnit, input, bureau).thenRejected('PARENT_UNKNOWN', { parent: 'city-jc' });
    given(unit)
      .when(registerUnit, { ...input, parent: 'wgx-0372' }, { ...bureau, known })
      .thenRejected('PARENT_NOT_HIGHER');
  });

  it('refuses a code in use and a date in the future', () => {
    given(unit, registered)
      .when(registerUnit, input, { ...bureau, known })
      .thenRejected('UNIT_ALREADY_REGISTERED');
    given(unit)
      .when(registerUnit, { ...input, from: '2014-07-21' }, { ...bureau, known })
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('rename and re-parent 更名、调整隶属关系', () => {
  it('renames from a later date on', () => {
    given(unit, registered)
      .when(renameUnit, { name: '文旅局', from: '2014-07-01', reason: '机构改革' }, bureau)
      .then(unitEvents.UnitRenamed({ unit: 'wgx-0371', name: '文旅局', from: '2014-07-01', reason: '机构改革' }));
    given(unit, registered)
      .when(renameUnit, { name: '文旅局', from: '2014-01-01', reason: '改革' }, bureau)
      .thenRejected('DATE_BEFORE_LAST');
    given(unit, registered)
      .when(renameUnit, { name: '文旅局', from: '2014-08-01', reason: '改革' }, bureau)
      .thenRejected('DATE_IN_FUTURE');
    given(unit)
      .when(renameUnit, { name: '文旅局', from: '2014-07-01', reason: '改革' }, bureau)
      .thenRejected('UNIT_UNKNOWN');
  });

  it('moves a bureau under another city and keeps its parents in time', () => {
    const input = { parent: 'city-xl', from: '2014-07-01', reason: '区划调整' };
    const moved = unitEvents.UnitReparented({ unit: 'wgx-0371', previous: 'city-jc', ...input });
    given(unit, registered)
      .when(reparentUnit, input, { ...bureau, known })
      .then(moved);
    expect(given(unit, registered, moved).state).toMatchObject({
      parents: [
        { parent: 'city-jc', from: '2014-01-01' },
        { parent: 'city-xl', from: '2014-07-01' },
      ],
    });
  });

  it('refuses a branch, the same parent, an equal level, an unknown parent, and dates out of order', () => {
    const input = { parent: 'city-xl', from: '2014-07-01', reason: '区划调整' };
    given(unit, branchRegistered)
      .when(reparentUnit, input, { ...branch, known })
      .thenRejected('PARENT_MISSING');
    given(unit, registered)
      .when(reparentUnit, { ...input, parent: 'city-jc' }, { ...bureau, known })
      .thenRejected('PARENT_UNCHANGED');
    given(unit, registered)
      .when(reparentUnit, { ...input, parent: 'wgx-0372' }, { ...bureau, known })
      .thenRejected('PARENT_NOT_HIGHER');
    given(unit, registered)
      .when(reparentUnit, { ...input, parent: 'nowhere' }, { ...bureau, known })
      .thenRejected('PARENT_UNKNOWN');
    given(unit, registered)
      .when(reparentUnit, { ...input, from: '2014-01-01' }, { ...bureau, known })
      .thenRejected('DATE_BEFORE_LAST');
    given(unit, registered)
      .when(reparentUnit, { ...input, from: '2014-09-01' }, { ...bureau, known })
      .thenRejected('DATE_IN_FUTURE');
  });
});

describe('principal 一把手 [C6.7]', () => {
  it('appoints the first principal, once', () => {
    const input = { person: 'P-1', from: '2014-01-01', basis: '任职文件' };
    given(unit, registered)
      .when(appointPrincipal, input, { ...bureau, known })
      .then(appointed);
    given(unit, registered, appointed)
      .when(appointPrincipal, input, { ...bureau, known })
      .thenRejected('PRINCIPAL_ALREADY_APPOINTED');
    given(unit, registered)
      .when(appointPrincipal, { ...input, from: '2015-01-01' }, { ...bureau, known })
      .thenRejected('DATE_IN_FUTURE');
    given(unit, registered).when(appointPrincipal, input, bureau).thenRejected('PERSON_UNKNOWN');
  });

  it('changes the principal so that one ends when the other begins', () => {
    given(unit, registered, appointed)
      .when(changePrincipal, { person: 'P-2', from: '2014-07-20', basis: '任免文件' }, { ...bureau, known })
      .then(changed);
    expect(given(unit, registered, appointed, changed).state).toMatchObject({
      principals: [
        { person: 'P-1', from: '2014-01-01' },
        { person: 'P-2', from: '2014-07-20' },
      ],
    });
  });

  it('records an acting principal who becomes the principal', () => {
    const acting = unitEvents.PrincipalAppointed({ ...appointed.data, acting: true });
    given(unit, registered, acting)
      .when(changePrincipal, { person: 'P-1', from: '2014-07-20', basis: '任免文件' }, { ...bureau, known })
      .then(unitEvents.PrincipalChanged({ ...changed.data, person: 'P-1' }));
  });

  it('refuses none, the same, an unknown person, the past and the future', () => {
    const input = { person: 'P-2', from: '2014-07-20', basis: '任免文件' };
    given(unit, registered)
      .when(changePrincipal, input, { ...bureau, known })
      .thenRejected('PRINCIPAL_MISSING');
    given(unit, registered, appointed)
      .when(changePrincipal, { ...input, person: 'P-1' }, { ...bureau, known })
      .thenRejected('PRINCIPAL_UNCHANGED');
    given(unit, registered, appointed)
      .when(changePrincipal, { ...input, person: 'P-9' }, { ...bureau, known })
      .thenRejected('PERSON_UNKNOWN');
    given(unit, registered, appointed)
      .when(changePrincipal, { ...input, from: '2014-01-01' }, { ...bureau, known })
      .thenRejected('DATE_BEFORE_LAST');
    given(unit, registered, appointed)
      .when(changePrincipal, { ...input, from: '2014-07-21' }, { ...bureau, known })
      .thenRejected('DATE_IN_FUTURE');
  });
});
