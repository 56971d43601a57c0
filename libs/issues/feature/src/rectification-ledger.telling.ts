import type { SealedValue, ToldAct } from '@taizhang/views-port';
import type { RectificationRow } from './rectification-ledger.document.js';

/** Place of an act's sealed field. */
export const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;

/** Business date of an act that was recorded late, else when it was recorded. */
export const actedAt = ({ meta }: ToldAct): string => meta.effectiveOn ?? meta.time;

/** Rows with one of them changed. */
export const patched = <V>(
  rows: Readonly<Record<string, V>>,
  key: string,
  patch: Partial<V>,
): Readonly<Record<string, V>> => {
  const old = rows[key];
  return old === undefined ? rows : { ...rows, [key]: { ...old, ...patch } };
};

/** What is told of one who raised a matter before any reply. */
export const unreplied = { repliedOn: null, channel: null, attitude: null, reply: null } as const;

/** What the first event of an issue tells beyond what deciders know: raised, or carried over. */
export function begun(
  before: RectificationRow,
  data: {
    readonly source: string;
    readonly wind: string;
    readonly origin: string;
    readonly anonymous: boolean;
    readonly raisedOn: string;
    readonly record: string | null;
  },
  act: ToldAct,
): Partial<RectificationRow> {
  const { source, wind, anonymous, raisedOn, record } = data;
  const told = { anonymous, raisedOn, record, originator: sealed(act, 'originator'), ...unreplied };
  const manifestation = sealed(act, 'manifestation');
  return { source, wind, manifestation, origins: patched(before.origins, data.origin, told) };
}
