import type { AccessLog } from '../access-log/access-log.js';
import type { Refusals } from '../access-log/refusals.js';
import type { Configuration } from '../configuration/configuration.js';
import type { ContextFacilities } from '../context/context-facilities.js';
import type { CommandExecutor } from '../deciding/command-executor.js';
import { recordingRefusals } from '../deciding/execute.handler.js';
import type { Authoriser } from '../identity/authoriser.js';
import type { HostResources } from './host-resources.js';

/** Services that facilities pass on. */
export interface FacilityParts {
  readonly configuration: Pick<Configuration, 'TAIZHANG_AUTHORITY'>;
  readonly resources: Pick<HostResources, 'store' | 'keys' | 'ballots'>;
  readonly executor: CommandExecutor;
  readonly refusals: Refusals;
  readonly authoriser: Authoriser;
  readonly readsOf: ContextFacilities['readsOf'];
  readonly accessLog: AccessLog;
  readonly today: () => string;
}

/** What this host offers to its contexts' own controllers and acting policies. */
export function contextFacilities(parts: FacilityParts): ContextFacilities {
  const { configuration, resources, executor, refusals, authoriser, readsOf, accessLog, today } = parts;
  const { store, keys, ballots } = resources;
  return {
    authority: configuration.TAIZHANG_AUTHORITY,
    execute: (request) => executor.execute(request),
    give: recordingRefusals(executor, refusals),
    readsOf,
    authorise: async (sender, allow, context, bureau, units = []) => {
      const act = { allow, context, bureau, units, on: today(), today: today() };
      return (await authoriser.toAct(sender, act)).principal;
    },
    events: store,
    secret: (purpose) => keys.secret(purpose),
    ballots,
    accessLog,
    today,
  };
}
