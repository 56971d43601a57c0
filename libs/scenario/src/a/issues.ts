import type { JsonObject } from '@taizhang/kernel';
import { numbers, taken } from './acts.js';
import { BRANCHES, BUREAU } from './cast.js';

/** Kinds of rectification with their deadlines: at once 立行立改, by a date 限期整改, continuous 长期坚持. */
export type Kind = 'AT_ONCE' | 'BY_DATE' | 'CONTINUOUS';

/** One of the 86 voices (意见), each of which is an issue until twelve are merged into others. */
export interface Voice {
  readonly code: string;
  readonly unit: string;
  readonly source: string;
  readonly record: string | null;
  readonly anonymous: boolean;
  /** Carried over from the earlier stage. */
  readonly carried: boolean;
  readonly wind: string;
  readonly text: string;
}

/** One of the 74 issues that are left, as it is classified, assigned and rectified. */
export interface MainIssue extends Voice {
  readonly class: string;
  readonly hidden: boolean;
  readonly kind: Kind;
  readonly cause: 'INDIVIDUAL' | 'SYSTEMIC';
  readonly measures: number;
  /** Codes of the duplicates that are merged into it. */
  readonly duplicates: readonly string[];
}

const WINDS = ['FORMALISM', 'BUREAUCRATISM', 'HEDONISM', 'EXTRAVAGANCE'] as const;
const TEXTS = [
  '窗口排队时间长，群众等候超过四十分钟',
  '会议多、文件多，基层忙于应付',
  '下基层调研少，情况掌握不深',
  '办事流程复杂，群众要跑多趟',
  '公务接待超标准',
  '活动场馆开放时间短',
  '执法检查程序不规范',
  '部门之间推诿，事项久拖不决',
] as const;

export const codeOf = (n: number): string => `2014-wgx-${String(n).padStart(3, '0')}`;

/** Sources of the 77 that are new, in the order in which they come in; the first six of the masses are anonymous. */
const NEW_SOURCES = [
  ...Array<string>(40).fill('MASS_OPINION'),
  ...Array<string>(22).fill('SELF_EXAM'),
  ...Array<string>(9).fill('DEMOCRATIC_LIFE_MEETING'),
  ...Array<string>(5).fill('ORG_LIFE_MEETING'),
  'SUPERVISION_GROUP',
];
/** Sources of the nine that are carried over. */
const CARRIED_SOURCES = [...Array<string>(4).fill('SUPERIOR'), ...Array<string>(5).fill('SUPERVISION_GROUP')];
/** How many mass opinions come without account. */
export const ANONYMOUS = 6;
const CARRIED = CARRIED_SOURCES.length;

const recordOf = (source: string, n: number): string | null =>
  source === 'SELF_EXAM'
    ? `material/2014-${String(n)}`
    : source.endsWith('_MEETING')
      ? `meeting/2014-${String(n)}`
      : null;

/** Ten of the bureau, the others of the branches by turns. */
const unitOf = (n: number): string => (n % 8 === 0 ? BUREAU : taken(BRANCHES, n).unit);

function voice(n: number): Voice {
  const carried = n <= CARRIED;
  const source = carried ? taken(CARRIED_SOURCES, n - 1) : taken(NEW_SOURCES, n - 1 - CARRIED);
  return {
    code: codeOf(n),
    unit: unitOf(n),
    source,
    record: recordOf(source, n),
    anonymous: !carried && n - CARRIED <= ANONYMOUS,
    carried,
    wind: taken(WINDS, n),
    text: `${taken(TEXTS, n)}（第${String(n)}条）`,
  };
}

/** The 86 voices. */
export const VOICES: readonly Voice[] = numbers(86).map(voice);

/** Twelve that repeat others: two of them the same one, so that it has three origins. */
export const DUPLICATES: readonly { readonly code: string; readonly into: string }[] = numbers(12).map((n) => ({
  code: codeOf(74 + n),
  into: codeOf(n <= 2 ? 17 : 17 + n),
}));

/** Classes of the 74: 1→20, 2→18, 3→9, 4→17, 5→10. */
const CLASSES = [
  ...Array<string>(20).fill('1'),
  ...Array<string>(9).fill('2a'),
  ...Array<string>(9).fill('2b'),
  ...['3a', '3a', '3b', '3b', '3c', '3c', '3d', '3d', '3e'],
  ...Array<string>(17).fill('4'),
  ...Array<string>(10).fill('5'),
];
/** How many of class 3 are hidden or variant. */
const HIDDEN = 4;
/** Three are kept up for ever, 30 rectified at once, 41 by the date. */
const kindOf = (i: number): Kind => (i >= 71 ? 'CONTINUOUS' : i < 30 ? 'AT_ONCE' : 'BY_DATE');
/** Six measures on the three continuous ones, 105 on the other 71. */
const measuresOf = (i: number): number => (i >= 71 || i < 34 ? 2 : 1);
/** Eleven have a systemic cause, and lead to norms. */
export const SYSTEMIC = 11;

/** The 74 issues. */
export const MAIN_ISSUES: readonly MainIssue[] = VOICES.slice(0, 74).map((one, i) => {
  const letter = CLASSES[i] ?? '1';
  const third = CLASSES.indexOf('3a');
  return {
    ...one,
    class: letter,
    hidden: i >= third && i < third + HIDDEN,
    kind: kindOf(i),
    cause: i >= 40 && i < 40 + SYSTEMIC ? 'SYSTEMIC' : 'INDIVIDUAL',
    measures: measuresOf(i),
    duplicates: DUPLICATES.filter(({ into }) => into === one.code).map(({ code }) => code),
  };
});

/** Origins of an issue under the ids that it has them by. */
export const originsOf = ({ code, anonymous, duplicates }: MainIssue): readonly string[] => [
  anonymous ? `{{origin-${code}.0}}` : 'o-1',
  ...duplicates.map((_code, i) => `o-1-${String(i + 2)}`),
];

/** What a voice is raised with, besides where it is. */
export const raisedWith = ({ unit, source, record, wind, text }: Voice, raisedOn: string): JsonObject => ({
  unit,
  origin: 'o-1',
  source,
  record,
  raisedOn,
  wind,
  manifestation: text,
});
