import { openZip, ZipRefusedError, type ReadableZip } from '../zip/zip-reader.js';
import { cellText, columnOf } from './cell-text.js';
import { walkXml, XmlRefusedError } from './xml-walker.js';

/** Bounds of what is read of a workbook. */
export interface WorkbookLimits {
  /** Bytes of one part, unpacked. */
  readonly partBytes: number;
  readonly totalBytes: number;
  readonly sheets: number;
  /** Highest row that may hold anything. */
  readonly rows: number;
  readonly columns: number;
}

/** Bounds of a ledger that people fill in: some 20,000 rows. */
export const DEFAULT_WORKBOOK_LIMITS: WorkbookLimits = {
  partBytes: 64 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
  sheets: 20,
  rows: 20_010,
  columns: 64,
};
/** Most files in a workbook. */
const MAX_PARTS = 500;

/** A cell that is read. A formula is not computed: what it says it comes to is nobody's word. */
export interface ReadCell {
  /** `AB12`. */
  readonly address: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'error' | 'formula';
  readonly text: string;
}

/** Cells of a row by their column, counted from 0; blank ones are absent. */
export interface ReadRow {
  /** Counted from 1. */
  readonly row: number;
  readonly cells: ReadonlyMap<number, ReadCell>;
}

/** A workbook that is open for reading. */
export interface ReadableWorkbook {
  readonly sheets: readonly string[];
  /** Whether dates count from 1904, as in old files of the Macintosh. */
  readonly dates1904: boolean;
  /** @throws {@link WorkbookRefusedError} */
  rows(sheet: string): Promise<readonly ReadRow[]>;
}

/** Why a file is no workbook that is read here. */
export type WorkbookRefusal =
  'WORKBOOK_UNREADABLE' | 'WORKBOOK_TOO_LARGE' | 'WORKBOOK_MACROS' | 'WORKBOOK_EXTERNAL_LINKS' | 'WORKBOOK_ENTITIES';

/** A file that is refused as a whole. */
export class WorkbookRefusedError extends Error {
  override readonly name = 'WorkbookRefusedError';
  constructor(
    readonly code: WorkbookRefusal,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/**
 * Opens a workbook that somebody sent. Nothing in it is run, computed or followed: macros and links to other files refuse the
 * file, formulas are told as such, XML entities are refused, and what unpacks beyond the limits is refused before it is read.
 * @throws {@link WorkbookRefusedError}
 */
export async function openWorkbook(
  bytes: Buffer,
  limits: WorkbookLimits = DEFAULT_WORKBOOK_LIMITS,
): Promise<ReadableWorkbook> {
  return refusing(async () => {
    const { partBytes: fileBytes, totalBytes } = limits;
    const zip = openZip(bytes, { files: MAX_PARTS, fileBytes, totalBytes });
    refuseParts(zip.names);
    const { sheets, dates1904 } = await sheetsOf(zip);
    if (sheets.size > limits.sheets) throw new WorkbookRefusedError('WORKBOOK_TOO_LARGE');
    const strings = await sharedStrings(zip);
    return {
      sheets: [...sheets.keys()],
      dates1904,
      rows: (sheet) => refusing(() => rowsOf(zip, sheets.get(sheet), strings, limits)),
    };
  });
}

/** What a refused archive or document means for whoever sent it. */
async function refusing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ZipRefusedError)
      throw new WorkbookRefusedError(cause.code === 'ZIP_TOO_LARGE' ? 'WORKBOOK_TOO_LARGE' : 'WORKBOOK_UNREADABLE', {
        cause,
      });
    if (cause instanceof XmlRefusedError)
      throw new WorkbookRefusedError(cause.code === 'XML_ENTITIES' ? 'WORKBOOK_ENTITIES' : 'WORKBOOK_UNREADABLE', {
        cause,
      });
    throw cause;
  }
}

function refuseParts(names: readonly string[]): void {
  if (names.some((name) => /vbaProject|macrosheets|activeX|embeddings/i.test(name)))
    throw new WorkbookRefusedError('WORKBOOK_MACROS');
  if (names.some((name) => /externalLinks|xl\/connections|queryTables/i.test(name)))
    throw new WorkbookRefusedError('WORKBOOK_EXTERNAL_LINKS');
}

