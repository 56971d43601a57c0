import { bureauOf, type AnyDeadline, type LedgerId, type LocalDate } from '@taizhang/kernel';
import type { RecordedEvent, UpcastEvent } from '@taizhang/event-store-port';
import {
  NO_LEAF_HASH,
  recordedEventOf,
  type FollowerState,
  type InboxMark,
  type LedgerOwner,
} from '@taizhang/messaging-port';
import { MAX_PAGE_SIZE, type ViewDocument } from '@taizhang/views-port';
import type { ContextReads } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import type { CommandRequest, CommandResult } from '../deciding/command-request.js';
import { causedRequest, PASSING_STATUS } from '../following/reactions.js';
import { ProblemError } from '../http/problem.js';
import { deadlineViewName, DUE_FIELD, type DeadlineRow } from './deadline-rows.view.js';

/** What acting on due dates needs. */
export interface DueDeadlinesOptions {
  readonly authority: string;
  readonly registry: ContextRegistry;
  readonly readsOf: (context: string) => Pick<ContextReads, 'page'>;
  readonly owner: Pick<LedgerOwner, 'leaves'>;
  readonly upcast: UpcastEvent;
  readonly state: Pick<FollowerState, 'mark' | 'saveMark' | 'recordRefusal'>;
  readonly execute: (request: CommandRequest) => Promise<CommandResult>;
  readonly now: () => string;
  readonly today: () => LocalDate;
}

/** A date that was reached and not acted on yet. */
export interface DueDeadline {
  readonly deadline: AnyDeadline;
  readonly document: ViewDocument;
  readonly due: NonNullable<DeadlineRow['fallsDue']>;
}

/** The row is not done by this refusal: the day has not come by the decider's clock. */
const NOT_YET = 'DUE_DATE_NOT_REACHED';

/** Under which name refusals of a deadline's commands are kept; never changes. */
export function consumerOfDeadline({ aggregate, name }: AnyDeadline): string {
  return `deadline:${aggregate.context}.${name}`;
}

/**
 * Gives due commands (design §5): for each date that was reached, the command of its deadline, with the date and the event that set
 * it. Its id derives from that event, so however often it is given, by however many, it is one commit; any outcome marks the row done as it
 * stands, until the stream changes.
 */
export class DueDeadlines {
  constructor(private readonly options: DueDeadlinesOptions) {}

  /** What is due today and not done, of every context of this host. */
  async pending(): Promise<readonly DueDeadline[]> {
    const found: DueDeadline[] = [];
    for (const { deadlines = [] } of this.options.registry.features())
      for (const { deadline } of deadlines) for await (const due of this.#due(deadline)) found.push(due);
    return found;
  }

  /** Gives the command of one, and marks it done. @throws what may pass: the store or facts are away */
  async act({ deadline, document, due }: DueDeadline): Promise<void> {
    const { aggregate, command, name } = deadline;
    const { ledger, key, idx } = document;
    const event = await this.#eventAt(ledger, due.idx);
    const request = causedRequest(this.options, name, event, {
      context: aggregate.context,
      aggregate: aggregate.name,
      command,
      bureau: bureauOf(ledger),
      id: key,
      input: { dueOn: due.on, setBy: due.setBy },
    });
    try {
      await this.options.execute(request);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.definition.status >= PASSING_STATUS) throw error;
      const { code } = error.definition;
      if (code === NOT_YET) return;
      const consumer = consumerOfDeadline(deadline);
      const at = this.options.now();
      await this.options.state.recordRefusal({ consumer, ledger, idx, eventId: event.id, code, at });
    }
    await this.#markDone(deadline, document);
  }

  async *#due(deadline: AnyDeadline): AsyncGenerator<DueDeadline> {
    const { page } = this.options.readsOf(deadline.aggregate.context);
    for (let cursor: string | undefined; ;) {
      const { items, next } = await page(deadlineViewName(deadline), {
        ledgers: 'all',
        where: [{ op: 'range', field: DUE_FIELD, to: this.options.today() }],
        limit: MAX_PAGE_SIZE,
        ...(cursor !== undefined && { cursor }),
      });
      for (const document of items) {
        const { fallsDue: due } = document.doc as unknown as DeadlineRow; // a document of that view
        const done = await this.options.state.mark(markOf(deadline, document), document.ledger);
        if (due !== null && (done?.idx ?? -1) < document.idx) yield { deadline, document, due };
      }
      if (next === undefined) return;
      cursor = next;
    }
  }

  async #eventAt(ledger: LedgerId, idx: number): Promise<RecordedEvent> {
    for await (const leaf of this.options.owner.leaves(ledger, idx))
      return leaf.event ?? recordedEventOf(ledger, leaf, this.options.upcast);
    throw new Error(`${ledger} has no leaf ${String(idx)}`);
  }

  async #markDone(deadline: AnyDeadline, document: ViewDocument): Promise<void> {
    const mark: InboxMark = { idx: document.idx, leafHash: NO_LEAF_HASH }; // a row is no leaf
    const consumer = markOf(deadline, document);
    const before = await this.options.state.mark(consumer, document.ledger);
    await this.options.state.saveMark(consumer, document.ledger, mark, before);
  }
}

/** One mark per row, for the rows of a ledger are done each by itself. */
function markOf(deadline: AnyDeadline, { key }: ViewDocument): string {
  return `${consumerOfDeadline(deadline)}:${key}`;
}
