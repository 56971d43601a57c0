import type { JsonObject } from './json.js';
import type { LedgerId, StreamId } from './ids.js';
import type { EventMeta } from './aggregate.js';

/** An event of any context as a policy sees it: open data only (design §5). */
export interface ReactedEvent {
  readonly ledger: LedgerId;
  readonly stream: StreamId;
  readonly type: string;
  readonly data: JsonObject;
  readonly meta: EventMeta;
}

/** A command that a policy gives; its commit id derives from (log, cause, policy, target), so a repeat is the same commit. */
export interface PolicyCommand {
  readonly context: string;
  readonly aggregate: string;
  readonly command: string;
  readonly bureau: string;
  readonly id: string;
  readonly input: JsonObject;
}

/** A document of a view, and the ledger it belongs to: a bureau names its issues and branches for itself alone. */
export interface FoundDocument {
  readonly ledger: LedgerId;
  readonly doc: JsonObject;
}

/** Reads of the policy's own context, declared by its feature (an open query of a view). */
export interface PolicyReads {
  /** Documents of one of the context's views whose fields equal `where`; in order of (ledger, key), all pages. */
  find(view: string, where: Readonly<Record<string, string | number | boolean>>): Promise<readonly FoundDocument[]>;
}

/** When … then …: reacts to events with commands. What needs memory keeps it in a stream of its own (design §5). */
export interface Policy {
  /** Unique in its context; part of the derived commit ids, so never renamed. */
  readonly name: string;
  readonly context: string;
  readonly clauses: readonly string[];
  /** Event types with their owners' names (`organization.PrincipalChanged`) and the newest version understood. */
  readonly on: Readonly<Record<string, { readonly version: number }>>;
  readonly react: (event: ReactedEvent, reads: PolicyReads) => Promise<readonly PolicyCommand[]>;
  /**
   * What it does itself outside all ledgers when its turn has come; answers further commands.
   * Only for what no command can do. It may be cut short anywhere and is then asked again: doing it twice is doing it once.
   */
  readonly act?: (event: ReactedEvent) => Promise<readonly PolicyCommand[]>;
}

/** Declares a policy. */
export function policy(declaration: Policy): Policy {
  return declaration;
}
