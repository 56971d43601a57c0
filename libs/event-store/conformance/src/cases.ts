import { appendExpectationCases } from './cases/append-expectations.cases.js';
import { clockCases } from './cases/clock.cases.js';
import { conditionCases } from './cases/conditions.cases.js';
import { erasureAndEndCases } from './cases/erasure-and-end.cases.js';
import { faultCases } from './cases/faults.cases.js';
import { followingCases } from './cases/following.cases.js';
import { holeCases } from './cases/holes.cases.js';
import { idempotenceCases } from './cases/idempotence.cases.js';
import { killCases } from './cases/kills.cases.js';
import { limitCases } from './cases/limits.cases.js';
import { orderCases } from './cases/order.cases.js';
import { processRaceCases } from './cases/processes.cases.js';
import { readingCases } from './cases/reading.cases.js';
import { recordingCases } from './cases/recording.cases.js';
import { roundTripCases } from './cases/round-trip.cases.js';
import { versioningCases } from './cases/versioning.cases.js';
import type { ConformanceCase } from './conformance-case.js';

/** Everything an event store must do, as data. */
export const cases: readonly ConformanceCase[] = [
  ...appendExpectationCases,
  ...idempotenceCases,
  ...readingCases,
  ...roundTripCases,
  ...orderCases,
  ...conditionCases,
  ...followingCases,
  ...holeCases,
  ...erasureAndEndCases,
  ...recordingCases,
  ...versioningCases,
  ...clockCases,
  ...faultCases,
  ...limitCases,
  ...processRaceCases,
  ...killCases,
];
