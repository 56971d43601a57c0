import { bureauOfPerson } from '@taizhang/contracts';
import { ledgerId, streamId } from '@taizhang/kernel';
import type { Logger } from 'pino';
import type { CommandRequest } from '../deciding/command-request.js';
import { ProblemError } from '../http/problem.js';
import type { Sender } from '../identity/identity.js';
import { bureauOfUnit, type AccessEntry, type AccessLog } from './access-log.js';

/** Statuses of what was understood and refused: not allowed, against the state, against the rules. */
const REFUSALS: ReadonlySet<number> = new Set([403, 409, 412, 422]);

/** Records what is refused. A refusal stays one where it cannot be recorded: then the host's log says so, and names nobody. */
export class Refusals {
  constructor(
    private readonly log: AccessLog,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  /** A command that failed, if it was refused. */
  async command(request: CommandRequest, error: unknown): Promise<void> {
    if (error instanceof ProblemError && REFUSALS.has(error.definition.status))
      await this.record(refusedCommand(request, error.definition.code));
  }

  async record(entry: AccessEntry): Promise<void> {
    try {
      await this.log.record([entry]);
    } catch {
      this.logger.error({ entry: entry.type }, 'ACCESS_LOG_UNAVAILABLE');
    }
  }
}

function refusedCommand({ found, bureau, id, sender }: CommandRequest, code: string): AccessEntry {
  const home = bureauOfSender(sender);
  const record = { ledger: ledgerId(found.feature.context, bureau), key: streamId(found.aggregate.name, id) };
  return {
    type: 'CommandRefused',
    ...(home !== undefined && { bureau: home }),
    data: { account: sender.account, record, command: found.command.name, code },
  };
}

/** Bureau of whoever sent a request, if he is known to belong to one. */
function bureauOfSender({ person, claimed }: Sender): string | undefined {
  if (person !== undefined) return bureauOfPerson(person);
  return claimed === undefined ? undefined : bureauOfUnit(claimed.unit);
}
