/** One thing an adapter must do, as data: the suite runs it as a test, the suite's own test runs it against broken adapters. */
export interface ConformanceCase<Fixture> {
  readonly topic: string;
  readonly title: string;
  /** Resolves when the adapter behaves; rejects when it does not. */
  run(fixture: Fixture): Promise<void>;
}

/** Makes cases of one topic from titles and plays; `stage` gives each a place of its own and clears it away. */
export function casesOf<Fixture, Scene>(
  topic: string,
  stage: (fixture: Fixture, play: (scene: Scene) => Promise<void>) => Promise<void>,
  plays: Readonly<Record<string, (scene: Scene) => Promise<void>>>,
): readonly ConformanceCase<Fixture>[] {
  return Object.entries(plays).map(([title, play]) => ({ topic, title, run: (fixture) => stage(fixture, play) }));
}
