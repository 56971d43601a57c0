import type { Actor, ActorId, Clearance, JsonObject, Role } from '@taizhang/kernel';
import type { IncomingHttpHeaders } from 'node:http';

/** A power (职权): a role held at a unit by appointment, membership of a body or delegation, as of some date (design §9). */
export interface Power {
  /** Names it in the deployment; a reader may ask for it by the header `Taizhang-Power`. */
  readonly id: string;
  readonly role: Role;
  /** Reference of the unit where it is held; it reaches over the unit's subtree. */
  readonly unit: string;
  /** Most confidential material its holder may open. */
  readonly clearance: Clearance;
  /** Becomes `data.reliedOn.power`. */
  readonly basis?: JsonObject;
  /** A delegate's: account of the one who delegated it. */
  readonly onBehalfOf?: ActorId;
  /** A delegate's: contexts it is limited to, and commands of theirs (none = all). */
  readonly contexts?: readonly string[];
  readonly commands?: readonly string[];
}

/** Who sent a request: an account, and the person whose powers it uses. Nothing is allowed by this alone. */
export interface Sender {
  readonly account: ActorId;
  readonly person?: string;
  /** Power that a test identity claims; believed in tests and development only. */
  readonly claimed?: Power;
  /** Id of the one power that the request wants to be judged by. */
  readonly requested?: string;
}

/** A sender who acts or reads under one power. */
export interface Principal {
  readonly actor: Actor;
  /** Reference of the unit where the role is held. */
  readonly unit: string;
  /** Most confidential material this reader may open. */
  readonly clearance: Clearance;
  /** The appointment or delegation that gave the power; becomes `data.reliedOn.power`. */
  readonly power?: JsonObject;
  /** Account for which a delegate acts. */
  readonly onBehalfOf?: ActorId;
}

/** What of a request may say who sent it. */
export interface Credentials {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Tells who sent a request; `undefined` = nobody we know. */
export interface IdentityPort {
  identify(credentials: Credentials): Promise<Sender | undefined>;
}

/** Nobody is known: without a source of identity every protected route answers 401 (default deny). */
export const noIdentity: IdentityPort = { identify: () => Promise.resolve(undefined) };
