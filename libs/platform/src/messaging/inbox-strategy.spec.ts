import { Controller, type INestApplication, Injectable } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { RecordedEvent } from '@taizhang/event-store-port';
import { FollowerMemory, MemoryFollowerState, MemoryLedgers } from '@taizhang/messaging-conformance';
import { InProcessTransport } from '@taizhang/messaging-in-process';
import { type HandlerAnswer, InboxRunner } from '@taizhang/messaging-port';
import { eventually } from '@taizhang/testkit';
import { connectInbox } from './connect-inbox.js';
import type { InboxContext } from './inbox-context.js';
import { InboxPatternError, InboxStrategy } from './inbox-strategy.js';

const CONSUMER = 'notes-export';
const LEDGER = 'issues/wgx-0371';
const OTHER = 'issues/wgx-0372';

/** What a test wants the consumer to answer, and what the consumer got. */
@Injectable()
class Notes {
  readonly taken: string[] = [];
  answer: (event: RecordedEvent) => HandlerAnswer | undefined = () => undefined;

  take(event: RecordedEvent, context: InboxContext): HandlerAnswer | undefined {
    const answer = this.answer(event);
    if (answer === undefined || answer.kind === 'handled') this.taken.push(`${context.ledger}:${String(context.idx)}`);
    return answer;
  }
}

/** A consumer as a project would write it by hand. */
@Controller()
class NotesConsumer {
  constructor(private readonly notes: Notes) {}

  @EventPattern<string>('issues.IssueNoted', { version: 1 })
  async onNoted(@Payload() event: RecordedEvent, @Ctx() context: InboxContext): Promise<HandlerAnswer | undefined> {
    await new Promise((resolve) => setImmediate(resolve));
    return this.notes.take(event, context);
  }
}

@Controller()
class WithoutVersion {
  @EventPattern<string>('issues.IssueNoted')
  onNoted(): void {
    throw new Error('never served');
  }
}

@Controller()
class Request {
  @MessagePattern('issues.IssueNoted')
  onAsked(): void {
    throw new Error('never served');
  }
}

describe('the inbox strategy', () => {
  const open: INestApplication[] = [];
  afterEach(async () => {
    for (const app of open.splice(0)) await app.close();
  });

  async function started(...controllers: readonly (new (...given: never[]) => object)[]) {
    const ledgers = new MemoryLedgers();
    const state = new MemoryFollowerState(new FollowerMemory());
    const back = { firstMs: 5, mostMs: 20 };
    const inbox = new InboxRunner({
      transport: new InProcessTransport({ store: ledgers, backOff: back }),
      state,
      owner: ledgers.owner(),
      settings: { maxAttempts: 3, retryBackOff: back, notYetBackOff: back },
    });
    const module = await Test.createTestingModule({ controllers: [...controllers], providers: [Notes] }).compile();
    const app = module.createNestApplication(new FastifyAdapter(), { logger: false });
    open.push(app);
    connectInbox(app, new InboxStrategy({ consumer: CONSUMER, inbox }));
    await app.startAllMicroservices();
    return { ledgers, state, inbox, notes: module.get(Notes) };
  }

  it('gives a hand-written consumer every event in order, and acknowledges what it returned from', async () => {
    const { ledgers, state, notes } = await started(NotesConsumer);
    ledgers.appendMany(LEDGER, 5);
    ledgers.append(LEDGER, { type: 'issues.IssueForgotten' }, {});
    await eventually('all is acknowledged', async () => (await state.mark(CONSUMER, LEDGER))?.idx === 6);
    expect(notes.taken).toEqual([0, 1, 2, 3, 4, 6].map((idx) => `${LEDGER}:${String(idx)}`));
  });

  it('leaves retrying and parking of what it threw to the inbox, which keeps class and code', async () => {
    const { ledgers, state, inbox, notes } = await started(NotesConsumer);
    notes.answer = ({ ledger, idx }) => {
      if (ledger === LEDGER && idx === 1) throw new TypeError('张三 must not be quoted');
      return undefined;
    };
    ledgers.appendMany(LEDGER, 3);
    ledgers.appendMany(OTHER, 3);
    const [parked] = await eventually('it is parked', async () => {
      const found = await state.parked({ consumer: CONSUMER });
      return found.length > 0 && found;
    });
    expect(parked).toMatchObject({ ledger: LEDGER, idx: 1, reason: 'FAILED', detail: 'TypeError', attempts: 3 });
    await eventually('others go on', async () => (await state.mark(CONSUMER, OTHER))?.idx === 2);
    notes.answer = () => undefined;
    await inbox.retry({ consumer: CONSUMER, ledger: LEDGER, idx: 1, by: 'account-9', reason: '已修复' });
    await eventually('it goes on', async () => (await state.mark(CONSUMER, LEDGER))?.idx === 2);
    expect(notes.taken.filter((taken) => taken.startsWith(LEDGER))).toEqual(
      [0, 1, 2].map((i) => `${LEDGER}:${String(i)}`),
    );
  });

  it('passes refusals and "not yet" on', async () => {
    const { ledgers, state, notes } = await started(NotesConsumer);
    let asked = 0;
    notes.answer = ({ idx }) => {
      if (idx === 0) return { kind: 'refused', code: 'ISSUE_ALREADY_CLOSED' };
      if (idx === 1 && (asked += 1) < 3) return { kind: 'not-yet', detail: 'principal unknown' };
      return { kind: 'handled' };
    };
    ledgers.appendMany(LEDGER, 3);
    await eventually('all is acknowledged', async () => (await state.mark(CONSUMER, LEDGER))?.idx === 2);
    expect((await state.refusals(CONSUMER)).map(({ idx, code }) => [idx, code])).toEqual([[0, 'ISSUE_ALREADY_CLOSED']]);
    expect(asked).toBe(3);
    expect(notes.taken).toEqual([`${LEDGER}:1`, `${LEDGER}:2`]);
  });

  it.each([
    ['without a version', WithoutVersion],
    ['for a request', Request],
  ])('refuses to start with a pattern %s', async (_what, controller) => {
    await expect(started(controller)).rejects.toThrow(InboxPatternError);
  });

  it('refuses two handlers of one type in one consumer', async () => {
    await expect(started(NotesConsumer, WithoutVersion)).rejects.toThrow(InboxPatternError);
  });
});
