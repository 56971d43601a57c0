import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { JsonValue } from '@taizhang/kernel';
import { OmissionService } from '../omissions/omission-service.js';
import { Replays, type ReplayKind } from '../replay/replays.js';
import { RecordReceipts } from '../seals/record-receipts.js';
import { Timelines, type Timeline, type TimelineAddress } from './timeline.js';
import { ViewService, type Asking, type DocumentAddress, type ListAnswer, type ListItem } from './view-service.js';
import type { QueryString } from './view-parameters.js';

/** What can be asked of a context's views. */
export type Question =
  | { readonly kind: 'list'; readonly view: string; readonly query: QueryString }
  | { readonly kind: 'document'; readonly address: DocumentAddress }
  | { readonly kind: 'counters'; readonly view: string; readonly counter: string; readonly query: QueryString }
  | { readonly kind: 'timeline'; readonly address: TimelineAddress; readonly query: QueryString }
  | { readonly kind: 'receipts'; readonly address: TimelineAddress; readonly query: QueryString }
  | { readonly kind: ReplayKind; readonly address: TimelineAddress; readonly query: QueryString }
  | { readonly kind: 'query'; readonly name: string; readonly query: QueryString }
  | { readonly kind: 'omissions'; readonly name: string; readonly query: QueryString };

/** What is answered, by kind of question. */
export interface Answer {
  readonly body: ListAnswer | ListItem | Timeline | Readonly<Record<string, number>> | JsonValue;
  readonly etag?: string;
  /** Cursor of the next page, where the body cannot say it. */
  readonly next?: string;
  /** Of a body that is no JSON. */
  readonly mediaType?: string;
}

/** Any question on the `QueryBus` of @nestjs/cqrs. */
export class Ask extends Query<Answer> {
  constructor(
    readonly asking: Asking,
    readonly question: Question,
  ) {
    super();
  }
}

/** The one handler that serves every view, query, timeline and report of omissions. */
@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask> {
  constructor(
    @Inject(ViewService) private readonly views: ViewService,
    @Inject(Timelines) private readonly timelines: Timelines,
    @Inject(Replays) private readonly replays: Replays,
    @Inject(RecordReceipts) private readonly receipts: RecordReceipts,
    @Inject(OmissionService) private readonly omissions: OmissionService,
  ) {}

  async execute({ asking, question }: Ask): Promise<Answer> {
    switch (question.kind) {
      case 'list':
        return { body: await this.views.list(asking, question.view, question.query) };
      case 'document': {
        const { item, etag } = await this.views.document(asking, question.address);
        return { body: item, etag };
      }
      case 'counters':
        return { body: await this.views.counters(asking, question.view, question.counter, question.query) };
      case 'timeline':
        return { body: await this.timelines.page(asking, question.address, question.query) };
      case 'receipts':
        return { body: await this.receipts.answer(asking, question.address, question.query) };
      case 'state':
      case 'replay':
      case 'compare':
      case 'what-if':
        return { body: await this.replays.answer(asking, question.kind, question.address, question.query) };
      case 'query':
        return { body: await this.views.query(asking, question.name, question.query) };
      case 'omissions':
        return this.omissions.answer(asking, question.name, question.query);
    }
  }
}
