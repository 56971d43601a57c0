import { evolveWith, type EventDefinition, type JsonObject, type OpenOf } from '@taizhang/kernel';
import { intakeEvents } from '@taizhang/contracts';
import { intake, type Intake } from '@taizhang/issues-domain';
import { projection, view, type ProjectedEvent, type Projection, type SealedValue } from '@taizhang/views-port';

const { definitions } = intakeEvents;

/** A text of an exchange, and when it came. */
export interface IntakeText {
  readonly at: string;
  readonly text: SealedValue | null;
}

/** A report as it is worked on. It has neither the reporter's name nor how to reach them: see the route that opens these. */
export interface IntakeRow extends Intake {
  readonly intake: string;
  readonly channel: string | null;
  readonly named: boolean;
  readonly receivedAt: string;
  readonly content: SealedValue | null;
  readonly issue: string | null;
  readonly organ: string | null;
  readonly outcome: string | null;
  readonly conclusion: SealedValue | null;
  readonly sent: readonly IntakeText[];
  readonly answers: readonly IntakeText[];
}

const sealed = (event: ProjectedEvent, field: string): SealedValue | null => event.sealed[field] ?? null;
const textOf = (event: ProjectedEvent, field: string): IntakeText => ({
  at: event.meta.time,
  text: sealed(event, field),
});

/** A row follows the report's own `evolve`; `tell` adds what only readers need. */
function row<D extends EventDefinition>(
  definition: D,
  tell: (row: IntakeRow, data: OpenOf<D['schema']>, event: ProjectedEvent) => Partial<IntakeRow>,
): Projection<IntakeRow & JsonObject> {
  return projection(definition, {
    keys: (_data, event) => [event.stream.slice('intake/'.length)],
    project: (doc, data, event) => {
      const decided = evolveWith(intake, doc ?? intake.initial, event);
      if (decided.kind === 'none') return null;
      const before = { ...doc, ...decided } as unknown as IntakeRow; // `IntakeReceived` tells the rest, and comes first
      return { ...before, ...tell(before, data, event) } as IntakeRow & JsonObject; // holds JSON only
    },
  });
}

/** Reports without account (匿名反映台账), for the discipline office, and where a receipt code finds its own. */
export const intakeRegisterView = view<IntakeRow & JsonObject>({
  name: 'intake-register',
  version: 2,
  context: 'issues',
  fields: {
    unit: 'keyword',
    status: 'keyword',
    type: 'keyword',
    channel: 'keyword',
    receipt: 'keyword',
    receivedAt: 'date',
    issue: 'keyword',
  },
  on: {
    [definitions.IntakeReceived.type]: row(definitions.IntakeReceived, (_row, data, event) => ({
      intake: data.intake,
      channel: data.channel,
      named: data.named,
      receivedAt: event.meta.time,
      content: sealed(event, 'content'),
      issue: null,
      organ: null,
      outcome: null,
      conclusion: null,
      sent: [],
      answers: [],
    })),
    [definitions.IntakeMessageAdded.type]: row(definitions.IntakeMessageAdded, ({ sent }, _data, event) => ({
      sent: [...sent, textOf(event, 'message')],
    })),
    [definitions.IntakeReplied.type]: row(definitions.IntakeReplied, ({ answers }, _data, event) => ({
      answers: [...answers, textOf(event, 'reply')],
    })),
    [definitions.IntakeRaisedAsIssue.type]: row(definitions.IntakeRaisedAsIssue, (_row, { issue }) => ({ issue })),
    [definitions.IntakeTransferred.type]: row(definitions.IntakeTransferred, (_row, { organ }) => ({ organ })),
    [definitions.IntakeClosed.type]: row(definitions.IntakeClosed, (_row, { outcome }, event) => ({
      outcome,
      conclusion: sealed(event, 'conclusion'),
    })),
  },
});
