export type { BallotBoxCase, BallotBoxFixture } from './conformance-case.js';
export { ballotBoxCases, ballotBoxConformance, runCase } from './ballot-box.conformance.js';
export { BallotMemory, MemoryBallotDrawers, MemoryBoxKeys } from './memory-ballot-drawers.js';
export { memoryBallotFixture } from './memory-ballot-fixture.js';
