import { answerCases } from './cases/answers.js';
import { backPressureCases } from './cases/back-pressure.js';
import { crashCases } from './cases/crashes.js';
import { deliveryCases } from './cases/delivery.js';
import { forkCases } from './cases/forks.js';
import { outageCases } from './cases/outages.js';
import { parkedCases } from './cases/parked.js';
import { followingCases, relayCases } from './cases/relays.js';
import { subscriptionCases } from './cases/subscriptions.js';
import type { ConformanceCase } from './conformance-case.js';
import type { TransportFixture } from './fixture.js';

/** Every case that a transport of a kind must pass: the same for all, and what only its kind can be asked. */
export function transportCases(kind: TransportFixture['kind']): readonly ConformanceCase<TransportFixture>[] {
  return [
    ...subscriptionCases,
    ...deliveryCases,
    ...answerCases,
    ...parkedCases,
    ...forkCases,
    ...crashCases,
    ...backPressureCases,
    ...outageCases,
    ...(kind === 'relayed' ? relayCases : followingCases),
  ];
}

/** A case waits at most so many times as long as the fixture asks for: then the test runner gives up. */
const PATIENT_WAITS_OF_A_CASE = 3;

/** Registers the suite with the test runner: a transport's test file is one call of this. */
export function transportConformance(fixture: TransportFixture): void {
  describe(`transport conformance: ${fixture.name}`, () => {
    for (const { topic, title, run } of transportCases(fixture.kind))
      it(`${topic}: ${title}`, () => run(fixture), PATIENT_WAITS_OF_A_CASE * fixture.patienceMs);
  });
}
