import type { EventStore } from '@taizhang/event-store-port';
import { systemClock, type JsonObject, type LedgerId } from '@taizhang/kernel';
import { InProcessTransport } from '@taizhang/messaging-in-process';
import {
  DEFAULT_HANDLER_BATCH_EVENTS,
  InboxRunner,
  ownerOfStore,
  type FollowerState,
  type InboxSettings,
} from '@taizhang/messaging-port';
import {
  createViewHandler,
  shapeOf,
  view,
  ViewVersions,
  type ViewEventHandler,
  type ViewStorage,
} from '@taizhang/views-port';
import type { BenchView } from '../bench-store.js';
import { payload, VIEW_KEYS } from '../payload.js';
import { Stopwatch } from '../stopwatch.js';
import { BENCH_CONTEXT, BENCH_EVENT_TYPE } from './taizhang-events.js';

/** A row of W6. */
interface CaseTotals extends JsonObject {
  readonly count: number;
  readonly sum: number;
}

const casesView = view<CaseTotals>({
  name: 'case-totals',
  version: 1,
  context: BENCH_CONTEXT,
  fields: {},
  on: {
    [BENCH_EVENT_TYPE]: {
      version: 1,
      keys: ({ data }) => [String(data['key'])],
      project: (doc, { data }) => ({ count: (doc?.count ?? 0) + 1, sum: (doc?.sum ?? 0) + Number(data['amount']) }),
    },
  },
});

/** What a view is fed from and kept in. */
export interface ViewParts {
  readonly store: EventStore;
  readonly ledgers: readonly LedgerId[];
  readonly views: ViewStorage;
  readonly state: FollowerState;
  /** What a document and a checkpoint survive. */
  readonly durability: string;
}

/** How often the checkpoints are looked at, in milliseconds: the measured time is that exact. */
const LOOK_INTERVAL_MS = 2;

/** The view as a host runs it: inbox, in-process transport, view handler; documents first, then the checkpoint. */
export class TaizhangView implements BenchView {
  private readonly inbox: InboxRunner;

  private constructor(
    private readonly parts: ViewParts,
    private readonly handler: ViewEventHandler,
    settings: Partial<InboxSettings>,
  ) {
    const { store, state } = parts;
    this.inbox = new InboxRunner({
      transport: new InProcessTransport({ store }),
      state,
      owner: ownerOfStore(store),
      settings,
    });
    this.inbox.register(handler);
  }

  static async open(parts: ViewParts, settings: Partial<InboxSettings> = {}): Promise<TaizhangView> {
    const { views, state, store } = parts;
    await new ViewVersions({ storage: views, marks: state, now: () => systemClock.now() }).open(casesView);
    return new TaizhangView(parts, createViewHandler(casesView, { storage: views, sealed: store }), settings);
  }

  async catchUp(_limit: number, limitS: number): Promise<string> {
    const watch = new Stopwatch(limitS);
    const ends = await Promise.all(
      this.parts.ledgers.map(async (ledger) => (await this.parts.store.head(ledger))?.size ?? 0),
    );
    await this.inbox.start();
    while (!(await this.reached(ends)) && !watch.over)
      await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
    return `own inbox, batches of up to ${String(DEFAULT_HANDLER_BATCH_EVENTS)}; documents guarded by position, then the checkpoint; ${this.parts.durability}`;
  }

  async counted(): Promise<number> {
    const shape = shapeOf(casesView);
    const keys = Array.from({ length: VIEW_KEYS }, (_, i) => payload(i).key);
    let count = 0;
    for (const ledger of this.parts.ledgers) {
      for (const { doc } of (await this.parts.views.load(shape, ledger, keys)).values())
        count += Number(doc?.['count'] ?? 0);
    }
    return count;
  }

  async close(): Promise<void> {
    await this.inbox.stop();
    await this.parts.views.close();
    await this.parts.state.close();
  }

  private async reached(ends: readonly number[]): Promise<boolean> {
    const { state, ledgers } = this.parts;
    const marks = await Promise.all(ledgers.map((ledger) => state.mark(this.handler.consumer, ledger)));
    return marks.every((mark, i) => (mark?.idx ?? -1) + 1 >= (ends[i] ?? 0));
  }
}
