export type {
  AccountAct,
  Act,
  BallotsAct,
  CommandAct,
  Expected,
  IntakeAct,
  Moment,
  Material,
  Player,
  ReadAct,
  Scenario,
  StateCount,
  StateValue,
} from './scenario.js';
export { ApiClient, AWAY_LIMIT_MS, type Addresses, type ApiAnswer, type ApiRequest } from './api-client.js';
export { CAST_PASSWORD, Sessions } from './sessions.js';
export { runScenario, UnplayableDeploymentError, type Refusal, type Run, type RunOptions } from './run-scenario.js';
export { differencesOf, reportOf, type LedgerAccess, type ScenarioReport } from './report.js';
export { REPORTED_CONTEXTS, SCENARIO_AUTHORITY, scenarioEnvironment } from './scenario-deployment.js';
export { SCENARIOS } from './scenarios.js';
