import type { JsonObject, Role } from '@taizhang/kernel';

/** Who gives a command in a scenario: an account with the role it claims at a unit, or a person's, which has what appointments give. */
export interface Player {
  readonly account: string;
  readonly role?: Role;
  readonly unit?: string;
}

/** One command of a scenario, and what must come of it. */
export interface Step {
  /** Time the clock is set to before the step, with offset. */
  readonly at: string;
  readonly by: Player;
  readonly context: string;
  readonly bureau: string;
  readonly aggregate: string;
  readonly id: string;
  /** Verb of the route: `raise-issue`. */
  readonly verb: string;
  readonly input: JsonObject;
  /** Text that is uploaded before; its address and size go into the input. */
  readonly material?: string;
  /** Rejection code expected; without it the command must succeed. */
  readonly refused?: string;
}
