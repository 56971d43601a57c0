import { instantOf, type LedgerId } from '@taizhang/kernel';
import type { FollowerState, ParkedDecision, ParkedLedger, RefusedReaction } from '../follower-state.js';
import { machineTimers, type Timers } from '../timers.js';

/** What is parked, and how much of it: shown before anyone decides. */
export interface ParkedOverview {
  readonly total: number;
  readonly byReason: Readonly<Partial<Record<ParkedLedger['reason'], number>>>;
  readonly byConsumer: Readonly<Record<string, number>>;
  readonly ledgers: readonly ParkedLedger[];
}

/** Who decides, and why; both are kept for good. */
export interface OperatorDecision {
  readonly consumer: string;
  readonly ledger: LedgerId;
  /** Index it is parked at: a decision about another one is refused. */
  readonly idx: number;
  /** Account id of the operator. */
  readonly by: string;
  readonly reason: string;
}

/** A decision without actor or reason, or about something that is not parked (any more). */
export class ParkedDecisionError extends Error {
  override readonly name = 'ParkedDecisionError';
  constructor(
    readonly code: 'DECISION_INCOMPLETE' | 'NOT_PARKED',
    message: string,
  ) {
    super(message);
  }
}

/**
 * The operator's side of parked ledgers (搁置). Works on the follower state alone, so that it serves from any process: the
 * inbox that parked a ledger takes a decision up within its poll interval.
 */
export class ParkedLedgers {
  constructor(
    private readonly state: Pick<FollowerState, 'parked' | 'unpark' | 'decisions' | 'refusals'>,
    private readonly timers: Pick<Timers, 'nowMs'> = machineTimers,
  ) {}

  async overview(filter?: { readonly consumer?: string; readonly ledger?: LedgerId }): Promise<ParkedOverview> {
    const ledgers = await this.state.parked(filter);
    const byReason: Partial<Record<ParkedLedger['reason'], number>> = {};
    const byConsumer: Record<string, number> = {};
    for (const { reason, consumer } of ledgers) {
      byReason[reason] = (byReason[reason] ?? 0) + 1;
      byConsumer[consumer] = (byConsumer[consumer] ?? 0) + 1;
    }
    return { total: ledgers.length, byReason, byConsumer, ledgers };
  }

  /** Lets the ledger try again. @throws {@link ParkedDecisionError} */
  retry(decision: OperatorDecision): Promise<ParkedDecision> {
    return this.decide('retry', decision);
  }

  /** Lets the ledger go on behind the event it is parked at. @throws {@link ParkedDecisionError} */
  skip(decision: OperatorDecision): Promise<ParkedDecision> {
    return this.decide('skip', decision);
  }

  decisions(consumer: string, ledger: LedgerId): Promise<readonly ParkedDecision[]> {
    return this.state.decisions(consumer, ledger);
  }

  refusals(consumer: string): Promise<readonly RefusedReaction[]> {
    return this.state.refusals(consumer);
  }

  private async decide(action: ParkedDecision['action'], decision: OperatorDecision): Promise<ParkedDecision> {
    if (decision.by.trim() === '' || decision.reason.trim() === '') {
      throw new ParkedDecisionError('DECISION_INCOMPLETE', 'a decision on a parked ledger needs an actor and a reason');
    }
    const recorded: ParkedDecision = { ...decision, action, at: instantOf(this.timers.nowMs()) };
    if (await this.state.unpark(recorded)) return recorded;
    const place = `${decision.ledger} at index ${String(decision.idx)}`;
    throw new ParkedDecisionError('NOT_PARKED', `${place} is not parked for ${decision.consumer}`);
  }
}
