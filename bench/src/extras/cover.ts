/** Lets many wait for one tree to grow: it is brought up to the end again while somebody waits, for all of them at once. */
export class Cover {
  #size = 0;
  #growing: Promise<void> | undefined;

  /** @param grow brings the tree up to the end of its ledger; @returns the size that it then has */
  constructor(private readonly grow: () => Promise<number>) {}

  /** Resolves when the tree has at least so many leaves. */
  async reaches(size: number): Promise<void> {
    while (this.#size < size) await (this.#growing ??= this.#grow());
  }

  async #grow(): Promise<void> {
    try {
      this.#size = await this.grow();
    } finally {
      this.#growing = undefined;
    }
  }
}