async function partOf(zip: ReadableZip, name: string): Promise<Buffer> {
  const part = await zip.read(name);
  if (part === undefined) throw new WorkbookRefusedError('WORKBOOK_UNREADABLE');
  return part;
}

/** Sheets by name, in their order, each with the name of its part. */
async function sheetsOf(zip: ReadableZip): Promise<{ sheets: ReadonlyMap<string, string>; dates1904: boolean }> {
  const targets = new Map<string, string>();
  await walkXml(await partOf(zip, 'xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      const { Id: id, Target: target = '', TargetMode: mode } = attributes;
      if (name !== 'Relationship' || id === undefined) return;
      if (mode === 'External') throw new WorkbookRefusedError('WORKBOOK_EXTERNAL_LINKS');
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  const sheets = new Map<string, string>();
  let dates1904 = false;
  await walkXml(await partOf(zip, 'xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') dates1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const target = targets.get(attributes['r:id'] ?? attributes['id'] ?? '');
      if (target !== undefined) sheets.set(attributes['name'] ?? '', target);
    },
  });
  return { sheets, dates1904 };
}

async function sharedStrings(zip: ReadableZip): Promise<readonly string[]> {
  const part = await zip.read('xl/sharedStrings.xml');
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text: string | undefined;
  let phonetic = 0;
  let isText = false;
  await walkXml(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text: (part) => {
      if (isText && text !== undefined) text += part;
    },
    close: (name) => {
      if (name === 'si') strings.push(cellText(text ?? ''));
      if (name === 'rPh') phonetic -= 1;
      isText = false;
    },
  });
  return strings;
}

interface OpenCell {
  readonly column: number;
  readonly address: string;
  readonly type: string;
  value: string;
  formula: boolean;
}

async function rowsOf(
  zip: ReadableZip,
  part: string | undefined,
  strings: readonly string[],
  limits: WorkbookLimits,
): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  if (part === undefined) return rows;
  let cells = new Map<number, ReadCell>();
  let row = 0;
  let cell: OpenCell | undefined;
  let inside = false;
  await walkXml(await partOf(zip, part), {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']);
        cells = new Map();
      } else if (name === 'c') cell = openCell(attributes, row, cells);
      else if (name === 'f' && cell !== undefined) cell.formula = true;
      inside = name === 'v' || name === 't';
    },
    text: (text) => {
      if (inside && cell !== undefined) cell.value += text;
    },
    close: (name) => {
      inside = false;
      if (name === 'c' && cell !== undefined) {
        const read = readCell(cell, strings);
        if (read !== undefined && cell.column >= limits.columns) throw new WorkbookRefusedError('WORKBOOK_TOO_LARGE');
        if (read !== undefined) cells.set(cell.column, read);
        cell = undefined;
      } else if (name === 'row' && cells.size > 0) {
        if (!Number.isSafeInteger(row) || row > limits.rows) throw new WorkbookRefusedError('WORKBOOK_TOO_LARGE');
        rows.push({ row, cells });
      }
    },
  });
  return rows;
}

function openCell(
  attributes: Readonly<Record<string, string>>,
  row: number,
  before: ReadonlyMap<number, ReadCell>,
): OpenCell {
  const { r: address, t: type = 'n' } = attributes;
  const column = address === undefined ? Math.max(-1, ...before.keys()) + 1 : columnOf(address);
  if (column === undefined) throw new WorkbookRefusedError('WORKBOOK_UNREADABLE');
  return { column, address: address ?? `?${String(row)}`, type, value: '', formula: false };
}

const KINDS: Readonly<Record<string, ReadCell['kind']>> = { b: 'boolean', e: 'error', n: 'number' };

/** @returns `undefined` for a blank cell */
function readCell(cell: OpenCell, strings: readonly string[]): ReadCell | undefined {
  const { address, type, value, formula } = cell;
  if (formula) return { address, kind: 'formula', text: value };
  const text = type === 's' ? strings[Number(value)] : type === 'inlineStr' || type === 'str' ? cellText(value) : value;
  if (text === undefined) throw new WorkbookRefusedError('WORKBOOK_UNREADABLE');
  return text === '' ? undefined : { address, kind: KINDS[type] ?? 'text', text };
}
