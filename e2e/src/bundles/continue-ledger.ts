import type { Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { audit, given, security, step } from '../erasure/erasure-scene.js';
import type { operatorOf } from '../seals/operator.js';
import type { Step } from '../slice/step.js';
import { LEDGER } from './scenario-bundles.js';

/** Who is erased: a delegate of the scenario, and who takes over from him. */
const [SUBJECT, SUCCESSOR] = ['wgx-0371.P-CT2', 'wgx-0371.P-CT1'];
const DAY = '2014-12-31';

/**
 * Lets the ledger of the played scenario go on: a person is erased, with the key of his name; the log key is exchanged; a single value is
 * erased. @returns the deployment's time after it, POSIX seconds
 */
export async function continueLedger(
  deployment: Deployment,
  taizhang: ReturnType<typeof operatorOf>['taizhang'],
): Promise<number> {
  const driver = new ScenarioDriver(deployment);
  const clock = async () => {
    const answer = await fetch(`${deployment.urlOf('organization')}/api/test/clock`);
    return ((await answer.json()) as { readonly now: string }).now; // its answer
  };
  const give = async (one: Step) => given(driver, { ...one, at: await clock() });
  const erasure = `${LEDGER.replace('/', ' ')} erasure`;
  await give(
    step(security, `${LEDGER.replace('/', ' ')} person ${SUBJECT}`, 'hand-over-duties', {
      to: SUCCESSOR,
      on: DAY,
      leaves: true,
      reason: '退休',
    }),
  );
  const withdrawn = { subject: SUBJECT, basis: 'CONSENT_WITHDRAWN', reason: '本人申请' };
  await give(step(security, `${erasure} e-1`, 'request-erasure', withdrawn));
  await give(step(audit, `${erasure} e-1`, 'confirm-erasure', {}));
  const rotated = await taizhang('keys', 'rotate-log', '--ledger', LEDGER);
  if (rotated.code !== 0) throw new Error(rotated.stderr);
  const { idx, digest } = await sealedValue(driver);
  const value = { context: 'organization', idx, digest, basis: 'COURT_ORDER', reason: '裁定' };
  await give(step(security, `${erasure} d-1`, 'request-disclosure-erasure', value));
  await give(step(audit, `${erasure} d-1`, 'confirm-erasure', {}));
  return Math.floor(Date.parse(await clock()) / 1_000);
}

/** The last sealed value of the ledger's beginning. */
async function sealedValue(driver: ScenarioDriver): Promise<{ readonly idx: number; readonly digest: string }> {
  const leaves = (await driver.leaves(LEDGER)).map(
    (line) => JSON.parse(line) as { readonly type: string; readonly data: { readonly _sd?: readonly string[] } }, // a leaf
  );
  const idx = leaves.findLastIndex(({ type }) => type === 'organization.BodyMemberJoined');
  return { idx, digest: leaves[idx]?.data._sd?.[0] ?? '' };
}
