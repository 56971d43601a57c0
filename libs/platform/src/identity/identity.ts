import type { Actor, Clearance, JsonValue } from '@taizhang/kernel';

/** Who asks, and what gave the power (design §9). */
export interface Principal {
  readonly actor: Actor;
  /** Code of the unit where the role is held. */
  readonly unit: string;
  /** Most confidential material this reader may open. */
  readonly clearance: Clearance;
  /** The appointment or delegation that gave the power; becomes `data.reliedOn.power`. */
  readonly power?: JsonValue;
}

/** Tells who sent a request from its `Authorization` header; `undefined` = nobody we know. */
export interface IdentityPort {
  identify(authorization: string | undefined): Promise<Principal | undefined>;
}

/** Nobody is known: without a source of identity every protected route answers 401 (default deny). */
export const noIdentity: IdentityPort = { identify: () => Promise.resolve(undefined) };
