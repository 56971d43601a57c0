import type { JsonObject, JsonValue } from '@taizhang/kernel';
import type { normEvents } from '@taizhang/contracts';
import { documentKey, norm, type Norm, type NormState } from '@taizhang/rules-domain';
import { aggregateRows, view, type SealedValue, type ToldAct } from '@taizhang/views-port';

/** A norm (制度) as the register shows it. */
export interface NormRow extends Norm {
  /** Its document number in one string. */
  readonly document: string | null;
  readonly issuedOn: string | null;
  readonly receivedOn: string | null;
  readonly draftedOn: string | null;
  readonly title: SealedValue | null;
  readonly text: SealedValue | null;
  readonly reason: SealedValue | null;
  readonly duties: JsonValue;
  readonly material: JsonValue;
  /** Event by which another norm superseded it. */
  readonly supersession: string | null;
  readonly repealReason: SealedValue | null;
}

const sealed = (act: ToldAct, field: string): SealedValue | null => act.sealed[field] ?? null;

function completed(row: NormRow): NormRow | null {
  if ((row as { readonly kind: string }).kind === 'none') return null; // a row begins as the state does
  return { ...row, document: row.number === null ? null : documentKey(row.number) };
}

/** Dimensions in which a norm counts: those from above by treatment and subject, one's own published ones by area [C3.1, C3.11.i]. */
function dimensions({ origin, status, treatment, subject, area }: NormRow): readonly string[] {
  if (status === 'WITHDRAWN') return [];
  if (origin === 'RECEIVED') return [`treatment=${String(treatment)}`, `subject=${String(subject)}`];
  return [`status=${status}`, ...(status === 'PUBLISHED' && area !== null ? [`area=${String(area)}`] : [])];
}

/** The register of norms (制度台账) of a bureau: those taken over from above and its own, from draft to end. */
export const normsView = view<NormRow & JsonObject>({
  name: 'norms',
  version: 1,
  context: 'rules',
  fields: {
    norm: 'keyword',
    origin: 'keyword',
    status: 'keyword',
    level: 'keyword',
    issuer: 'keyword',
    unit: 'keyword',
    owner: 'keyword',
    document: 'keyword',
    subject: 'keyword',
    treatment: 'keyword',
    area: 'number',
    key: 'boolean',
    sponsor: 'keyword',
    refines: 'keyword',
    supersededBy: 'keyword',
    stage: 'keyword',
    publishedOn: 'date',
    from: 'date',
    to: 'date',
    title: 'text',
  },
  counters: { norms: dimensions },
  on: aggregateRows<NormState, typeof normEvents, NormRow>({
    aggregate: norm,
    untold: {
      document: null,
      issuedOn: null,
      receivedOn: null,
      draftedOn: null,
      title: null,
      text: null,
      reason: null,
      duties: [],
      material: null,
      supersession: null,
      repealReason: null,
    },
    tell: {
      NormReceived: (_row, { issuedOn, on, material }, act) => ({
        issuedOn,
        receivedOn: on,
        material,
        title: sealed(act, 'title'),
        reason: sealed(act, 'reason'),
      }),
      NormTreatmentChanged: (_row, _data, act) => ({ reason: sealed(act, 'reason') }),
      NormDrafted: (_row, { on, material, obligations }, act) => ({
        draftedOn: on,
        material,
        title: sealed(act, 'title'),
        text: sealed(act, 'text'),
        duties: obligations.map(({ obligation }, i) => ({
          obligation,
          description: sealed(act, `obligations.${String(i)}.description`) as JsonValue, // a place is JSON
        })),
      }),
      NormPublished: (row, { material }, act) => ({
        material: material ?? row.material,
        title: sealed(act, 'title'),
        text: sealed(act, 'text') ?? row.text,
      }),
      NormSuperseded: (_row, _data, { meta }) => ({ supersession: meta.id }),
      NormRepealed: (_row, _data, act) => ({ repealReason: sealed(act, 'reason') }),
    },
    complete: completed,
  }),
});
