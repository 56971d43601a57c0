import type { PlainCell } from '@taizhang/reporting';
import type { KnownRegister, KnownUnit } from './register-known.js';
import type { LinePlan } from './register-line.js';
import { RegisterPlanner } from './register-plan.js';
import { REGISTER_SHEETS, type PersonLine, type PostLine, type UnitLine } from './register-sheets.js';

const unit = (code: string, more: Partial<KnownUnit> = {}): KnownUnit => ({
  code,
  level: 'BRANCH',
  parent: 'bur-1',
  name: '甲支部',
  namedFrom: '2014-01-01',
  endedOn: null,
  outside: null,
  principal: null,
  acting: false,
  ...more,
});
const known = (more: Partial<KnownRegister> = {}): KnownRegister => ({
  bureau: 'bur-1',
  system: 'hr',
  today: '2014-07-20',
  units: new Map(
    [
      unit('bur-1', { level: 'BUREAU', parent: 'city-a', name: '文化局' }),
      unit('b-jia', { outside: 'O-1', principal: 'bur-1.P-1' }),
      unit('b-gone', { endedOn: '2014-05-01' }),
    ].map((each) => [each.code, each]),
  ),
  persons: new Map([['0001', 'bur-1.P-1']]),
  hidden: false,
  posts: [],
  job: 'organization.job-1',
  ...more,
});

/** A line with these texts; columns that are not named are blank. */
function line(
  sheet: keyof typeof REGISTER_SHEETS,
  texts: Readonly<Record<string, string>>,
  row = 2,
): { readonly row: number; readonly cells: Readonly<Record<string, PlainCell>> } {
  const { title, columns } = REGISTER_SHEETS[sheet];
  const cells = Object.keys(columns).map((column, i) => [
    column,
    { sheet: title, address: `${String.fromCharCode(65 + i)}${String(row)}`, text: texts[column] ?? '' },
  ]);
  return { row, cells: Object.fromEntries(cells) as Record<string, PlainCell> }; // a cell per column
}
const unitLine = (texts: Readonly<Record<string, string>>) => line('units', texts) as UnitLine; // has its columns
const personLine = (texts: Readonly<Record<string, string>>) => line('persons', texts) as PersonLine; // as above
const postLine = (texts: Readonly<Record<string, string>>) => line('posts', texts) as PostLine; // as above
const planner = (more: Partial<KnownRegister> = {}) => new RegisterPlanner(known(more), false);
const faultsOf = ({ faults }: LinePlan) => faults.map(({ cell, code }) => `${cell} ${code}`);
const verbsOf = ({ outcome, commands }: LinePlan) => [outcome, ...commands.map(({ verb }) => verb)];

