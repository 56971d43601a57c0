import { memoryStateFixture } from './broken/broken-follower-states.js';
import { followerStateConformance } from './follower-state-conformance.js';

followerStateConformance(memoryStateFixture());
