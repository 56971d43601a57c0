import type { Clearance, LocalDate } from '@taizhang/kernel';
import type { SearchKeys, ViewDocument, ViewReaders } from '@taizhang/views-port';
import type { AccessLog } from '../access-log/access-log.js';
import { askedMoment } from '../asking/asked-moment.js';
import { PastViews } from '../asking/past-views.js';
import type { ReadingScopes } from '../asking/reading-scope.js';
import { Timelines } from '../asking/timeline.js';
import { ViewService } from '../asking/view-service.js';
import type { ContextReads } from '../context/context-feature.js';
import type { StreamStates } from '../deciding/stream-states.js';
import { sealedFieldsOf } from '../following/view-feeds.js';
import type { Authoriser } from '../identity/authoriser.js';
import { OmissionService } from '../omissions/omission-service.js';
import { EventStreams } from '../streams/event-streams.js';
import { Replays } from '../replay/replays.js';
import { eventSchemas } from '../seals/event-schemas.js';
import { bundlingRecords, type BundleRecord } from '../seals/record-bundles.js';
import { RecordReceipts } from '../seals/record-receipts.js';
import type { HostServicesOptions } from './host-services.js';

/** What asking needs beside the host's ports. */
export interface AskingParts {
  readonly readers: ViewReaders;
  readonly searchKeys: SearchKeys;
  readonly readsOf: (
    context: string,
    clearance?: Clearance,
    onRead?: (documents: readonly ViewDocument[]) => void,
    readers?: ViewReaders,
  ) => ContextReads;
  readonly states: StreamStates;
  readonly authoriser: Authoriser;
  readonly scopes: ReadingScopes;
  readonly accessLog: AccessLog;
  readonly today: () => LocalDate;
}

/** Everything of a host that answers questions. */
export interface HostAsking {
  readonly views: ViewService;
  readonly omissions: OmissionService;
  readonly timelines: Timelines;
  readonly streams: EventStreams;
  readonly replays: Replays;
  readonly receipts: RecordReceipts;
  readonly bundleRecord: BundleRecord;
}

/** Puts together what answers questions about views, omissions and records. */
export function hostAsking(options: HostServicesOptions, parts: AskingParts): HostAsking {
  const { configuration, registry, resources, owner, own, seals } = options;
  const { TAIZHANG_AUTHORITY: authority } = configuration;
  const { store, state, views: storage, clock, keys, upcast, scratchViews } = resources;
  const { readers, searchKeys, readsOf, states, authoriser, scopes, accessLog, today } = parts;
  const { TAIZHANG_TIME_ZONE: timeZone } = configuration;
  const momentOf = askedMoment(timeZone, () => clock.now());
  const views = new ViewService({
    registry,
    readers,
    storage,
    marks: state,
    sealed: store,
    readsOf,
    past: new PastViews({ owner, upcast, scratch: scratchViews, sealed: sealedFieldsOf(store, own), searchKeys }),
    momentOf,
    scopes,
    accessLog,
  });
  const timelines = new Timelines({ registry, store, states, authoriser, today, accessLog });
  return {
    views,
    omissions: new OmissionService({
      registry,
      readsOf,
      scopes,
      accessLog,
      today,
      seen: (asking) => views.seen(asking),
    }),
    timelines,
    streams: new EventStreams({ authority, registry, store, scopes, accessLog, clock }),
    replays: new Replays({ registry, store, timelines, timeZone, momentOf, accessLog }),
    receipts: new RecordReceipts({ store, timelines, seals, keys, accessLog }),
    bundleRecord: bundlingRecords({
      authority,
      store,
      timelines,
      seals,
      keys,
      clock,
      accessLog,
      schemaOf: eventSchemas(registry),
    }),
  };
}
