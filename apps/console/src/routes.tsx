import { createHashRouter } from 'react-router';
import { BallotPage } from './ballot/ballot-page.js';
import { CountingPage } from './evaluation/counting-page.js';
import { EvaluationPage } from './evaluation/evaluation-page.js';
import { EvaluationsPage } from './evaluation/evaluations-page.js';
import { ImportPage } from './import/import-page.js';
import { ReceiptPage } from './intake/receipt-page.js';
import { ReportPage } from './intake/report-page.js';
import { IssuePage } from './issue/issue-page.js';
import { DownloadsPage } from './jobs/downloads-page.js';
import { LedgerPage } from './ledger/ledger-page.js';
import { OrganizationPage } from './organization/organization-page.js';
import { RecordPage } from './records/record-page.js';
import { RegistersPage } from './records/registers-page.js';
import { SelfCheckPage } from './self-check/self-check-page.js';
import { ReplayChoicePage } from './replay/replay-choice-page.js';
import { Shell } from './shell/shell.js';
import { StrayPage } from './shell/stray-page.js';
import { SetupPage } from './sign-in/setup-page.js';
import { SignInPage } from './sign-in/sign-in-page.js';
import { WorkbenchPage } from './workbench/workbench-page.js';

/**
 * The screens. Addresses stand behind the `#`, which browsers keep to themselves: what is filtered by, and any code, comes into
 * no log.
 */
export const router = createHashRouter([
  {
    ErrorBoundary: StrayPage,
    children: [
      { path: '/sign-in', Component: SignInPage },
      { path: '/setup', Component: SetupPage },
      { path: '/report', Component: ReportPage },
      { path: '/ballot', Component: BallotPage },
      { path: '/receipt', Component: ReceiptPage },
      {
        path: '/',
        Component: Shell,
        children: [
          { index: true, Component: WorkbenchPage },
          { path: 'ledger', Component: LedgerPage },
          { path: 'issues/:bureau/:id', Component: IssuePage },
          { path: 'evaluations', Component: EvaluationsPage },
          { path: 'evaluations/:bureau/:id', Component: EvaluationPage },
          { path: 'counting', Component: CountingPage },
          { path: 'self-checks', Component: SelfCheckPage },
          { path: 'import', Component: ImportPage },
          { path: 'organization', Component: OrganizationPage },
          { path: 'replay', Component: ReplayChoicePage },
          {
            path: 'replay/:context/:aggregate/:bureau/:id',
            // fetched when it is first gone to: most readers never do
            lazy: async () => ({ Component: (await import('./replay/replay-page.js')).ReplayPage }),
          },
          { path: 'downloads', Component: DownloadsPage },
          { path: 'registers/:context', Component: RegistersPage },
          { path: 'records/:context/:aggregate/:bureau/:id', Component: RecordPage },
        ],
      },
      { path: '*', Component: StrayPage },
    ],
  },
]);
