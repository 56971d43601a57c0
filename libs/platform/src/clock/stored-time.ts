import type { ManualTime } from '@taizhang/event-store-port';
import type { Instant, ManualClock } from '@taizhang/kernel';

/** The manual clock of one process, kept equal to the one in the store (design §3). */
export class StoredTime {
  constructor(
    private readonly clock: ManualClock,
    private readonly kept: ManualTime,
  ) {}

  /** Takes over what any process has set; called before whatever asks for the time. */
  async refresh(): Promise<Instant> {
    const now = await this.kept.read();
    this.clock.set(now);
    return now;
  }

  async set(now: Instant): Promise<void> {
    await this.kept.set(now);
    this.clock.set(now);
  }
}
