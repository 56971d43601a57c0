import { contextOf, localDateOf, type Allowance, type Clearance, type Policy } from '@taizhang/kernel';
import { machineTimers, InboxRunner, LeafRelay, type LedgerOwner } from '@taizhang/messaging-port';
import { createViewReaders, type ViewDocument, type ViewReaders } from '@taizhang/views-port';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { WriteAccesses } from '../access-log/batched-access-log.js';
import { accessesOf } from '../access-log/host-access-log.js';
import { ACCESS_CONTEXT } from '../access-log/local-access-writer.js';
import { Refusals } from '../access-log/refusals.js';
import { blobFacts } from '../blobs/blob-facts.js';
import { BlobSweeper } from '../blobs/blob-sweeper.js';
import { BlobVault } from '../blobs/blob-vault.js';
import { contextReads } from '../asking/context-reads.js';
import { ReadingScopes } from '../asking/reading-scope.js';
import { CALENDARS, calendarFacts } from '../calendar/calendar-facts.js';
import { StoredTime } from '../clock/stored-time.js';
import type { Configuration } from '../configuration/configuration.js';
import type { ContextFacilities } from '../context/context-facilities.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { DeadlinePoller } from '../deadlines/deadline-poller.js';
import { DueDeadlines } from '../deadlines/due-deadlines.js';
import { CommandExecutor } from '../deciding/command-executor.js';
import { recordingRefusals } from '../deciding/execute.handler.js';
import type { CommandRequest } from '../deciding/command-request.js';
import { FactResolver } from '../deciding/fact-resolver.js';
import { StreamStates } from '../deciding/stream-states.js';
import { deploymentContexts } from '../erasing/deployment-contexts.js';
import { Rehearsal } from '../deciding/rehearsal.js';
import { Eraser } from '../erasing/eraser.js';
import { erasurePolicy } from '../erasing/erasure-policy.js';
import { erasureReportsPolicy } from '../erasing/erasure-reports-policy.js';
import { Freshness } from '../following/freshness.js';
import { policyHandler } from '../following/policy-handler.js';
import { Reactions } from '../following/reactions.js';
import type { SettlementPeer } from '../following/settlement.js';
import type { Settling } from '../following/settling.js';
import { ViewFeeds, sealedFieldsOf, searchKeysOf } from '../following/view-feeds.js';
import { ViewPositions } from '../following/view-positions.js';
import { Authoriser } from '../identity/authoriser.js';
import { keepJobs, makeJobs, type HostJobs } from '../jobs/host-jobs.js';
import type { HostSeals } from '../seals/host-seals.js';
import type { Principal, Sender } from '../identity/identity.js';
import { Accounts } from '../sign-in/accounts.js';
import { CommitTraces } from '../telemetry/commit-traces.js';
import type { HostMetrics } from '../telemetry/host-metrics.js';
import { loggedRelay } from '../telemetry/logged-relay.js';
import { tracedTransport } from '../telemetry/traced-transport.js';
import { hostAsking, type HostAsking } from './host-asking.js';
import { contextFacilities } from './context-facilities-of-host.js';
import type { HostResources } from './host-resources.js';
import { settlementOf } from './host-settlement.js';
import type { PowersOf } from './tokens.js';

/** What services are made of. */
export interface HostServicesOptions {
  readonly configuration: Configuration;
  readonly registry: ContextRegistry;
  readonly resources: HostResources;
  readonly owner: LedgerOwner;
  readonly own: ReadonlySet<string>;
  readonly seals: HostSeals;
  readonly logger: Logger;
  readonly metrics: HostMetrics;
}

/** Finds the power by which a sender may operate this host. @throws problem 403 */
export type MayOperate = (sender: Sender, allow: Allowance) => Promise<Principal>;

