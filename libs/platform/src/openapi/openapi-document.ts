import type { OpenAPIObject } from '@nestjs/swagger';
import type { JsonObject, RejectionDefinition } from '@taizhang/kernel';
import type { ContextFeature } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { blobOperations } from './blob-operations.js';
import { commandBodySchema, commandOperation, commandSchemaName } from './command-operations.js';
import { jobKindOperation, jobListOperation, jobOperations } from './job-operations.js';
import { HOST_SCOPE, ledgerOperations, parkedOperations, probeOperations } from './host-operations.js';
import { sorted } from './json-schema.js';
import { omissionOperation } from './omission-operations.js';
import { operationObject, type Operation } from './operation.js';
import { problemResponses, responseName, type OperationKind } from './problem-responses.js';
import { HEADERS, PARAMETERS, SCHEMAS, SECURITY_SCHEMES } from './components.js';
import { sealOperations, witnessOperations } from './seal-operations.js';
import { accountOperations, sessionOperations } from './sign-in-operations.js';
import { streamOperation } from './stream-operations.js';
import { receiptOperations } from './receipt-operations.js';
import { replayOperations } from './replay-operations.js';
import { timelineOperations } from './timeline-operations.js';
import { queryOperation, viewOperations } from './view-operations.js';

/** Version of OpenAPI that the document follows. */
export const OPENAPI_VERSION = '3.1.0';

/**
 * Describes the HTTP API of a host from its contexts' declarations: nothing is written twice (design §1). The same
 * declarations give the same document, byte for byte, in whatever order the contexts were registered.
 */
export function openApiDocument(
  registry: ContextRegistry,
  info: { readonly title: string; readonly version: string },
): OpenAPIObject {
  const features = [...registry.features()].sort((a, b) => (a.context < b.context ? -1 : 1));
  const operations = [
    ...registry.commands().map(commandOperation),
    ...features.flatMap(({ context, views }) => views.flatMap((served) => viewOperations(context, served))),
    ...features.flatMap(({ context, aggregates }) => timelineOperations(context, aggregates)),
    ...features.flatMap(({ context, aggregates }) => receiptOperations(context, aggregates)),
    ...features.flatMap(({ context, aggregates }) => replayOperations(context, aggregates)),
    ...features.flatMap(({ context, queries }) => queries.map((route) => queryOperation(context, route))),
    ...features.flatMap(({ context, omissions = [] }) => omissions.map((report) => omissionOperation(context, report))),
    ...features.flatMap(({ context, blobs }) => blobOperations(context, blobs)),
    ...features.map(streamOperation),
    ...features.flatMap(({ operations = [] }) => operations),
    ...features.flatMap(({ context, jobs = [] }) => [
      jobListOperation(context),
      ...jobs.map((kind) => jobKindOperation(context, kind)),
    ]),
    ...(features.length === 0 ? [] : ledgerOperations(features.map(({ context }) => context))),
    ...(features.length === 0 ? [] : sealOperations(features.map(({ context }) => context))),
    ...witnessOperations(),
    ...sessionOperations(),
    ...accountOperations(),
    ...parkedOperations(),
    ...jobOperations(),
    ...probeOperations(),
  ];
  const bodies = registry.commands().map((found) => [commandSchemaName(found), commandBodySchema(found)] as const);
  const { paths, responses } = pathsOf(operations, features);
  const document: JsonObject = {
    openapi: OPENAPI_VERSION,
    info: { title: info.title, version: info.version },
    tags: tagsOf(features),
    paths,
    components: {
      schemas: sorted([...Object.entries(SCHEMAS), ...bodies]),
      responses,
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
  return document as unknown as OpenAPIObject; // built as JSON: the type knows neither extensions nor JSON Schema 2020-12
}

function tagsOf(features: readonly ContextFeature[]): readonly JsonObject[] {
  const contexts = features.map(({ context, title }) => ({ name: context, description: `${title.zh} ${title.en}` }));
  return [...contexts, { name: HOST_SCOPE, description: '运行 What every host serves.' }];
}

/** Operations by path, and the problem responses they share, each once per scope and kind. */
function pathsOf(operations: readonly Operation[], features: readonly ContextFeature[]) {
  const rejectionsOf = (scope: string, kind: OperationKind): readonly RejectionDefinition[] =>
    kind === 'command' || kind === 'public'
      ? (features.find(({ context }) => context === scope)?.rejections ?? [])
      : [];
  const responses = new Map<string, JsonObject>();
  const paths = new Map<string, JsonObject>();
  for (const operation of operations) {
    const { scope, kind, path, method } = operation;
    const problems = problemResponses(kind, rejectionsOf(scope, kind));
    for (const [status, response] of Object.entries(problems))
      responses.set(responseName(scope, kind, status), response);
    paths.set(path, { ...paths.get(path), [method]: operationObject(operation, Object.keys(problems)) });
  }
  return { paths: sorted(paths), responses: sorted(responses) };
}
