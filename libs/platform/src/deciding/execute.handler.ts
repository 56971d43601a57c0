import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from './command-executor.js';
import type { CommandRequest, CommandResult } from './command-request.js';

/** Any command of any aggregate on the `CommandBus` of @nestjs/cqrs. */
export class ExecuteCommand extends Command<CommandResult> {
  constructor(readonly request: CommandRequest) {
    super();
  }
}

/** The one handler that serves every aggregate (design §5). */
@CommandHandler(ExecuteCommand)
export class ExecuteCommandHandler implements ICommandHandler<ExecuteCommand> {
  constructor(@Inject(CommandExecutor) private readonly executor: CommandExecutor) {}

  execute({ request }: ExecuteCommand): Promise<CommandResult> {
    return this.executor.execute(request);
  }
}
