import { WorkbookRefusedError, type WorkbookRefusal } from '@taizhang/reporting';
import { ProblemError, type ProblemDefinition } from '../http/problem.js';

const SENTENCES: Readonly<Record<WorkbookRefusal, readonly [zh: string, en: string]>> = {
  WORKBOOK_UNREADABLE: [
    '该文件不是可读取的 Excel 工作簿（.xlsx）。',
    'This file is no Excel workbook (.xlsx) that can be read.',
  ],
  WORKBOOK_TOO_LARGE: ['工作簿过大（最多约 20000 行）。', 'The workbook is too large (some 20,000 rows at most).'],
  WORKBOOK_MACROS: [
    '工作簿含宏或嵌入对象，不予读取。',
    'The workbook has macros or embedded objects, and is not read.',
  ],
  WORKBOOK_EXTERNAL_LINKS: [
    '工作簿链接到其他文件或数据源，不予读取。',
    'The workbook links to other files or sources, and is not read.',
  ],
  WORKBOOK_ENTITIES: ['工作簿含 XML 实体声明，不予读取。', 'The workbook declares XML entities, and is not read.'],
};

/** Reads a workbook that somebody sent. @throws problem 422 for one that is refused as a whole, with the sentence that says why */
export async function readingWorkbook<R>(read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof WorkbookRefusedError)) throw error;
    const [zh, en] = SENTENCES[error.code];
    const definition: ProblemDefinition = { code: error.code, status: 422, sentence: { zh, en } };
    throw new ProblemError(definition, {}, {}, { cause: error });
  }
}