describe('units of a register 单位', () => {
  const jia = { code: 'b-jia', name: '甲支部', from: '2014-01-01', outside: 'O-1' };

  it('are registered with their outside id where they are new, branches of the bureau unless said otherwise', () => {
    const plan = planner().unit(unitLine({ code: 'b-yi', name: '乙支部', from: '2014/3/1', outside: 'O-2' }));
    expect(plan).toMatchObject({
      outcome: 'new',
      aggregate: 'unit',
      bureau: 'bur-1',
      id: 'b-yi',
      commands: [
        {
          verb: 'register-unit',
          input: {
            level: 'BRANCH',
            parent: 'bur-1',
            name: '乙支部',
            from: '2014-03-01',
            outside: { system: 'hr', outside: 'O-2' },
          },
        },
      ],
    });
    const own = planner().unit(
      unitLine({ code: 'bur-2', name: '某局', from: '2014-01-01', level: '局', parent: 'city-a' }),
    );
    expect(own).toMatchObject({
      bureau: 'bur-2',
      id: 'bur-2',
      commands: [{ input: { level: 'BUREAU', parent: 'city-a' } }],
    });
  });

  it('are left as they are where nothing differs; renamed and linked where that does', () => {
    expect(verbsOf(planner().unit(unitLine(jia)))).toEqual(['same']);
    expect(verbsOf(planner().unit(unitLine({ ...jia, name: '文化馆支部' })))).toEqual(['changed', 'rename-unit']);
    const units = new Map([...known().units, ['b-bing', unit('b-bing')]]);
    const bing = unitLine({ ...jia, code: 'b-bing', outside: 'O-3' });
    expect(verbsOf(planner({ units }).unit(bing))).toEqual(['changed', 'link-unit-outside-id']);
    const linking = planner({ units });
    linking.unit(bing);
    const there = personLine({ outside: '0002', name: '虚构乙', from: '2014-01-01', unit: 'O-3' });
    expect(linking.person(there, 1)).toMatchObject({ outcome: 'new', waits: false });
    const unseen = new Map([...known().units, ['b-jia', unit('b-jia', { name: null, outside: 'O-1' })]]);
    expect(verbsOf(planner({ units: unseen }).unit(unitLine({ ...jia, name: '别名' })))).toEqual(['same']);
  });

  it('are renamed from the day of the file where that is later than the last, and else from today', () => {
    const renamed = (from: string) => planner().unit(unitLine({ ...jia, name: '文化馆支部', from })).commands[0]?.input;
    expect(renamed('2014-06-01')).toMatchObject({ from: '2014-06-01' });
    expect(renamed('2014-01-01')).toMatchObject({ from: '2014-07-20' });
  });

  it('name every cell that cannot be taken', () => {
    expect(faultsOf(planner().unit(unitLine({})))).toEqual([
      'A2 VALUE_MISSING',
      'E2 VALUE_MISSING',
      'F2 VALUE_MISSING',
    ]);
    const wrong = { code: '支部甲', outside: '甲 1', level: '科', parent: 'x y', name: '名'.repeat(201), from: '去年' };
    expect(faultsOf(planner().unit(unitLine(wrong)))).toEqual([
      'A2 ID_INVALID',
      'B2 ID_INVALID',
      'C2 WORD_UNKNOWN',
      'D2 ID_INVALID',
      'E2 TEXT_TOO_LONG',
      'F2 DATE_INVALID',
    ]);
    expect(faultsOf(planner().unit(unitLine({ ...jia, code: 'b-gone', outside: '' })))).toEqual(['A2 UNIT_ABOLISHED']);
    expect(faultsOf(planner().unit(unitLine({ ...jia, level: '局' })))).toEqual(['C2 LEVEL_FIXED']);
    expect(faultsOf(planner().unit(unitLine({ ...jia, parent: 'city-a' })))).toEqual(['D2 PARENT_BY_COMMAND']);
    expect(faultsOf(planner().unit(unitLine({ ...jia, outside: 'O-9' })))).toEqual(['B2 OUTSIDE_ID_DIFFERS']);
    expect(faultsOf(planner().unit(unitLine({ ...jia, code: 'b-yi' })))).toEqual(['B2 CODE_DIFFERS']);
    const twice = planner();
    twice.unit(unitLine(jia));
    expect(faultsOf(twice.unit(unitLine(jia)))).toEqual(['A2 LINE_TWICE']);
  });
});

describe('persons of a register 人员', () => {
  const yi = { outside: '0002', name: '虚构乙', from: '2014-01-01', unit: 'O-1' };

  it('are registered under an id that follows from the job and the line, and known again by their number', () => {
    const plan = planner().person(personLine(yi), 4);
    expect(plan).toMatchObject({
      outcome: 'new',
      aggregate: 'person',
      bureau: 'bur-1',
      commands: [
        {
          verb: 'register-person',
          input: { unit: 'b-jia', name: '虚构乙', outside: { system: 'hr', outside: '0002' } },
        },
      ],
    });
    expect(plan.id).toMatch(/^bur-1\.I-[0-9a-f]{20}$/);
    // A run that is taken up again gives the same id; another line or job another, and no number is in it.
    expect(planner().person(personLine(yi), 4).id).toBe(plan.id);
    expect(planner().person(personLine(yi), 5).id).not.toBe(plan.id);
    expect(planner({ job: 'organization.job-2' }).person(personLine(yi), 4).id).not.toBe(plan.id);
    expect(verbsOf(planner().person(personLine({ ...yi, outside: '0001' }), 4))).toEqual(['same']);
  });

  it('name every cell that cannot be taken; whoever may not see all numbers registers nobody', () => {
    expect(faultsOf(planner().person(personLine({}), 0))).toEqual([
      'A2 VALUE_MISSING',
      'B2 VALUE_MISSING',
      'D2 VALUE_MISSING',
    ]);
    expect(faultsOf(planner().person(personLine({ ...yi, unit: 'b-bing' }), 0))).toEqual(['C2 UNIT_NOT_FOUND']);
    expect(faultsOf(planner({ hidden: true }).person(personLine(yi), 0))).toEqual(['A2 IDS_NOT_SEEN']);
    const twice = planner();
    twice.person(personLine(yi), 0);
    expect(faultsOf(twice.person(personLine(yi), 1))).toEqual(['A2 LINE_TWICE']);
  });
});

