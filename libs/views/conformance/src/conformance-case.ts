import type { ViewsFixture } from './fixture.js';
import { playScene, type Scene } from './scene.js';

/** Topics of the suite; each has a file. */
export type Topic =
  | 'guards'
  | 'handler'
  | 'counters'
  | 'crashes and rivals'
  | 'queries'
  | 'paging'
  | 'text search'
  | 'sealed fields'
  | 'classification'
  | 'versions';

/** One thing a view store must do, as data: the suite runs it as a test, the suite's own test runs it against broken stores. */
export interface ConformanceCase {
  readonly topic: Topic;
  readonly title: string;
  /** Resolves when the store behaves; rejects when it does not. */
  run(fixture: ViewsFixture): Promise<void>;
}

/** How a case is written: it plays in a scene of its own. */
export type Play = (scene: Scene) => Promise<void>;

/** Makes cases of one topic from titles and plays. */
export function casesOf(topic: Topic, plays: Readonly<Record<string, Play>>): readonly ConformanceCase[] {
  return Object.entries(plays).map(([title, play]) => ({ topic, title, run: (fixture) => playScene(fixture, play) }));
}
