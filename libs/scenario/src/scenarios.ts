import { scenarioA } from './a/scenario-a.js';
import type { Scenario } from './scenario.js';

/** All scenarios by name; another is its folder and one line. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = { a: scenarioA };
