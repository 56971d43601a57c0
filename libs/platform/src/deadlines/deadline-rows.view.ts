import type { Allowance, AnyDeadline, DueDate, JsonObject, Sentence } from '@taizhang/kernel';
import { aggregateRows, view, type ViewDefinition } from '@taizhang/views-port';
import type { ServedView } from '../context/context-feature.js';

/** A deadline with who may read what falls due by it, as a context lists it. */
export interface ServedDeadline {
  readonly deadline: AnyDeadline;
  readonly title: Sentence;
  readonly allow: Allowance;
  /** See `ServedView`. */
  readonly unitField?: string;
}

/** A row of a deadline: one per stream of its aggregate, the state as deciders know it, and what is due of it. */
export interface DeadlineRow {
  readonly fallsDue: DueDate | null;
}

/** Index by which rows are found that are due. */
export const DUE_FIELD = 'fallsDue.on';

/** The view of a deadline, by the name its context knows it by. */
export function deadlineViewName({ name }: Pick<AnyDeadline, 'name'>): string {
  return `due-${name}`;
}

/**
 * What falls due when, by one deadline (the `deadlines` view of design §5). A row follows the aggregate's own `evolve`, as its deciders
 * do: an act that is withdrawn takes the date that it set with it, and one that it dropped comes back.
 */
export function deadlineView(deadline: AnyDeadline): ViewDefinition<DeadlineRow & JsonObject> {
  const { aggregate } = deadline;
  return view<DeadlineRow & JsonObject>({
    name: deadlineViewName(deadline),
    version: deadline.version,
    context: aggregate.context,
    fields: { [DUE_FIELD]: 'date' },
    on: aggregateRows<object, typeof aggregate.events, DeadlineRow>({
      aggregate,
      untold: { fallsDue: null },
      tell: {},
      complete: (row) => ({ ...row, fallsDue: deadline.due(row) }),
    }),
  });
}

/** The same as a view that its context serves. */
export function servedDeadline({ deadline, title, allow, unitField }: ServedDeadline): ServedView {
  const { clauses } = deadline;
  return { view: deadlineView(deadline), title, allow, clauses, ...(unitField !== undefined && { unitField }) };
}
