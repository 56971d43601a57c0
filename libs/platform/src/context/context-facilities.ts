import type { BallotBox } from '@taizhang/ballots-port';
import type { Allowance, LedgerId } from '@taizhang/kernel';
import type { EventStore } from '@taizhang/event-store-port';
import type { AccessLog } from '../access-log/access-log.js';
import type { CommandRequest, CommandResult } from '../deciding/command-request.js';
import type { Principal, Sender } from '../identity/identity.js';
import type { ContextReads } from './context-feature.js';

/** What a host offers to a context's own controllers, for the few routes that no declaration yields. */
export interface ContextFacilities {
  readonly authority: string;
  /** Decides a command as any other (design §5). @throws its refusals */
  execute(request: CommandRequest): Promise<CommandResult>;
  /** Decides a command that an account gives by a route of the context's own; what is refused is recorded. @throws its refusals */
  give(request: CommandRequest): Promise<CommandResult>;
  /** Reads of a context's own views. */
  readsOf(context: string): ContextReads;
  /** The power by which a sender may do what is allowed to these at the bureau, or at one of these units. @throws problem 403 when there is none */
  authorise(
    sender: Sender,
    allow: Allowance,
    context: string,
    bureau: string,
    units?: readonly string[],
  ): Promise<Principal>;
  /** Events and the values of their sealed fields. */
  readonly events: Pick<EventStore, 'readStream' | 'disclosures'>;
  /** A secret of the deployment for one purpose, 32 bytes. */
  secret(purpose: string): Promise<Uint8Array>;
  /** Where secret votes lie until they are counted. */
  readonly ballots: BallotBox;
  /** Where readings of confidential material are recorded before they are answered. */
  readonly accessLog: AccessLog;
  /** Today in the deployment's zone, by the store's clock. */
  today(): string;
}

/** Injection token of {@link ContextFacilities}. */
export const CONTEXT_FACILITIES = Symbol('CONTEXT_FACILITIES');

/** A ledger that surely never exists: what is read there costs as much as elsewhere, and finds nothing. */
export const NO_LEDGER: LedgerId = 'none/none';
