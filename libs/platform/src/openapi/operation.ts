import type { JsonObject, Sentence } from '@taizhang/kernel';
import type { RouteAccess } from '../http/access.js';
import { refTo } from './json-schema.js';
import { responseName, type OperationKind } from './problem-responses.js';

/** One operation before it becomes part of the document. */
export interface Operation {
  /** As OpenAPI writes it: `/api/issues/{bureau}/issue/{id}/raise-issue`. */
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly access: Exclude<RouteAccess, 'test'>;
  readonly kind: OperationKind;
  /** A context, or `host` for what every host serves; the tag. */
  readonly scope: string;
  /** Unique in the document. */
  readonly id: string;
  readonly title: Sentence;
  readonly members: JsonObject;
  /** What it answers when all is well, by status. */
  readonly answers: Readonly<Record<string, JsonObject>>;
}

const SECURITY: Readonly<Record<Operation['access'], readonly JsonObject[]>> = {
  declared: [{ account: [] }],
  service: [{ service: [] }],
  reader: [{ account: [] }, { service: [] }],
  public: [],
};

/** An operation as OpenAPI has it. @param problems statuses of the problems its kind and scope may answer */
export function operationObject(operation: Operation, problems: readonly string[]): JsonObject {
  const { scope, kind, id, title, access, members, answers } = operation;
  const refs = problems
    .filter((status) => !Object.hasOwn(answers, status))
    .map((status) => [status, refTo('responses', responseName(scope, kind, status))] as const);
  return {
    operationId: id,
    tags: [scope],
    summary: title.zh,
    description: title.en,
    security: SECURITY[access],
    ...members,
    responses: { ...answers, ...Object.fromEntries(refs) },
  };
}
