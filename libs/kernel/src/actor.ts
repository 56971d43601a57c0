import type { ActorId } from './ids.js';
import type { Role } from './roles.js';

/** Who acts: an account id (or `policy:<name>`) in the role that gave the power (ledger-format §2). */
export interface Actor {
  readonly id: ActorId;
  readonly role: Role;
}

/** The actor of what a policy does. */
export function policyActor(name: string): Actor {
  return { id: `policy:${name}`, role: 'system' };
}
