const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const DAY_MS = 86_400_000;
/** Day 0 of dates that are numbers; the one of 1900 makes up for a leap day that there was not. */
const EPOCHS = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) } as const;
const LAST_SERIAL = 2_958_465;

/** A date as people and spreadsheets write it, as `YYYY-MM-DD`; `undefined` where it is none. */
export function cellDate(
  { text, number }: { readonly text: string; readonly number?: number },
  dates1904: boolean,
): string | undefined {
  if (number !== undefined) {
    if (!(number >= 1 && number <= LAST_SERIAL)) return undefined;
    const epoch = dates1904 ? EPOCHS.from1904 : EPOCHS.from1900;
    return new Date(epoch + Math.floor(number) * DAY_MS).toISOString().slice(0, 10);
  }
  const [, year = '', month = '', day = ''] = DATE.exec(text.trim()) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${written}T00:00:00Z`);
  const isDate = year !== '' && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written);
  return isDate ? written : undefined;
}
