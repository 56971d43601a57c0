import { memoryFixture } from './memory/memory-fixture.js';
import { viewsConformance } from './suite.js';

viewsConformance(memoryFixture());
