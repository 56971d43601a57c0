import type { JsonObject } from '@taizhang/kernel';
import { MAY_READ_PROOFS } from '../seals/seals.controller.js';
import { HOST_SCOPE } from './host-operations.js';
import { refTo, STRING } from './json-schema.js';
import type { Operation } from './operation.js';

const correlation = { 'X-Correlation-Id': refTo('headers', 'CorrelationId') };
const COUNT = { type: 'integer', minimum: 0 } as const;

/** Checkpoints, tiles, proofs and receipts of ledgers, for services and for people whose scope has the bureau (design §8). */
export function sealOperations(contexts: readonly string[]): readonly Operation[] {
  const context = { name: 'context', in: 'path', required: true, schema: { type: 'string', enum: [...contexts] } };
  const read = (
    path: string,
    name: string,
    title: Operation['title'],
    mediaType: string,
    parameters: readonly JsonObject[] = [],
  ): Operation => ({
    method: 'get',
    access: 'reader',
    kind: 'proof',
    scope: HOST_SCOPE,
    path: `/api/ledgers/{context}/{bureau}/${path}`,
    id: `ledgers.${name}`,
    title,
    members: {
      parameters: [context, refTo('parameters', 'Bureau'), ...parameters],
      'x-allow': { roles: [...MAY_READ_PROOFS.roles], scope: MAY_READ_PROOFS.scope },
    },
    answers: {
      '200': {
        description: title.zh,
        headers: correlation,
        content: { [mediaType]: { schema: mediaType === 'application/json' ? { type: 'object' } : STRING } },
      },
    },
  });
  return [
    read(
      'checkpoint',
      'checkpoint',
      { zh: '检查点', en: 'The newest checkpoint: a signed note, cosigned where there is a witness.' },
      'text/plain',
    ),
    read(
      'tile/{path}',
      'tile',
      { zh: '哈希片', en: 'Hashes of a tile by its C2SP name, <L>/<N>[.p/<W>], slashes as they are.' },
      'application/octet-stream',
      [{ name: 'path', in: 'path', required: true, schema: STRING }],
    ),
    read(
      'proof',
      'proof',
      { zh: '存在证明', en: 'That a leaf is in the tree of a size; the newest checkpoint’s where none is named.' },
      'application/json',
      [queried('index', true), queried('size', false)],
    ),
    read(
      'consistency',
      'consistency',
      { zh: '一致性证明', en: 'That a tree only extends another.' },
      'application/json',
      [queried('from', true), queried('to', false)],
    ),
    read(
      'receipt/{index}',
      'receipt',
      { zh: '回执', en: 'The portable certificate of one event, with its leaf.' },
      'text/plain',
      [{ name: 'index', in: 'path', required: true, schema: COUNT }],
    ),
  ];
}

function queried(name: string, required: boolean): JsonObject {
  return { name, in: 'query', required, schema: COUNT };
}

/** The witness's call of C2SP tlog-witness; served where a deployment is a witness. */
export function witnessOperations(): readonly Operation[] {
  const answer = (zh: string): JsonObject => ({
    description: zh,
    headers: correlation,
    content: { 'text/plain': { schema: STRING } },
  });
  return [
    {
      method: 'post',
      access: 'public',
      kind: 'witness',
      scope: HOST_SCOPE,
      path: '/api/witness/add-checkpoint',
      id: 'witness.add-checkpoint',
      title: { zh: '见证检查点', en: 'Cosigns a checkpoint that extends the last one cosigned (C2SP tlog-witness).' },
      members: { requestBody: { required: true, content: { 'text/plain': { schema: STRING } } } },
      answers: {
        '200': answer('见证签名 Lines of signatures.'),
        '403': answer('No valid signature by the log.'),
        '404': answer('This log is not served.'),
        '409': {
          description: 'Another size was cosigned last: it is the answer.',
          headers: correlation,
          content: { 'text/x.tlog.size': { schema: STRING } },
        },
        '422': answer('The consistency proof proves nothing.'),
      },
    },
  ];
}
