import { POLICY_POINTS } from '@taizhang/contracts';
import type { Bilingual } from '../api/declarations.js';
import { COURSE_EVENTS } from './course-events.js';
import { EVENTS } from './events.js';
import { FIELDS, type Named } from './fields.js';
import { PETITION_EVENTS } from './petition-events.js';
import { PETITION_VALUES } from './petition-values.js';
import { POLICY_VALUES } from './policy-values.js';
import { REPLAY_VALUES } from './replay-values.js';
import { RULE_VALUES } from './rule-values.js';
import { STAGE_EVENTS } from './stage-events.js';
import { STAGE_FIELDS, STAGE_VALUES } from './stage-words.js';
import { VALUES } from './values.js';

/** All values that have words. */
const ALL_VALUES: typeof VALUES = {
  ...POLICY_VALUES,
  ...PETITION_VALUES,
  ...RULE_VALUES,
  ...REPLAY_VALUES,
  ...STAGE_VALUES,
  ...VALUES,
};
/** All members that have words. */
const ALL_FIELDS: typeof FIELDS = { ...STAGE_FIELDS, ...FIELDS };
/** All events that have words. */
const ALL_EVENTS: typeof EVENTS = { ...STAGE_EVENTS, ...PETITION_EVENTS, ...COURSE_EVENTS, ...EVENTS };

/** `fairlyGood` as words, where nobody gave it any. */
function spelled(name: string): Bilingual {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return { zh: text, en: text };
}

const both = (words: readonly [string, string, ...unknown[]] | undefined): Bilingual | undefined =>
  words === undefined ? undefined : { zh: words[0], en: words[1] };

/** Policy parameters have their words in the published language. */
const policyPoint = (member: string): Bilingual | undefined =>
  Object.entries(POLICY_POINTS).find(([parameter]) => parameter === member)?.[1];

/** What a member is called, within a command or anywhere. */
export function fieldLabel(member: string, command?: string): Bilingual {
  const own = both(ALL_FIELDS[`${command ?? ''}.${member}`]) ?? both(ALL_FIELDS[member]);
  return own ?? policyPoint(member) ?? spelled(member);
}

/** What a member names, if a form can offer it. */
export function namedBy(member: string, command?: string): Named | undefined {
  return (ALL_FIELDS[`${command ?? ''}.${member}`] ?? ALL_FIELDS[member])?.[2];
}

/** Whether somebody gave the member words. */
export function isNamed(member: string, command?: string): boolean {
  return (ALL_FIELDS[`${command ?? ''}.${member}`] ?? ALL_FIELDS[member] ?? policyPoint(member)) !== undefined;
}

/** What a value of a member is called, in records of an aggregate or anywhere; its own text where nobody gave it words. */
export function valueLabel(value: string, member?: string, aggregate?: string): Bilingual {
  const own = aggregate === undefined ? undefined : both(ALL_VALUES[`${aggregate}.${member ?? ''}:${value}`]);
  return own ?? both(ALL_VALUES[`${member ?? ''}:${value}`]) ?? both(ALL_VALUES[value]) ?? { zh: value, en: value };
}

/** What an event is called: its type with or without its context. */
export function eventLabel(type: string): Bilingual {
  const name = type.slice(type.indexOf('.') + 1);
  return both(ALL_EVENTS[name]) ?? spelled(name);
}

/** Whether somebody gave an event words. */
export function isTold(type: string): boolean {
  return ALL_EVENTS[type.slice(type.indexOf('.') + 1)] !== undefined;
}

/** Whether somebody gave a value words. */
export function isWorded(value: string, member: string): boolean {
  return (ALL_VALUES[`${member}:${value}`] ?? ALL_VALUES[value]) !== undefined;
}
