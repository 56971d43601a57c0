import { BaseRpcContext } from '@nestjs/microservices';
import type { RecordedEvent } from '@taizhang/event-store-port';

/** Where an event stands, for `@Ctx()`; the event itself is the payload. */
export class InboxContext extends BaseRpcContext<readonly [RecordedEvent]> {
  get ledger(): string {
    return this.args[0].ledger;
  }

  /** Index in its ledger: what a consumer keeps with its effect, so that a repetition has none. */
  get idx(): number {
    return this.args[0].idx;
  }
}
