import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '@taizhang/views-port';
import { MAX_EXPORTED_OMISSIONS, OMISSION_FORMATS, UNIT_PATTERN } from '../omissions/omission-parameters.js';
import type { OmissionReport } from '../omissions/omission-report.js';
import { arrayOf, refTo, STRING, type JsonSchema } from './json-schema.js';
import type { Operation } from './operation.js';
import { queryParameter, READER_HEADERS } from './view-operations.js';

/** The operation of a report of what was not done in time. */
export function omissionOperation(context: string, report: OmissionReport): Operation {
  const { name, title, allow, clauses, classification } = report;
  const next: JsonSchema = { description: 'Cursor of the next page, where there is one.', schema: STRING };
  return {
    path: `/api/${context}/omissions/${name}`,
    method: 'get',
    access: 'declared',
    kind: 'query',
    scope: context,
    id: `${context}.omissions.${name}`,
    title,
    members: {
      parameters: parametersOf(report),
      'x-allow': { roles: [...allow.roles], scope: allow.scope },
      'x-clauses': [...clauses],
      'x-classification': classification,
    },
    answers: {
      '200': {
        description: `${title.zh} ${title.en}`,
        headers: { 'X-Correlation-Id': refTo('headers', 'CorrelationId'), 'Taizhang-Next': next },
        content: {
          'application/json': { schema: refTo('schemas', 'Omissions') },
          'text/csv': { schema: STRING },
        },
      },
    },
  };
}

function parametersOf({ duties }: OmissionReport) {
  const limit: JsonSchema = { type: 'integer', minimum: 1, maximum: MAX_EXPORTED_OMISSIONS };
  return [
    queryParameter('unit', { type: 'string', pattern: UNIT_PATTERN }, '单位 Only this unit and all below it.'),
    queryParameter('on', { type: 'string', format: 'date' }, '截至日期 As of this day; default: today.'),
    queryParameter('duty', arrayOf({ type: 'string', enum: Object.keys(duties) }), '职责 Only these duties.'),
    queryParameter(
      'limit',
      limit,
      `每页条数 Most rows of a page: by default ${String(DEFAULT_PAGE_SIZE)}, at most ${String(MAX_PAGE_SIZE)}; of a file ${String(MAX_EXPORTED_OMISSIONS)}.`,
    ),
    queryParameter('cursor', STRING, '游标 `next` of the page before.'),
    queryParameter(
      'format',
      { type: 'string', enum: [...OMISSION_FORMATS], default: 'json' },
      '格式 `csv`: a file for spreadsheets, whose next one begins at the header Taizhang-Next.',
    ),
    ...READER_HEADERS,
  ];
}
