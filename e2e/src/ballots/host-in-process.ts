import type { BallotDrawers } from '@taizhang/ballots-port';
import { chooseAdapters } from '@taizhang/deployment';
import { AuditModule } from '@taizhang/audit-feature';
import { CampaignsModule } from '@taizhang/campaigns-feature';
import { EvaluationModule } from '@taizhang/evaluation-feature';
import { OrganizationModule } from '@taizhang/organization-feature';
import { readConfiguration, startHost, type RunningHost } from '@taizhang/platform';
import { pino } from 'pino';

/** Starts a host on a folder in this process, its ballot boxes under whatever `faulty` puts around them. */
export async function startFaultyHost(
  folder: string,
  faulty: (drawers: BallotDrawers) => BallotDrawers = (drawers) => drawers,
): Promise<RunningHost> {
  const configuration = readConfiguration({
    NODE_ENV: 'test',
    TAIZHANG_AUTHORITY: 'rectify.example',
    TAIZHANG_IDENTITY: 'test',
    TAIZHANG_DATA: folder,
    TAIZHANG_PORT: '0',
    TAIZHANG_LIMIT_PUBLIC: '0',
  });
  return startHost(
    {
      name: 'faulty',
      owns: ['organization', 'campaigns', 'evaluation', 'access'],
      contexts: [OrganizationModule, CampaignsModule, EvaluationModule, AuditModule],
      adapters: async (...chosen) => {
        const adapters = await chooseAdapters(...chosen);
        return { ...adapters, ballotDrawers: async () => faulty(await adapters.ballotDrawers()) };
      },
    },
    configuration,
    pino({ level: 'silent' }),
  );
}
