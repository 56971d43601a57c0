import { zipOf, type ZipFile } from '../zip/zip-writer.js';
import { columnName, fitCell, xmlText } from './cell-text.js';
import { styleIndex, stylesXml, type CellStyle } from './styles.js';

/** A cell that is written. Texts are texts: nothing of them is ever a formula. */
export interface WrittenCell {
  readonly value: string | number;
  readonly style: CellStyle;
}

/** A row, with blocks of cells that are merged from it on: to the right, or downwards over rows that follow. */
export interface WrittenRow {
  /** By column; `null` where there is nothing, also where another cell is merged over it. */
  readonly cells: readonly (WrittenCell | null)[];
  /** In points; absent = as the text needs. */
  readonly height?: number;
  readonly merges?: readonly MergedBlock[];
}

/** Columns each of which is merged with as many rows and columns as said, beginning in the row that names them. */
export interface MergedBlock {
  readonly columns: readonly number[];
  readonly rows: number;
  readonly across: number;
}

/** A sheet as it is written and printed. */
export interface WrittenSheet {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly paper: 'A3' | 'A4';
  /** Columns and rows that stay in sight, and are printed on every page. */
  readonly frozen: { readonly columns: number; readonly rows: number };
  /** Left, middle and right of every page's foot. */
  readonly footer: readonly [string, string, string];
  /** Asked for when the sheet's turn comes. */
  readonly rows: () => AsyncIterable<WrittenRow> | Iterable<WrittenRow>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Numbers of paper sizes in the format. */
const PAPER = { A3: 8, A4: 9 } as const;

/** Writes a workbook (ECMA-376) in constant memory: a sheet's rows are never kept, only where cells are merged. */
export function workbookOf(sheets: readonly WrittenSheet[]): AsyncGenerator<Uint8Array> {
  const files: ZipFile[] = [
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    {
      name: '_rels/.rels',
      content: [relations([`Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"`])],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(sheets)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(sheets.length)] },
    { name: 'xl/styles.xml', content: [stylesXml()] },
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${String(i + 1)}.xml`,
      content: sheetXml(sheet, i === 0),
    })),
  ];
  return zipOf(files);
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts = numbers(sheets).map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${parts.join('')}</Types>`;
}

function relations(targets: readonly string[]): string {
  const all = targets.map((target) => `<Relationship ${target}/>`).join('');
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
}

function workbookRelations(sheets: number): string {
  const parts = numbers(sheets).map(
    (n) => `Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"`,
  );
  return relations([...parts, `Id="rId${String(sheets + 1)}" Type="${RELATIONS}/styles" Target="styles.xml"`]);
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(
    ({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${String(i + 1)}" r:id="rId${String(i + 1)}"/>`,
  );
  const titles = sheets.map(({ name, frozen }, i) => {
    const quoted = `'${name.replaceAll("'", "''")}'`;
    const parts = [
      ...(frozen.columns > 0 ? [`${quoted}!$A:$${columnName(frozen.columns - 1)}`] : []),
      ...(frozen.rows > 0 ? [`${quoted}!$1:$${String(frozen.rows)}`] : []),
    ];
    const named = `<definedName name="_xlnm.Print_Titles" localSheetId="${String(i)}">`;
    return parts.length === 0 ? '' : `${named}${xmlText(parts.join(','))}</definedName>`;
  });
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${listed.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

async function* sheetXml(sheet: WrittenSheet, isFirst: boolean): AsyncGenerator<string> {
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${viewXml(sheet, isFirst)}`;
  yield `<sheetFormatPr defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`;
  const merges: (MergedBlock & { readonly row: number })[] = [];
  let row = 0;
  for await (const written of sheet.rows()) {
    row += 1;
    for (const block of written.merges ?? []) merges.push({ ...block, row });
    yield rowXml(written, row);
  }
  yield '</sheetData>';
  if (merges.length > 0) yield '<mergeCells>';
  for (const merge of merges) yield mergeXml(merge);
  if (merges.length > 0) yield '</mergeCells>';
  const [left, middle, right] = sheet.footer.map((part) => xmlText(part.replaceAll('&', '&&')));
  const pages = '第&amp;P页 共&amp;N页';
  yield `<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="${String(PAPER[sheet.paper])}" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L${left ?? ''}&amp;C${middle ?? ''}\u3000${pages}&amp;R${right ?? ''}</oddFooter></headerFooter></worksheet>`;
}

function viewXml({ frozen: { columns, rows } }: WrittenSheet, isFirst: boolean): string {
  const splits = [
    ...(columns > 0 ? [`xSplit="${String(columns)}"`] : []),
    ...(rows > 0 ? [`ySplit="${String(rows)}"`] : []),
  ];
  const active = columns > 0 && rows > 0 ? 'bottomRight' : columns > 0 ? 'topRight' : 'bottomLeft';
  const corner = `${columnName(columns)}${String(rows + 1)}`;
  const pane = `<pane ${splits.join(' ')} topLeftCell="${corner}" activePane="${active}" state="frozen"/>`;
  const selected = isFirst ? ' tabSelected="1"' : '';
  return `<sheetViews><sheetView${selected} workbookViewId="0">${splits.length > 0 ? pane : ''}</sheetView></sheetViews>`;
}

function columnsXml({ widths }: WrittenSheet): string {
  const columns = widths.map((width, i) => {
    const n = String(i + 1);
    return `<col min="${n}" max="${n}" width="${String(width)}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function rowXml({ cells, height }: WrittenRow, row: number): string {
  const n = String(row);
  const high = height === undefined ? '' : ` ht="${String(height)}" customHeight="1"`;
  return `<row r="${n}"${high}>${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${n}`)).join('')}</row>`;
}

function cellXml(cell: WrittenCell | null, address: string): string {
  if (cell === null) return '';
  const { value, style } = cell;
  const start = `<c r="${address}" s="${String(styleIndex(style))}"`;
  if (typeof value === 'number') return `${start}><v>${String(value)}</v></c>`;
  if (value === '') return `${start}/>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(fitCell(value))}</t></is></c>`;
}

function mergeXml({ columns, rows, across, row }: MergedBlock & { readonly row: number }): string {
  return columns
    .map((column) => {
      const last = `${columnName(column + across - 1)}${String(row + rows - 1)}`;
      return `<mergeCell ref="${columnName(column)}${String(row)}:${last}"/>`;
    })
    .join('');
}

function numbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, i) => String(i + 1));
}
