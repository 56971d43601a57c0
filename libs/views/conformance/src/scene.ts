import type { Clearance, LedgerId } from '@taizhang/kernel';
import type { RecordedEvent } from '@taizhang/event-store-port';
import {
  createViewHandler,
  createViewReaders,
  ViewVersions,
  type ViewDefinition,
  type ViewEventHandler,
  type ViewReader,
  type ViewShape,
  type ViewStorage,
} from '@taizhang/views-port';
import type { ViewsFixture } from './fixture.js';
import { MemoryMarks } from './memory/memory-marks.js';
import { SampleDisclosures, sampleSearchKey } from './sample-events.js';
import type { Work } from './sample-view.js';

/** When the scenes play. */
export const SCENE_TIME = '2014-07-01T00:00:00.000Z';

/** What a case works with: a fresh database, and everything around it that is no store. */
export class Scene {
  readonly marks = new MemoryMarks();
  readonly disclosures = new SampleDisclosures();
  readonly reader: ViewReader;
  readonly versions: ViewVersions;
  readonly #opened: ViewStorage[] = [];

  constructor(
    readonly scale: number,
    readonly storage: ViewStorage,
    private readonly open: () => Promise<ViewStorage>,
  ) {
    this.reader = this.readerOn(storage);
    this.versions = new ViewVersions({ storage, marks: this.marks, now: () => SCENE_TIME });
  }

  /** A size times the fixture's scale, at least `least`. */
  scaled(size: number, least = 1): number {
    return Math.max(least, Math.round(size * this.scale));
  }

  /** A second connection to the same database. */
  async another(): Promise<ViewStorage> {
    const storage = await this.open();
    this.#opened.push(storage);
    return storage;
  }

  /** A reader of a storage that does something otherwise, or of another clearance. */
  readerOn(storage: ViewStorage, clearance: Clearance = 3): ViewReader {
    return createViewReaders({ storage, searchKeys: sampleSearchKey })(clearance);
  }

  handler(definition: ViewDefinition<Work>, storage: ViewStorage = this.storage, shape?: ViewShape): ViewEventHandler {
    return createViewHandler(definition, {
      storage,
      sealed: this.disclosures,
      searchKeys: sampleSearchKey,
      generation: shape?.generation ?? 0,
    });
  }

  /** Makes the view's first copy, which is active at once, and feeds it. */
  async show(definition: ViewDefinition<Work>, events: readonly RecordedEvent[]): Promise<void> {
    await this.versions.open(definition);
    await this.feed(this.handler(definition), events);
  }

  /** Hands events to a handler ledger by ledger, as an inbox does: only of handled types, and marks after the effect. */
  async feed(handler: ViewEventHandler, events: readonly RecordedEvent[]): Promise<void> {
    const ledgers = new Map<LedgerId, RecordedEvent[]>();
    for (const event of events) ledgers.set(event.ledger, [...(ledgers.get(event.ledger) ?? []), event]);
    for (const [ledger, all] of ledgers) {
      let rest: readonly RecordedEvent[] = all.filter(({ type }) => Object.hasOwn(handler.types, type));
      while (rest.length > 0) rest = rest.slice((await handler.handle(ledger, rest)).length);
      const mark = await this.marks.mark(handler.consumer, ledger);
      const end = all.at(-1)?.idx ?? -1;
      if (end > (mark?.idx ?? -1)) this.marks.saveMark(handler.consumer, ledger, end, mark?.idx);
    }
  }

  async close(): Promise<void> {
    for (const storage of [...this.#opened, this.storage]) await storage.close();
  }
}

/** Plays a case on a database of its own. */
export async function playScene(fixture: ViewsFixture, play: (scene: Scene) => Promise<void>): Promise<void> {
  const database = await fixture.createDatabase();
  const scene = new Scene(fixture.scale, await database.open(), () => database.open());
  try {
    await play(scene);
  } finally {
    await scene.close();
    await database.drop();
  }
}