/** Deciding, asking and following of one host: everything between its ports and its routes. */
export interface HostServices extends HostAsking {
  readonly executor: CommandExecutor;
  /** For routes of operators, which are of no context and no bureau. @throws problem 403 */
  readonly mayOperate: MayOperate;
  readonly powersOf: PowersOf;
  readonly facilities: ContextFacilities;
  readonly refusals: Refusals;
  /** Where this host keeps the access ledgers. */
  readonly writeAccesses: WriteAccesses | undefined;
  readonly vault: BlobVault;
  readonly sweeper: BlobSweeper;
  readonly jobs: HostJobs;
  readonly feeds: ViewFeeds;
  readonly freshness: Freshness;
  readonly inbox: InboxRunner;
  readonly seals: HostSeals;
  readonly relay: LeafRelay;
  readonly time: StoredTime | undefined;
  /** Policies of the host's contexts, and those that every host has. */
  readonly policies: () => readonly Policy[];
  /** Registers the policies with the inbox; with the manual clock they act in {@link settling} only. */
  readonly registerPolicies: () => void;
  /** Acts on dates as they are reached; with the manual clock they are acted on in {@link settling} only. */
  readonly deadlines: DeadlinePoller;
  /** This host's part in a settlement; asked for once its contexts have registered. */
  readonly settlement: () => SettlementPeer;
  /** Settles the whole deployment. */
  readonly settling: () => Settling;
}

