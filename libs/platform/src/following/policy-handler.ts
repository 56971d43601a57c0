import { contextOf, type Policy } from '@taizhang/kernel';
import type { HandlerAnswer, InboxHandler } from '@taizhang/messaging-port';
import { ViewBehindError } from '@taizhang/views-port';
import type { Reactions } from './reactions.js';
import type { ViewPositions } from './view-positions.js';

/** Name under which a policy's marks are kept; never changes. */
export function consumerOfPolicy({ context, name }: Pick<Policy, 'context' | 'name'>): string {
  return `policy:${context}.${name}`;
}

/** Contexts whose events a policy reacts to. */
export function contextsOfPolicy({ on }: Pick<Policy, 'on'>): readonly string[] {
  return [...new Set(Object.keys(on).map((type) => type.slice(0, type.indexOf('.'))))].sort();
}

/**
 * A policy as a consumer of the inbox. It reacts to an event only when its context's views show it, so that of two events
 * that concern each other whichever is reacted to last sees the other.
 */
export function policyHandler(policy: Policy, reactions: Reactions, positions: ViewPositions): InboxHandler {
  return {
    consumer: consumerOfPolicy(policy),
    contexts: contextsOfPolicy(policy),
    types: policy.on,
    handle: async (ledger, events) => {
      const answers: HandlerAnswer[] = [];
      for (const event of events) {
        try {
          await positions.reached(policy.context, contextOf(ledger), ledger, event.idx);
        } catch (error) {
          if (!(error instanceof ViewBehindError)) throw error;
          return [...answers, { kind: 'not-yet', detail: 'its views have not seen the event' }];
        }
        const answer = await reactions.carryOut(policy, event, await reactions.decide(policy, event));
        answers.push(answer);
        if (answer.kind !== 'handled') return answers;
      }
      return answers;
    },
  };
}
