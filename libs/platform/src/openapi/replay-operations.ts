import type { AnyAggregate, JsonObject, Sentence } from '@taizhang/kernel';
import { DEFAULT_REPLAY_PAGE, MAX_REPLAY_PAGE, REPLAY_PARAMETERS, type ReplayKind } from '../replay/replays.js';
import { arrayOf, refTo, STRING } from './json-schema.js';
import type { Operation } from './operation.js';

const MOMENT: JsonObject = {
  type: 'string',
  examples: ['2014-09-24T18:00:00+08:00', '2014-09-24 18:00', '2014-09-24'],
};
const INDEX: JsonObject = { type: 'integer', minimum: 0 };
const DAY: JsonObject = { type: 'string', format: 'date' };

/** Parameters by kind of question; where they differ from kind to kind, by `<kind>.<name>`. */
const PARAMETERS: Readonly<Record<string, readonly [schema: JsonObject, description: string]>> = {
  asOf: [MOMENT, '截至 What was recorded by then.'],
  index: [INDEX, '序号 What was recorded up to this index of the ledger.'],
  effective: [DAY, '业务日期 What took effect by this day, whenever it was recorded.'],
  'replay.from': [{ ...INDEX, default: 0 }, '起始 Revision of the first step: `next` of the page before.'],
  'replay.limit': [
    { type: 'integer', minimum: 1, maximum: MAX_REPLAY_PAGE, default: DEFAULT_REPLAY_PAGE },
    '每页条数 Most steps of a page.',
  ],
  'compare.from': [MOMENT, '比较起点 As it was then; this, `fromIndex` or `fromEffective`.'],
  'compare.to': [MOMENT, '比较终点 As it was then; without it, `toIndex` and `toEffective` as it is.'],
  'compare.fromIndex': [INDEX, '比较起点序号 Up to this index of the ledger.'],
  'compare.toIndex': [INDEX, '比较终点序号 Up to this index of the ledger.'],
  'compare.fromEffective': [DAY, '比较起点业务日期 What had taken effect by this day.'],
  'compare.toEffective': [DAY, '比较终点业务日期 What had taken effect by this day.'],
  'what-if.set': [
    { ...arrayOf(STRING), minItems: 1, examples: [['criticism.threshold=85/100']] },
    '设定 Policy parameters as they are supposed to be: a fraction is n/d, a choice its name, all else JSON.',
  ],
};

const TITLES: Readonly<Record<ReplayKind, (name: string) => Sentence>> = {
  state: (name) => ({ zh: '截至某时的状态', en: `How one ${name} stood at a time.` }),
  replay: (name) => ({
    zh: '决策过程回放',
    en: `How one ${name} came to be, step by step: clauses, actor, power, policy, facts, outcome and what changed.`,
  }),
  compare: (name) => ({ zh: '两个时间的比较', en: `What differs in one ${name} between two times.` }),
  'what-if': (name) => ({
    zh: '如果政策参数不同',
    en: `What would have been decided about one ${name} under other policy values, and where that cannot be followed further.`,
  }),
};

/** What can be asked of a record beside its timeline, by whoever may read that. */
export function replayOperations(context: string, aggregates: readonly AnyAggregate[]): readonly Operation[] {
  const kinds = Object.keys(TITLES) as ReplayKind[]; // its own keys
  return aggregates.flatMap(({ name, timeline }): readonly Operation[] =>
    timeline === undefined
      ? []
      : kinds.map((kind) => ({
          path: `/api/${context}/{bureau}/${name}/{id}/${kind}`,
          method: 'get',
          access: 'declared',
          kind: 'timeline',
          scope: context,
          id: `${context}.${name}.${kind}`,
          title: TITLES[kind](name),
          members: {
            parameters: [
              refTo('parameters', 'Bureau'),
              refTo('parameters', 'Id'),
              ...REPLAY_PARAMETERS[kind].map((parameter) => parameterOf(kind, parameter)),
              refTo('parameters', 'CorrelationId'),
            ],
            'x-allow': { roles: [...timeline.roles], scope: timeline.scope },
          },
          answers: {
            '200': {
              description: TITLES[kind](name).zh,
              headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId') },
              content: { 'application/json': { schema: { type: 'object' } } },
            },
          },
        })),
  );
}

function parameterOf(kind: ReplayKind, name: string): JsonObject {
  const [schema, description] = PARAMETERS[`${kind}.${name}`] ?? PARAMETERS[name] ?? [STRING, ''];
  return { name, in: 'query', required: name === 'set', description, schema };
}