/** Puts the services of a host together. Contexts register with `registry` later, before anything is asked. */
export function makeServices(options: HostServicesOptions): HostServices {
  const { configuration, registry, resources, owner, own, logger, metrics } = options;
  const { store, state, views: storage, keys, clock, entropy, digestKey, upcast, identity } = resources;
  const traces = new CommitTraces();
  const failed = (error: unknown) => logger.warn({ error: nameOf(error) }, 'following failed and goes on');
  const searchKeys = searchKeysOf(keys);
  const readers = createViewReaders({ storage, searchKeys });
  const { TAIZHANG_AUTHORITY: authority, TAIZHANG_TIME_ZONE: timeZone } = configuration;
  const reading = { registry, readers, storage, marks: state, secret: (of: string) => keys.secret(of), timeZone };
  const readsOf = (
    context: string,
    clearance?: Clearance,
    onRead?: (documents: readonly ViewDocument[]) => void,
    from: ViewReaders = readers,
  ) => contextReads(context, { ...reading, readers: from }, clearance, onRead);
  const positions = new ViewPositions(registry, storage, state);
  const inbox = new InboxRunner({
    transport: tracedTransport(resources.transport, (event) => traces.traceparentOf(event)),
    state,
    owner,
    upcast,
    metrics: metrics.inbox,
  });
  metrics.observeFollowers(() => inbox.status());
  const freshness = new Freshness({
    registry,
    positions,
    owner,
    own,
    catchUp: (consumer, ledger) => inbox.catchUp(consumer, ledger),
    timers: machineTimers,
    failed,
  });
  const contexts = [...new Set([...own, ...Object.keys(configuration.TAIZHANG_OWNERS)])].sort();
  const states = new StreamStates(store);
  const vault = new BlobVault({
    store: resources.blobs,
    keys: keys.dataKeys,
    subjectKey: (ledger, person) => keys.subjectKey(ledger, person),
    now: () => Date.now(),
  });
  const facts = new FactResolver(registry, readsOf, freshness, {
    ...blobFacts(registry, vault),
    ...deploymentContexts(contexts),
    ...calendarFacts(CALENDARS),
  });
  const authoriser = new Authoriser((context, query) => facts.answer(context, query));
  const today = () => localDateOf(clock.now(), timeZone);
  const executor = new CommandExecutor({
    authority,
    timeZone,
    store,
    states,
    registry,
    facts,
    authoriser,
    clock,
    entropy,
    keys,
    digestKey,
    onAppending: (commitId) => {
      traces.noteActive(commitId);
    },
    onAppend: (seconds, recorded) => {
      metrics.appended(seconds, contextOf(recorded.ledger));
      freshness.recorded(recorded.ledger, recorded.idx + recorded.events.length - 1);
    },
  });
  const giving = { authority, registry, readsOf, execute: (request: CommandRequest) => executor.execute(request) };
  const reactions = new Reactions(giving);
  const deadlines = new DueDeadlines({ ...giving, owner, upcast, state, now: () => clock.now(), today });
  const { writeAccesses, accessLog } = accessesOf(options, {
    ...giving,
    reads: () => readsOf(ACCESS_CONTEXT),
  });
  const jobPlaces = {
    rows: resources.jobs,
    blobs: resources.blobs,
    keys,
    contexts: () => registry.features().map(({ context }) => context),
  };
  const keeping = keepJobs(jobPlaces);
  const eraser = new Eraser({ store, keys, blobs: vault, exports: keeping.erasure });
  // The host that keeps accounts forgets them: the others may only read in the database that all share.
  const forget = async (person: string) => {
    if (identity !== undefined && own.has('organization')) await new Accounts(identity).erase(person);
  };
  const refusals = new Refusals(accessLog, logger);
  const facilities = contextFacilities({
    configuration,
    resources,
    executor,
    refusals,
    authoriser,
    readsOf,
    accessLog,
    today,
  });
  const policies = () => [
    ...registry.features().flatMap((feature) => [...feature.policies, ...(feature.actingPolicies?.(facilities) ?? [])]),
    ...[...own].map((context) => erasurePolicy(context, { eraser, store, forget })),
    ...(own.has('organization') ? [erasureReportsPolicy(contexts)] : []),
  ];
  const scopes = new ReadingScopes(authoriser, today);
  const asking = hostAsking(options, {
    readers,
    searchKeys,
    readsOf,
    states,
    authoriser,
    scopes,
    accessLog,
    today,
  });
  const time =
    resources.manual === undefined ? undefined : new StoredTime(resources.manual.clock, resources.manual.kept);
  return {
    ...asking,
    executor,
    jobs: makeJobs({
      ...jobPlaces,
      keeping,
      authority,
      timeZone,
      clock,
      registry,
      views: asking.views,
      store,
      events: asking.streams.read,
      timelines: asking.timelines,
      bundleRecord: asking.bundleRecord,
      facts,
      rehearsal: new Rehearsal({ timeZone, states, facts, authoriser, clock }),
      execute: recordingRefusals(executor, refusals),
      state,
      scopes,
      powersOf: (sender, context) => authoriser.powersOf(sender, context, today()),
      accessLog,
      failed,
    }),
    mayOperate: async (sender, allow) => {
      const [context = ''] = registry.features().map((feature) => feature.context);
      const act = { allow, context, bureau: context, on: today(), today: today() };
      return (await authoriser.toAct(sender, act)).principal;
    },
    powersOf: (sender) => authoriser.powersOf(sender, registry.features()[0]?.context ?? '', today()),
    freshness,
    inbox,
    seals: options.seals,
    time,
    refusals,
    writeAccesses,
    vault,
    sweeper: new BlobSweeper({ registry, own, vault, readsOf, store, timers: machineTimers, failed }),
    facilities,
    feeds: new ViewFeeds({
      registry,
      storage,
      state,
      sealed: sealedFieldsOf(store, own),
      searchKeys,
      inbox,
      timers: machineTimers,
      now: () => clock.now(),
      failed,
    }),
    relay: new LeafRelay({
      store,
      transport: resources.transport,
      state,
      contexts: [...own],
      holder: randomUUID(),
      metrics: loggedRelay(metrics.relay, logger),
      traceparentOf: (event) => traces.traceparentOf(event),
    }),
    policies,
    registerPolicies: () => {
      if (time !== undefined) return;
      for (const policy of policies()) inbox.register(policyHandler(policy, reactions, positions));
    },
    deadlines: new DeadlinePoller({ due: deadlines, timers: machineTimers, failed }),
    ...settlementOf(options, { inbox, freshness, reactions, deadlines, time, policies }),
  };
}

/** Class of an error for the log: its message may quote what a person wrote. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
