/** How a cell looks. `green`, `yellow`, `red` and `grey` fill it; `reference` is for what is shown again from another sheet. */
export const CELL_STYLES = [
  'plain',
  'title',
  'subtitle',
  'header',
  'text',
  'centred',
  'reference',
  'green',
  'yellow',
  'red',
  'grey',
] as const;
export type CellStyle = (typeof CELL_STYLES)[number];

/** Index of a style in the workbook. */
export function styleIndex(style: CellStyle): number {
  return CELL_STYLES.indexOf(style);
}

const FILLS = ['F2F2F2', 'C6EFCE', 'FFEB9C', 'FFC7CE', 'D9D9D9'] as const;
/** The first two fills are the format's own. */
const fillId = (colour: (typeof FILLS)[number]) => FILLS.indexOf(colour) + 2;

interface Look {
  readonly font: number;
  readonly fill: number;
  readonly border: 0 | 1;
  readonly horizontal: 'left' | 'center';
}

const LOOKS: Readonly<Record<CellStyle, Look>> = {
  plain: { font: 0, fill: 0, border: 0, horizontal: 'left' },
  title: { font: 1, fill: 0, border: 0, horizontal: 'center' },
  subtitle: { font: 0, fill: 0, border: 0, horizontal: 'left' },
  header: { font: 2, fill: fillId('F2F2F2'), border: 1, horizontal: 'center' },
  text: { font: 0, fill: 0, border: 1, horizontal: 'left' },
  centred: { font: 0, fill: 0, border: 1, horizontal: 'center' },
  reference: { font: 3, fill: 0, border: 1, horizontal: 'left' },
  green: { font: 0, fill: fillId('C6EFCE'), border: 1, horizontal: 'center' },
  yellow: { font: 0, fill: fillId('FFEB9C'), border: 1, horizontal: 'center' },
  red: { font: 0, fill: fillId('FFC7CE'), border: 1, horizontal: 'center' },
  grey: { font: 0, fill: fillId('D9D9D9'), border: 1, horizontal: 'center' },
};

const FONTS = [
  '<sz val="10"/><name val="宋体"/>',
  '<b/><sz val="18"/><name val="宋体"/>',
  '<b/><sz val="10"/><name val="宋体"/>',
  '<sz val="10"/><color rgb="FF7F7F7F"/><name val="宋体"/>',
];
const EDGES = ['left', 'right', 'top', 'bottom'].map((edge) => `<${edge} style="thin"/>`).join('');
const NO_EDGES = '<left/><right/><top/><bottom/><diagonal/>';

/** The part of a workbook that says how its cells look. */
export function stylesXml(): string {
  const fonts = FONTS.map((font) => `<font>${font}</font>`).join('');
  const solid = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  const formats = CELL_STYLES.map((style) => {
    const { font, fill, border, horizontal } = LOOKS[style];
    const ids = `fontId="${String(font)}" fillId="${String(fill)}" borderId="${String(border)}"`;
    const applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
    return `<xf numFmtId="0" ${ids} xfId="0" ${applied}><alignment horizontal="${horizontal}" vertical="center" wrapText="1"/></xf>`;
  }).join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="${String(FONTS.length)}">${fonts}</fonts><fills count="${String(FILLS.length + 2)}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${FILLS.map(solid).join('')}</fills><borders count="2"><border>${NO_EDGES}</border><border>${EDGES}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${String(CELL_STYLES.length)}">${formats}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}
