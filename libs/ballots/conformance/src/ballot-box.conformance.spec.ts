import { ballotBoxConformance } from './ballot-box.conformance.js';
import { memoryBallotFixture } from './memory-ballot-fixture.js';

ballotBoxConformance(memoryBallotFixture());
