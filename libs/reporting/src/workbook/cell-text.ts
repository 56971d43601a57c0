/** Most characters of one cell, by the format (ECMA-376, Excel's limit). */
export const MAX_CELL_LENGTH = 32_767;
/** What stands at the end of a text that was too long for a cell. */
export const CUT_OFF = '……（余略）';

/** What XML cannot hold, or would read as something else: control characters (line feeds and tabs stay), and `\r`. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
/** What the format reads as an escaped character. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
/** An underscore that would begin such a one once what follows is escaped. */
// eslint-disable-next-line no-control-regex -- as above
const AMBIGUOUS = /_(?=x[0-9A-Fa-f]{4}(?:_|[\u0000-\u0008\u000b-\u001f\ufffe\uffff]))/g;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as a cell holds it: cut off where it is too long. */
export function fitCell(text: string): string {
  if (text.length <= MAX_CELL_LENGTH) return text;
  const kept = text.slice(0, MAX_CELL_LENGTH - CUT_OFF.length);
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + CUT_OFF;
}

/** A text within XML, for elements and attributes. What XML cannot hold is escaped as the format does (`_x0007_`). */
export function xmlText(text: string): string {
  return text
    .replaceAll(AMBIGUOUS, '_x005F_')
    .replaceAll(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>"]/g, (character) => MARKUP[character] ?? character);
}

/** A cell's text as it was written, from what XML holds. */
export function cellText(text: string): string {
  return text.replaceAll(ESCAPED, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Letters of a column: 0 = A. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** Column of an address such as `AB12`, counted from 0; `undefined` where it is none. */
export function columnOf(address: string): number | undefined {
  const letters = /^([A-Z]{1,3})[1-9]\d{0,6}$/.exec(address)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
