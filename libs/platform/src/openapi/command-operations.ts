import type { JsonObject } from '@taizhang/kernel';
import type { z } from 'zod';
import type { FoundCommand } from '../context/context-registry.js';
import { bodySchemaOf } from '../http/command-body.js';
import { jsonSchemaOf, refTo, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';

const WRITTEN: JsonObject = {
  headers: {
    ETag: refTo('headers', 'ETag'),
    'Taizhang-Position': refTo('headers', 'Position'),
    'X-Correlation-Id': refTo('headers', 'CorrelationId'),
  },
  content: { 'application/json': { schema: refTo('schemas', 'CommandResult') } },
};

/** Meaning of the members that every body takes (补录, design §5). */
const ACT_DESCRIPTIONS: Readonly<Record<string, JsonSchema>> = {
  effectiveOn: { format: 'date', description: '生效日期 Business date, when it is not today.' },
  lateReason: { description: '补录原因 Why an act of an earlier day is recorded now.' },
};

/** The operation of one command. */
export function commandOperation(found: FoundCommand): Operation {
  const { feature, aggregate, command, verb } = found;
  const { title, clauses, allow } = command;
  return {
    path: `/api/${feature.context}/{bureau}/${aggregate.name}/{id}/${verb}`,
    method: 'post',
    access: 'declared',
    kind: 'command',
    scope: feature.context,
    id: `${feature.context}.${aggregate.name}.${verb}`,
    title,
    members: {
      parameters: ['Bureau', 'Id', 'IdempotencyKey', 'IfMatch', 'IfNoneMatch', 'CorrelationId'].map((name) =>
        refTo('parameters', name),
      ),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refTo('schemas', commandSchemaName(found)) } },
      },
      'x-clauses': [...clauses],
      'x-allow': { roles: [...allow.roles], scope: allow.scope },
    },
    answers: {
      '200': { description: '已执行 Done; or there was nothing to do, or it had been done before.', ...WRITTEN },
      '201': { description: '已建立 Done, and the record began with it.', ...WRITTEN },
    },
  };
}

/** Name of a body's schema: `issues.issue.RaiseIssue`. */
export function commandSchemaName({ feature, aggregate, command }: FoundCommand): string {
  return `${feature.context}.${aggregate.name}.${command.name}`;
}

/** A body: the command's own members and those of every act, and no others. */
export function commandBodySchema({ command }: FoundCommand): JsonSchema {
  const own = jsonSchemaOf((command.schema as z.ZodObject).strict()); // of whatever input
  const act = membersOf(jsonSchemaOf(bodySchemaOf(command)));
  const described = Object.entries(act).map(([name, schema]) => [name, { ...schema, ...ACT_DESCRIPTIONS[name] }]);
  return {
    ...own,
    title: command.title.zh,
    description: command.title.en,
    properties: { ...membersOf(own), ...(Object.fromEntries(described) as JsonObject) }, // entries of JSON Schemas
  };
}

function membersOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>; // as JSON Schema has it
}
