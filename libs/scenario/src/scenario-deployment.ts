/** Contexts whose ledgers are reported and compared: all but `access/*`, which batch per process. */
export const REPORTED_CONTEXTS: readonly string[] = ['organization', 'issues', 'evaluation', 'campaigns', 'rules'];

/** Whose ledgers those of scenarios are. */
export const SCENARIO_AUTHORITY = 'rectify.example';

/** Environment of a deployment in which time stands still until it is set, and whatever is drawn is drawn from a seed. */
export function scenarioEnvironment(seed: string): Readonly<Record<string, string>> {
  return {
    TAIZHANG_AUTHORITY: SCENARIO_AUTHORITY,
    TAIZHANG_CLOCK: 'manual',
    TAIZHANG_SEED: seed,
    TAIZHANG_IDENTITY: 'local',
    // One program sends what a whole bureau does in a year.
    TAIZHANG_LIMIT_PUBLIC: '0',
    TAIZHANG_LIMIT_COMMANDS: '0',
    TAIZHANG_LIMIT_READS: '0',
    TAIZHANG_LIMIT_ADDRESS: '0',
    TAIZHANG_LIMIT_SIGN_IN: '0',
    TAIZHANG_LOG_LEVEL: 'warn',
  };
}
