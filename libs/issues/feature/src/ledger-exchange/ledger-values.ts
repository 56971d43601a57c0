import { MAX_TEXT_LENGTH } from '@taizhang/kernel';
import { cellDate, type FaultDefinition, type LedgerCell, type LedgerColumn } from '@taizhang/reporting';
import { IMPORT_FAULTS } from './ledger-faults.js';
import {
  CAUSE_LABELS,
  CLASS_LABELS,
  codeOf,
  KIND_LABELS,
  listOf,
  SOURCE_LABELS,
  WIND_LABELS,
  yesOrNo,
  type Labels,
} from './ledger-labels.js';

/** What a cell says; `null` = nothing. */
export type LedgerValue = string | boolean | readonly string[] | null;
/** A cell's value, or what is wrong with it. */
export type ReadValue = { readonly value: LedgerValue } | { readonly fault: FaultDefinition };

type Reader = (cell: LedgerCell, dates1904: boolean) => ReadValue;

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const REFERENCE = /^[a-z][a-z0-9-]*(\/[A-Za-z0-9._-]{1,64}){1,2}$/;

const blankOr =
  (read: Reader): Reader =>
  (cell, dates1904) =>
    cell.text.trim() === '' ? { value: null } : read(cell, dates1904);

/** Line ends and blanks at the end are the program's that saved the file. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trimEnd();
}

const prose =
  (most: number): Reader =>
  ({ text }) =>
    text.length > most || !text.isWellFormed() ? { fault: IMPORT_FAULTS.tooLong } : { value: text };
const word =
  (labels: Labels): Reader =>
  ({ text }) => {
    const code = codeOf(labels, text);
    return code === undefined ? { fault: IMPORT_FAULTS.wordUnknown } : { value: code };
  };
const matching =
  (pattern: RegExp, fault: FaultDefinition): Reader =>
  ({ text }) =>
    pattern.test(text.trim()) ? { value: text.trim() } : { fault };
const list =
  (read: (part: string) => string | undefined, fault: FaultDefinition): Reader =>
  ({ text }) => {
    const parts = listOf(text).map(read);
    return parts.every((part) => part !== undefined) ? { value: parts } : { fault };
  };

/** A date as people and spreadsheets write it. */
const date: Reader = (cell, dates1904) => {
  const value = cellDate(cell, dates1904);
  return value === undefined ? { fault: IMPORT_FAULTS.dateInvalid } : { value };
};

const flag: Reader = blankOr(({ text }) => {
  const said = yesOrNo(text);
  return said === undefined ? { fault: IMPORT_FAULTS.yesOrNo } : { value: said };
});

/** A unit or person: its code, alone or in brackets behind a name. */
const bracketed = (text: string): string =>
  /[(（]([A-Za-z0-9][A-Za-z0-9._-]{0,63})[)）]\s*$/.exec(text)?.[1] ?? text.trim();
const identifier: Reader = ({ text }) => {
  const named = bracketed(text);
  return ID.test(named) ? { value: named } : { fault: IMPORT_FAULTS.idInvalid };
};

const text = blankOr(prose(MAX_TEXT_LENGTH));
const anId = blankOr(identifier);
const aDate = blankOr(date);

/** How the columns are read that an import takes. */
const READERS = {
  source: blankOr(list((part) => codeOf(SOURCE_LABELS, part), IMPORT_FAULTS.wordUnknown)),
  class: blankOr((cell, dates1904) =>
    word(CLASS_LABELS)({ ...cell, text: /^\s*[1-5][a-e]?/i.exec(cell.text)?.[0] ?? cell.text }, dates1904),
  ),
  manifestation: text,
  analysis: text,
  measure: text,
  measureStandard: text,
  measureDeadline: aDate,
  lead: anId,
  supporting: blankOr(
    list((part) => (ID.test(bracketed(part)) ? bracketed(part) : undefined), IMPORT_FAULTS.idInvalid),
  ),
  leader: anId,
  measureOwner: anId,
  unit: anId,
  stage: anId,
  raisedOn: aDate,
  record: blankOr(matching(REFERENCE, IMPORT_FAULTS.referenceInvalid)),
  anonymous: flag,
  originator: blankOr(prose(200)),
  wind: blankOr(word(WIND_LABELS)),
  kind: blankOr(word(KIND_LABELS)),
  hidden: flag,
  cause: blankOr(word(CAUSE_LABELS)),
  measureKind: blankOr(word(KIND_LABELS)),
  answering: anId,
  triageOpinion: text,
  owner: anId,
  deadline: aDate,
  standard: text,
} as const satisfies Partial<Record<LedgerColumn, Reader>>;

/** A column that an import takes. */
export type ImportedColumn = keyof typeof READERS;

/** Reads a cell of a column. */
export function readValue(column: ImportedColumn, cell: LedgerCell, dates1904: boolean): ReadValue {
  // `1` in a column of words is the word `1`: only dates are meant as numbers
  return READERS[column](cell, dates1904);
}
