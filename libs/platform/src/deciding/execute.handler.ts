import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Refusals } from '../access-log/refusals.js';
import { CommandExecutor } from './command-executor.js';
import type { CommandRequest, CommandResult } from './command-request.js';

/** Any command of any aggregate on the `CommandBus` of @nestjs/cqrs. */
export class ExecuteCommand extends Command<CommandResult> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

/** The one handler that serves every aggregate (design §5); what it refuses is recorded, but not in the context's ledger. */
@CommandHandler(ExecuteCommand)
export class ExecuteCommandHandler implements ICommandHandler<ExecuteCommand> {
  constructor(
    @Inject(CommandExecutor) private readonly executor: CommandExecutor,
    @Inject(Refusals) private readonly refusals: Refusals,
  ) {}

  execute({ request }: ExecuteCommand): Promise<CommandResult> {
    return recordingRefusals(this.executor, this.refusals)(request);
  }
}

/** Decides commands, and records what is refused. */
export function recordingRefusals(
  executor: Pick<CommandExecutor, 'execute'>,
  refusals: Pick<Refusals, 'command'>,
): (request: CommandRequest) => Promise<CommandResult> {
  return async (request) => {
    try {
      return await executor.execute(request);
    } catch (error) {
      await refusals.command(request, error);
      throw error;
    }
  };
}
