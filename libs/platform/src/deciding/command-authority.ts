import type { LocalDate } from '@taizhang/kernel';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Authorised, Authoriser } from '../identity/authoriser.js';
import type { CommandRequest } from './command-request.js';

/** Finds the power by which a command may be given: by its units as the state of the aggregate names them (design §9). */
export class CommandAuthority {
  constructor(private readonly authoriser: Pick<Authoriser, 'toAct'>) {}

  /**
   * @param state of the aggregate; of whatever type
   * @throws {@link ProblemError} `FORBIDDEN`, `FACTS_STALE`
   */
  async of(request: CommandRequest, state: unknown, today: LocalDate): Promise<Authorised> {
    const { found, sender, bureau, id, input, effectiveOn, cause } = request;
    const { command, aggregate, feature } = found;
    if (cause !== undefined) return ofPolicy(request);
    return this.authoriser.toAct(sender, {
      allow: command.allow,
      context: feature.context,
      command: command.name,
      bureau,
      units: command.judgedAt?.(input, { bureau, id }, state) ?? aggregate.judgedAt?.(state) ?? [],
      on: effectiveOn ?? today,
      today,
    });
  }
}

/** A policy's power is the declaration that `system` may. */
function ofPolicy({ found, sender, bureau }: CommandRequest): Authorised {
  if (!found.command.allow.roles.includes('system')) throw new ProblemError(PROBLEMS.forbidden);
  return { principal: { actor: { id: sender.account, role: 'system' }, unit: bureau, clearance: 0 }, consulted: [] };
}