describe('posts of a register 任职', () => {
  const clerk = { person: '0001', role: '支部委员', unit: 'b-jia', from: '2014-07-20', basis: '任职文件' };

  it('are granted at the unit’s reference, or by word as principal, an acting one among them', () => {
    expect(planner().post(postLine({ ...clerk, clearance: '2', to: '2015-01-01' }))).toMatchObject({
      outcome: 'new',
      aggregate: 'person',
      id: 'bur-1.P-1',
      commands: [
        {
          verb: 'grant-role',
          input: { role: 'branch-clerk', unit: 'bur-1/b-jia', clearance: 2, to: '2015-01-01', basis: '任职文件' },
        },
      ],
    });
    const principal = { ...clerk, role: '一把手' };
    expect(verbsOf(planner().post(postLine(principal)))).toEqual(['same']);
    expect(planner().post(postLine({ ...principal, unit: '' }))).toMatchObject({
      outcome: 'new',
      aggregate: 'unit',
      bureau: 'bur-1',
      id: 'bur-1',
      commands: [{ verb: 'appoint-principal', input: { person: 'bur-1.P-1', acting: false } }],
    });
    expect(planner().post(postLine({ ...principal, role: '主持工作' }))).toMatchObject({
      outcome: 'changed',
      commands: [{ verb: 'change-principal', input: { acting: true } }],
    });
  });

  it('are left as they are where they are held, also by another appointment', () => {
    const held = { person: 'bur-1.P-1', role: 'branch-clerk', unit: 'bur-1/b-jia' };
    const since = (from: string, to: string | null) => ({ posts: [{ ...held, spans: [{ from, to }] }] });
    expect(verbsOf(planner(since('2014-01-01', null)).post(postLine(clerk)))).toEqual(['same']);
    expect(verbsOf(planner(since('2014-01-01', '2014-07-20')).post(postLine(clerk)))).toEqual(['new', 'grant-role']);
    // One that was given by this line and ended since is not given again.
    expect(verbsOf(planner(since('2014-07-20', '2014-07-20')).post(postLine(clerk)))).toEqual(['same']);
  });

  it('of people and units that the file itself brings cannot be tried before these are there', () => {
    const plan = planner();
    expect(plan.post(postLine(clerk)).waits).toBe(false);
    plan.unit(unitLine({ code: 'b-yi', name: '乙支部', from: '2014-01-01', outside: 'O-2' }));
    const added = plan.person(personLine({ outside: '0002', name: '虚构乙', from: '2014-01-01', unit: 'b-yi' }), 1);
    expect(added.waits).toBe(true);
    expect(plan.post(postLine({ ...clerk, person: '0002' }))).toMatchObject({ id: added.id, waits: true });
    expect(plan.post(postLine({ ...clerk, unit: 'O-2' })).waits).toBe(true);
  });

  it('name every cell that cannot be taken', () => {
    expect(faultsOf(planner().post(postLine({})))).toEqual([
      'A2 VALUE_MISSING',
      'B2 VALUE_MISSING',
      'D2 VALUE_MISSING',
      'G2 VALUE_MISSING',
    ]);
    const wrong = { ...clerk, person: '0009', role: '干事', unit: 'b-bing', from: 'x', to: 'y', clearance: '4' };
    expect(faultsOf(planner().post(postLine(wrong)))).toEqual([
      'A2 PERSON_NOT_FOUND',
      'B2 WORD_UNKNOWN',
      'C2 UNIT_NOT_FOUND',
      'D2 DATE_INVALID',
      'E2 DATE_INVALID',
      'F2 WORD_UNKNOWN',
    ]);
    expect(faultsOf(planner({ hidden: true }).post(postLine({ ...clerk, person: '0009' })))).toEqual([
      'A2 IDS_NOT_SEEN',
    ]);
    const twice = planner();
    twice.post(postLine(clerk));
    expect(faultsOf(twice.post(postLine(clerk)))).toEqual(['A2 LINE_TWICE']);
  });
});
