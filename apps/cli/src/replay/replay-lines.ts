import type { JsonObject, JsonValue } from '@taizhang/kernel';
import {
  changesOf,
  shownState,
  type Difference,
  type RejudgedStep,
  type ReplayedStep,
  type WhatIf,
  type WhatIfStop,
} from '@taizhang/platform';
import { splitSealed } from '@taizhang/views-port';

/** What is told, one after the other: for people as lines, for machines as JSON values. */
export type ReplayTold =
  | { readonly kind: 'step'; readonly step: ReplayedStep }
  | { readonly kind: 'state'; readonly state: JsonValue; readonly steps: number }
  | { readonly kind: 'judged'; readonly step: RejudgedStep }
  | { readonly kind: 'stop'; readonly stop: WhatIfStop }
  | { readonly kind: 'what-if'; readonly found: WhatIf };

/** One line of JSON. */
export function jsonLine(told: ReplayTold, clausesOf: (type: string) => readonly string[]): string {
  return JSON.stringify({ kind: told.kind, ...bodyOf(told, clausesOf) });
}

function bodyOf(told: ReplayTold, clausesOf: (type: string) => readonly string[]): object {
  switch (told.kind) {
    case 'step':
      return stepBody(told.step, clausesOf);
    case 'state':
      return { steps: told.steps, state: told.state };
    case 'judged': {
      const { event, part, facts, policy, recorded, agrees, supposed, differs, differences } = told.step;
      return {
        idx: event.idx,
        type: event.type,
        part,
        facts,
        policy,
        recorded,
        agrees,
        supposed,
        differs,
        differences,
      };
    }
    case 'stop': {
      const { part, because, at, beyond } = told.stop;
      const placed = (event: ReplayedStep['event'] | undefined) => event && { idx: event.idx, type: event.type };
      return {
        part,
        because,
        at: placed(at),
        beyond: { count: beyond.count, first: placed(beyond.first), last: placed(beyond.last) },
      };
    }
    case 'what-if': {
      const { settings, steps, stops } = told.found;
      const differing = steps.filter(({ differs }) => differs !== 'NONE').length;
      return { settings, judged: steps.length, differing, stops: stops.length };
    }
  }
}

function stepBody(step: ReplayedStep, clausesOf: (type: string) => readonly string[]): object {
  const { event, effectiveOn, policy, part, judged } = step;
  const { reliedOn = null, data, sealed } = openData(event.data);
  return {
    idx: event.idx,
    rev: event.rev,
    id: event.id,
    type: event.type,
    clauses: clausesOf(event.type),
    time: event.time,
    effectiveOn,
    actor: event.actor,
    reliedOn,
    part,
    policy,
    data,
    sealed,
    ...(judged !== undefined && { facts: judged.facts, outcome: judged.recorded }),
    changes: changesOf(step),
  };
}

function openData(data: JsonObject): {
  readonly reliedOn?: JsonValue;
  readonly data: JsonObject;
  readonly sealed: number;
} {
  const { open, places } = splitSealed(data);
  const { reliedOn, ...own } = open;
  return { ...(reliedOn !== undefined && { reliedOn }), data: own, sealed: places.length };
}

/** Lines for people. */
export function textLines(told: ReplayTold, clausesOf: (type: string) => readonly string[]): readonly string[] {
  switch (told.kind) {
    case 'step':
      return stepLines(told.step, clausesOf);
    case 'state':
      return [
        '',
        `state after ${String(told.steps)} step${told.steps === 1 ? '' : 's'}:`,
        ...JSON.stringify(told.state, null, 2).split('\n'),
      ];
    case 'judged':
      return judgedLines(told.step);
    case 'stop':
      return stopLines(told.stop);
    case 'what-if': {
      const settings = Object.entries(told.found.settings).map(([name, value]) => `${name}=${shown(value)}`);
      return ['', `what if ${settings.join(', ')}:`];
    }
  }
}

function stepLines(step: ReplayedStep, clausesOf: (type: string) => readonly string[]): readonly string[] {
  const { event, effectiveOn, policy, judged } = step;
  const { reliedOn, sealed } = openData(event.data);
  const clauses = clausesOf(event.type);
  const late = event.time.startsWith(effectiveOn) ? '' : ` (effective ${effectiveOn})`;
  return [
    `#${String(event.idx)} ${event.time}${late} ${event.type}${clauses.length > 0 ? ` [${clauses.join(' ')}]` : ''}`,
    `   by ${event.actor.id} as ${event.actor.role}${powerOf(reliedOn)}`,
    ...Object.entries(policy).map(([name, { value, unit, policy: adopted, edition }]) => {
      const source = unit === undefined ? '' : ` (${String(adopted)} edition ${String(edition)} of ${unit})`;
      return `   policy ${name} = ${shown(value)}${source}`;
    }),
    ...(judged === undefined
      ? []
      : [`   facts ${shown(judged.facts)}`, `   decided ${shown(judged.recorded.decides)}`]),
    ...(sealed > 0 ? [`   ${String(sealed)} sealed value${sealed === 1 ? '' : 's'}`] : []),
    ...changesOf(step).map((change) => `   ${differenceLine(change)}`),
  ];
}

function powerOf(reliedOn: JsonValue | undefined): string {
  const power = memberOf(reliedOn, 'power');
  return power === undefined ? '' : `, by power ${shown(power)}`;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined; // no array
}

function differenceLine({ path, before, after }: Difference): string {
  const place = path === '' ? 'state' : path;
  if (before === undefined) return `+ ${place} = ${shown(after ?? null)}`;
  if (after === undefined) return `- ${place} = ${shown(before)}`;
  return `~ ${place}: ${shown(before)} → ${shown(after)}`;
}

function judgedLines({
  event,
  differs,
  recorded,
  supposed,
  agrees,
  policy,
  differences,
}: RejudgedStep): readonly string[] {
  const outcome = { NONE: 'the same', SHOWN: 'decided the same, shown otherwise', DECIDED: 'decided otherwise' }[
    differs
  ];
  const assumed = Object.entries(policy).filter(([, { from }]) => from === 'RECOMMENDED' && differs !== 'NONE');
  return [
    `#${String(event.idx)} ${event.type}: ${outcome}`,
    ...(differs === 'DECIDED'
      ? [`   recorded ${shown(recorded.decides)}`, `   supposed ${shown(supposed.decides)}`]
      : []),
    ...(differs === 'NONE' ? [] : differences.map((change) => `   ${differenceLine(change)}`)),
    ...(agrees ? [] : ['   NOTE judged under the values in force it does not come to what was recorded']),
    ...assumed.map(
      ([name, { inForce }]) => `   NOTE ${name} is not on record; as recommended: ${shown(inForce.value)}`,
    ),
  ];
}

function stopLines({ part, because, at, beyond }: WhatIfStop): readonly string[] {
  const whose = part === undefined ? 'the record' : part;
  const reason =
    because === 'DECIDED_OTHERWISE'
      ? 'other acts would have followed'
      : 'it used a parameter that is supposed otherwise, and cannot be judged again from what is on record';
  const rest =
    beyond.first === undefined
      ? 'nothing was recorded of it afterwards'
      : `${String(beyond.count)} later event${beyond.count === 1 ? '' : 's'}, #${String(beyond.first.idx)} to #${String(beyond.last?.idx)}, would perhaps never have been`;
  return [`STOP ${whose} at #${String(at.idx)} ${at.type}: ${reason}; ${rest}`];
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The state as it is told. */
export function toldState(state: unknown): JsonValue {
  return shownState(state);
}
