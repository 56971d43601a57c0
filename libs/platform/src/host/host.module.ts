import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventStore } from '@taizhang/event-store-port';
import type { LedgerOwner } from '@taizhang/messaging-port';
import type { Logger } from 'pino';
import { AccessEntriesController } from '../access-log/access-entries.controller.js';
import { Refusals } from '../access-log/refusals.js';
import { AskHandler } from '../asking/ask.handler.js';
import { Replays } from '../replay/replays.js';
import { Timelines } from '../asking/timeline.js';
import { ViewService } from '../asking/view-service.js';
import { TestController } from '../clock/test.controller.js';
import { BlobController } from '../blobs/blob.controller.js';
import { BlobVault } from '../blobs/blob-vault.js';
import { JobController } from '../jobs/job.controller.js';
import { Jobs } from '../jobs/jobs.js';
import type { Configuration } from '../configuration/configuration.js';
import { CONTEXT_FACILITIES } from '../context/context-facilities.js';
import { ContextRegistry } from '../context/context-registry.js';
import { CommandExecutor } from '../deciding/command-executor.js';
import { ExecuteCommandHandler } from '../deciding/execute.handler.js';
import { SettlementController } from '../following/settlement.controller.js';
import { HealthController } from '../health/health.controller.js';
import type { Readiness } from '../health/readiness.js';
import { AccessGuard } from '../http/access.js';
import { CommandController } from '../http/command.controller.js';
import { LedgerController } from '../http/ledger.controller.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { LimitGuard, type RequestLimits } from '../http/request-limits.js';
import type { RoutePatterns } from '../http/route-patterns.js';
import { TimelineController } from '../http/timeline.controller.js';
import { ViewController } from '../http/view.controller.js';
import { OmissionService } from '../omissions/omission-service.js';
import { ParkedController } from '../operations/parked.controller.js';
import { RecordReceipts } from '../seals/record-receipts.js';
import { SealsController } from '../seals/seals.controller.js';
import { WitnessController } from '../seals/witness.controller.js';
import { serviceIdentity } from '../identity/service-identity.js';
import type { HostSignIn } from '../sign-in/host-sign-in.js';
import type { HostMetrics } from '../telemetry/host-metrics.js';
import { MetricsController } from '../telemetry/metrics.controller.js';
import { EventStreams } from '../streams/event-streams.js';
import { StreamController } from '../streams/stream.controller.js';
import type { HostServices } from './host-services.js';
import {
  AUTHORITY,
  EVENT_STORE,
  IDENTITY,
  INBOX,
  LEDGER_OWNER,
  MANUAL_TIME,
  MAY_OPERATE,
  METRICS,
  POWERS_OF,
  READINESS,
  SEALS,
  SETTLEMENT,
  SETTLING,
  WITNESS,
  WRITE_ACCESSES,
} from './tokens.js';

/** What a host's module is made of. */
export interface HostModuleParts {
  readonly configuration: Configuration;
  readonly registry: ContextRegistry;
  readonly store: EventStore;
  readonly owner: LedgerOwner;
  readonly services: HostServices;
  readonly metrics: HostMetrics;
  readonly readiness: Readiness;
  readonly logger: Logger;
  readonly patterns: RoutePatterns;
  readonly limits: RequestLimits;
  readonly signIn: HostSignIn;
  /** Modules of the contexts that the host serves. */
  readonly contexts: readonly Type[];
}

/** The Nest module around a host's contexts: their routes, and who may use them. */
@Global()
@Module({})
export class HostModule {
  static of(parts: HostModuleParts): DynamicModule {
    const { services, configuration, signIn } = parts;
    const controllers = [
      CommandController,
      LedgerController,
      ViewController,
      TimelineController,
      BlobController,
      JobController,
      StreamController,
      ParkedController,
      HealthController,
      MetricsController,
      SealsController,
      ...(services.seals.witness === undefined ? [] : [WitnessController]),
      ...(services.writeAccesses === undefined ? [] : [AccessEntriesController]),
      ...signIn.controllers,
    ];
    return {
      module: HostModule,
      imports: [CqrsModule.forRoot(), ...parts.contexts],
      controllers: services.time === undefined ? controllers : [...controllers, TestController, SettlementController],
      providers: [
        ...valuesOf(parts),
        ...signIn.providers,
        { provide: IDENTITY, useValue: signIn.identity },
        ExecuteCommandHandler,
        AskHandler,
        {
          provide: APP_GUARD,
          inject: [Reflector],
          useFactory: (reflector: Reflector) =>
            new AccessGuard(reflector, signIn.identity, serviceIdentity(configuration.TAIZHANG_SERVICE_TOKEN)),
        },
        {
          provide: APP_GUARD,
          inject: [Reflector],
          useFactory: (reflector: Reflector) => new LimitGuard(reflector, parts.limits),
        },
        { provide: APP_FILTER, useValue: new ProblemFilter(parts.logger, parts.patterns) },
      ],
      exports: [ContextRegistry, CONTEXT_FACILITIES],
    };
  }
}

function valuesOf({
  configuration,
  registry,
  store,
  owner,
  services,
  metrics,
  readiness,
}: HostModuleParts): Provider[] {
  return [
    { provide: ContextRegistry, useValue: registry },
    { provide: CONTEXT_FACILITIES, useValue: services.facilities },
    { provide: CommandExecutor, useValue: services.executor },
    { provide: ViewService, useValue: services.views },
    { provide: BlobVault, useValue: services.vault },
    { provide: Jobs, useValue: services.jobs.jobs },
    { provide: EventStreams, useValue: services.streams },
    { provide: Timelines, useValue: services.timelines },
    { provide: Replays, useValue: services.replays },
    { provide: RecordReceipts, useValue: services.receipts },
    { provide: OmissionService, useValue: services.omissions },
    { provide: Refusals, useValue: services.refusals },
    { provide: WRITE_ACCESSES, useValue: services.writeAccesses },
    { provide: AUTHORITY, useValue: configuration.TAIZHANG_AUTHORITY },
    { provide: EVENT_STORE, useValue: store },
    { provide: LEDGER_OWNER, useValue: owner },
    { provide: INBOX, useValue: services.inbox },
    { provide: MAY_OPERATE, useValue: services.mayOperate },
    { provide: POWERS_OF, useValue: services.powersOf },
    { provide: METRICS, useValue: metrics },
    { provide: READINESS, useValue: readiness },
    { provide: MANUAL_TIME, useValue: services.time },
    { provide: SEALS, useValue: services.seals },
    { provide: WITNESS, useValue: services.seals.witness },
    { provide: SETTLEMENT, useValue: services.settlement },
    { provide: SETTLING, useValue: services.settling },
  ];
}
