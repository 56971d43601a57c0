import { MEDIA_TYPES } from '../blobs/media-types.js';
import type { BlobDeclaration } from '../context/context-feature.js';
import { objectOf, refTo, STRING } from './json-schema.js';
import type { Operation } from './operation.js';

const ADDRESS = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const correlation = { 'X-Correlation-Id': refTo('headers', 'CorrelationId') };
const bytes = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));

/** Upload and download of evidence, where a context takes it. */
export function blobOperations(context: string, blobs: BlobDeclaration | undefined): readonly Operation[] {
  if (blobs === undefined) return [];
  const common = { access: 'declared', scope: context } as const;
  const path = `/api/${context}/{bureau}/blobs`;
  const bureau = refTo('parameters', 'Bureau');
  const kinds = Object.keys(MEDIA_TYPES);
  return [
    {
      ...common,
      path,
      method: 'post',
      kind: 'upload',
      id: `${context}.blobs.upload`,
      title: { zh: '上传材料', en: 'Uploads material, as it is. It can be attached for a day by its address.' },
      members: {
        parameters: [
          bureau,
          {
            name: 'unit',
            in: 'query',
            required: false,
            description: '上传单位 Branch that uploads, where it is not the bureau.',
            schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
          },
          refTo('parameters', 'IdempotencyKey'),
        ],
        requestBody: { required: true, content: bytes(['application/octet-stream', ...kinds]) },
        'x-allow': { roles: [...blobs.upload.roles], scope: blobs.upload.scope },
      },
      answers: {
        '201': {
          description: '已上传 Uploaded; `sha256` is of the encrypted bytes.',
          headers: correlation,
          content: {
            'application/json': {
              schema: objectOf({ sha256: ADDRESS, size: { type: 'integer', minimum: 1 }, mediaType: STRING }),
            },
          },
        },
      },
    },
    {
      ...common,
      path: `${path}/{sha256}`,
      method: 'get',
      kind: 'download',
      id: `${context}.blobs.download`,
      title: { zh: '下载材料', en: 'Material that a record refers to which this reader may see.' },
      members: { parameters: [bureau, { name: 'sha256', in: 'path', required: true, schema: ADDRESS }] },
      answers: { '200': { description: '材料 The material.', headers: correlation, content: bytes(kinds) } },
    },
  ];
}
