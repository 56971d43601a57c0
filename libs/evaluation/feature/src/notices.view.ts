import type { JsonObject, JsonValue } from '@taizhang/kernel';
import { evaluationEvents } from '@taizhang/contracts';
import { projection, view, type SealedValue } from '@taizhang/views-port';

/** A notice of criticism (通报批评) as it was issued. */
export interface NoticeRow {
  readonly evaluation: string;
  readonly unit: string;
  readonly object: string;
  readonly issuer: string;
  readonly year: number;
  readonly serial: number;
  readonly on: string;
  readonly recipients: readonly string[];
  readonly copies: readonly string[];
  readonly requirements: JsonValue;
  readonly body: SealedValue | null;
  /** A notice that was withdrawn stays on record as such. */
  readonly withdrawn: boolean;
  readonly withdrawalReason: SealedValue | null;
}

type Row = NoticeRow & JsonObject;
const { CriticismNoticeIssued, CriticismNoticeWithdrawn } = evaluationEvents.definitions;

/** The notices (通报批评) of a bureau, by the events that issued them: public, unlike what led to them. */
export const noticesView = view<Row>({
  name: 'notices',
  version: 1,
  context: 'evaluation',
  fields: {
    evaluation: 'keyword',
    unit: 'keyword',
    object: 'keyword',
    year: 'number',
    serial: 'number',
    on: 'date',
    recipients: 'keywords',
    withdrawn: 'boolean',
    body: 'text',
  },
  on: {
    [CriticismNoticeIssued.type]: projection(CriticismNoticeIssued, {
      keys: (_data, { meta }) => [meta.id],
      project: (_doc: Row | null, { unit, object, issuer, number, on, recipients, copies, requirements }, event) => {
        const issued: NoticeRow = {
          evaluation: event.stream.slice('evaluation/'.length),
          unit,
          object,
          issuer,
          ...number,
          on,
          recipients,
          copies,
          requirements: requirements.map(({ requirement, due }, i) => ({
            requirement,
            due,
            description: (event.sealed[`requirements.${String(i)}.description`] ?? null) as JsonValue, // a place is JSON
          })),
          body: event.sealed['body'] ?? null,
          withdrawn: false,
          withdrawalReason: null,
        };
        return issued as Row; // holds JSON only
      },
    }),
    [CriticismNoticeWithdrawn.type]: projection(CriticismNoticeWithdrawn, {
      keys: ({ event }) => [event],
      project: (doc: Row | null, _data, event) =>
        doc === null ? null : ({ ...doc, withdrawn: true, withdrawalReason: event.sealed['reason'] ?? null } as Row), // holds JSON only
    }),
  },
});
