import { derivedUuid } from '@taizhang/kernel';
import { GRANTABLE_ROLES, UNIT_LEVELS } from '@taizhang/contracts';
import { REGISTER_FAULTS } from './register-faults.js';
import { referenceIn, type KnownRegister, type KnownUnit } from './register-known.js';
import { MAX_NUMBER, RegisterLine, type LinePlan, type PlannedCommand } from './register-line.js';
import { LEVEL_WORDS, POST_WORDS, type PersonLine, type PostLine, type UnitLine } from './register-sheets.js';

const MAX_NAME = 200;

/**
 * Compares the lines of a register with what is registered and says, line by line, which commands would make it so. Nothing here
 * decides: whether they may be given is the aggregates' own word. Lines are planned in order: units, persons, posts.
 */
export class RegisterPlanner {
  readonly #units: Map<string, KnownUnit>;
  readonly #unitsByOutside: Map<string, string>;
  readonly #persons: Map<string, string>;
  readonly #new = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(
    private readonly known: KnownRegister,
    private readonly dates1904: boolean,
  ) {
    this.#units = new Map(known.units);
    this.#unitsByOutside = new Map(
      [...known.units.values()].flatMap(({ outside, code }) => (outside === null ? [] : [[outside, code]])),
    );
    this.#persons = new Map(known.persons);
  }

  unit({ cells }: UnitLine): LinePlan {
    const line = new RegisterLine(cells, this.dates1904);
    const { bureau, system, today } = this.known;
    const code = line.code('code', true) ?? '';
    const outside = line.code('outside', false);
    const level = line.word('level', { ...LEVEL_WORDS, ...sameWords(UNIT_LEVELS) }, false) ?? 'BRANCH';
    const parent = line.code('parent', false) ?? bureau;
    const name = line.text('name', MAX_NAME);
    const from = line.date('from', true);
    const own = level === 'BRANCH' ? bureau : code;
    const current = this.#units.get(code);
    this.#once(line, 'code', `unit ${code}`);
    const other = outside === null ? undefined : this.#unitsByOutside.get(outside);
    if (other !== undefined && other !== code) line.fault('outside', REGISTER_FAULTS.codeFixed);
    const named = { outside: 'outside', OUTSIDE_ID_TAKEN: 'outside', '': 'code' };
    const link = outside === null ? null : { system, outside };
    if (current === undefined) {
      const input = { level, parent, name: name ?? '', from: from ?? '', outside: link };
      const blame = {
        ...named,
        ...sameNames(['level', 'parent', 'name', 'from']),
        PARENT_UNKNOWN: 'parent',
        PARENT_NOT_HIGHER: 'parent',
        PARENT_MISSING: 'parent',
        DATE_IN_FUTURE: 'from',
        FORBIDDEN: 'parent',
      };
      if (line.faults.length === 0) this.#addUnit(code, { level, parent, name, from: from ?? '', outside });
      return line.plan(
        'unit',
        own,
        code,
        [{ verb: 'register-unit', input, blame }],
        'new',
        this.#new.has(`unit ${parent}`),
      );
    }
    const commands: PlannedCommand[] = [];
    if (current.endedOn !== null) line.fault('code', REGISTER_FAULTS.ended);
    if (current.level !== level) line.fault('level', REGISTER_FAULTS.levelFixed);
    if (current.parent !== parent) line.fault('parent', REGISTER_FAULTS.parentFixed);
    if (current.name !== null && name !== null && current.name !== name) {
      const since = from !== null && from > current.namedFrom ? from : today;
      const input = { name, from: since, reason: '据导入的单位名册更名' };
      commands.push({
        verb: 'rename-unit',
        input,
        blame: { ...named, name: 'name', from: 'from', DATE_BEFORE_LAST: 'from', DATE_IN_FUTURE: 'from' },
      });
    }
    if (outside !== null && current.outside !== outside) {
      if (current.outside !== null) line.fault('outside', REGISTER_FAULTS.outsideFixed);
      else commands.push({ verb: 'link-unit-outside-id', input: { system, outside }, blame: named });
      if (line.faults.length === 0) this.#unitsByOutside.set(outside, code);
    }
    return line.plan('unit', own, code, commands, 'changed');
  }

  /** @param place number of the line among all, from which a new person's id derives */
  person({ cells }: PersonLine, place: number): LinePlan {
    const line = new RegisterLine(cells, this.dates1904);
    const { bureau, system, hidden, job } = this.known;
    const outside = line.text('outside', MAX_NUMBER) ?? '';
    const name = line.text('name', 100);
    const unit = this.#unitIn(line, 'unit');
    const from = line.date('from', true);
    this.#once(line, 'outside', `person ${outside}`);
    const current = this.#persons.get(outside);
    if (current !== undefined) return line.plan('person', bureau, current, [], 'changed');
    // Whoever cannot see all numbers cannot say that this one is nobody's.
    if (hidden) line.fault('outside', REGISTER_FAULTS.idsHidden);
    const id = `${bureau}.I-${derivedUuid('imported person', job, String(place)).replaceAll('-', '').slice(0, 20)}`;
    if (line.faults.length === 0) {
      this.#persons.set(outside, id);
      this.#new.add(id);
    }
    const input = { unit: unit?.code ?? '', name: name ?? '', from: from ?? '', outside: { system, outside } };
    const blame = {
      ...sameNames(['unit', 'name', 'from', 'outside']),
      OUTSIDE_ID_TAKEN: 'outside',
      FORBIDDEN: 'unit',
      '': 'outside',
    };
    const waits = unit !== undefined && this.#new.has(`unit ${unit.code}`);
    return line.plan('person', bureau, id, [{ verb: 'register-person', input, blame }], 'new', waits);
  }

  post({ cells }: PostLine): LinePlan {
    const line = new RegisterLine(cells, this.dates1904);
    const { bureau, posts } = this.known;
    const number = line.text('person', MAX_NUMBER);
    const person = number === null ? undefined : this.#persons.get(number);
    if (number !== null && person === undefined)
      line.fault('person', this.known.hidden ? REGISTER_FAULTS.idsHidden : REGISTER_FAULTS.personUnknown);
    const words = { ...POST_WORDS, ...sameWords(GRANTABLE_ROLES), principal: 'principal' as const };
    const role = line.word('role', words, true);
    const unit = this.#unitIn(line, 'unit');
    const from = line.date('from', true);
    const to = line.date('to', false);
    const clearance = Number(line.word('clearance', { 0: '0', 1: '1', 2: '2', 3: '3' }, false) ?? '1');
    const basis = line.text('basis', 4_000);
    this.#once(line, 'person', `post ${person ?? ''} ${role ?? ''} ${unit?.code ?? ''} ${from ?? ''}`);
    const blame = {
      ...sameNames(['role', 'unit', 'from', 'to', 'clearance', 'basis', 'person']),
      ...{
        TERM_IN_PAST: 'from',
        TERM_EMPTY: 'to',
        DATE_IN_FUTURE: 'from',
        DATE_BEFORE_LAST: 'from',
        BEFORE_UNIT_BEGAN: 'from',
      },
      ...{
        UNIT_NOT_REGISTERED: 'unit',
        PERSON_UNKNOWN: 'person',
        FORBIDDEN: 'unit',
        ADMINISTRATORS_SEPARATE: 'role',
        ADMINISTRATOR_BY_SECURITY: 'role',
        '': 'role',
      },
    };
    if (person === undefined || unit === undefined || role === null || from === null || basis === null)
      return line.plan('person', bureau, person ?? '', [], 'bad');
    const waits = this.#new.has(person) || this.#new.has(`unit ${unit.code}`);
    if (role === 'principal' || role === 'acting-principal') {
      const acting = role === 'acting-principal';
      const own = unit.level === 'BRANCH' ? bureau : unit.code;
      const holds = unit.principal === person && unit.acting === acting;
      const verb = unit.principal === null ? 'appoint-principal' : 'change-principal';
      const input = { person, from, acting, clearance, basis };
      if (line.faults.length === 0) this.#units.set(unit.code, { ...unit, principal: person, acting });
      return line.plan(
        'unit',
        own,
        unit.code,
        holds ? [] : [{ verb, input, blame }],
        unit.principal === null ? 'new' : 'changed',
        waits,
      );
    }
    const reference = referenceIn(bureau, unit);
    const held = posts.some(
      (post) =>
        post.person === person &&
        post.role === role &&
        post.unit === reference &&
        post.spans.some((span) => span.from <= from && (span.to === null || from < span.to || span.from === from)),
    );
    const appointment = `i-${derivedUuid('imported post', person, role, reference, from).replaceAll('-', '').slice(0, 20)}`;
    const input = { appointment, role, unit: reference, from, to, clearance, basis };
    return line.plan('person', bureau, person, held ? [] : [{ verb: 'grant-role', input, blame }], 'new', waits);
  }

  /** The unit that a cell names by its code or its outside id; blank = the bureau. */
  #unitIn(line: RegisterLine, column: string): KnownUnit | undefined {
    const named = line.text(column, MAX_NUMBER, false) ?? this.known.bureau;
    const unit = this.#units.get(named) ?? this.#units.get(this.#unitsByOutside.get(named) ?? '');
    if (unit === undefined) line.fault(column, REGISTER_FAULTS.unitUnknown);
    return unit;
  }

  #addUnit(
    code: string,
    { from, ...unit }: Pick<KnownUnit, 'level' | 'parent' | 'name' | 'outside'> & { readonly from: string },
  ): void {
    this.#units.set(code, { code, ...unit, namedFrom: from, endedOn: null, principal: null, acting: false });
    if (unit.outside !== null) this.#unitsByOutside.set(unit.outside, code);
    this.#new.add(`unit ${code}`);
  }

  #once(line: RegisterLine, column: string, what: string): void {
    if (this.#seen.has(what)) line.fault(column, REGISTER_FAULTS.twice);
    this.#seen.add(what);
  }
}

function sameWords<W extends string>(words: readonly W[]): Readonly<Record<W, W>> {
  return Object.fromEntries(words.map((word) => [word, word])) as Record<W, W>; // of these keys
}

function sameNames(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
