/** A filter that a reader gave a name (常用筛选). */
export interface SavedView {
  readonly name: string;
  /** Its address. */
  readonly query: string;
}

/** What a reader set for the ledger, kept by the browser. */
export interface LedgerSettings {
  readonly hidden: readonly string[];
  readonly views: readonly SavedView[];
}

/** As many views a reader may keep. */
export const MOST_VIEWS = 20;
const NOTHING: LedgerSettings = { hidden: [], views: [] };

const place = (person: string): string => `taizhang.ledger.${person}`;

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'query' in value &&
  typeof value.name === 'string' &&
  typeof value.query === 'string';

/** Settings out of a stored text; what cannot be read is as if there were none. */
export function settingsOf(text: string | null): LedgerSettings {
  if (text === null) return NOTHING;
  try {
    const stored = JSON.parse(text) as Partial<LedgerSettings> | null; // checked member by member
    const hidden = Array.isArray(stored?.hidden) ? stored.hidden.filter((one: unknown) => typeof one === 'string') : [];
    const views = Array.isArray(stored?.views) ? stored.views.filter(isView) : [];
    return { hidden, views: views.slice(0, MOST_VIEWS) };
  } catch {
    return NOTHING;
  }
}

/** Settings with a view more; one of the same name gives way, and beyond {@link MOST_VIEWS} the oldest. */
export function withView(settings: LedgerSettings, view: SavedView): LedgerSettings {
  const others = settings.views.filter(({ name }) => name !== view.name);
  return { ...settings, views: [...others, view].slice(-MOST_VIEWS) };
}

/** A person's settings in this browser. */
export function readSettings(person: string): LedgerSettings {
  return settingsOf(localStorage.getItem(place(person)));
}

/** Keeps a person's settings in this browser. */
export function keepSettings(person: string, settings: LedgerSettings): void {
  localStorage.setItem(place(person), JSON.stringify(settings));
}
