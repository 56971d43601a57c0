import { tableFile, TableTooLongError, type Table, type TableFormat } from '@taizhang/reporting';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { JobFile } from './job-kind.js';

/** A table as the file of a job. @param name without its ending */
export function exportedTable(format: TableFormat, name: string, table: Table): JobFile {
  const { mediaType, content } = tableFile(format, table);
  return { name: `${name}.${format}`, mediaType, format: format.toUpperCase(), content: told(content) };
}

/** @throws {@link ProblemError} `EXPORT_TOO_LONG`, which says what to do instead */
async function* told(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    if (!(error instanceof TableTooLongError)) throw error;
    throw new ProblemError(PROBLEMS.exportTooLong, {}, {}, { cause: error });
  }
}
