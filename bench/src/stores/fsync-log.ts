import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@taizhang/kernel';

interface Waiting {
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The least that durable, hashed history costs: each event hashed, what waits written to a file at once, one fsync for all of it. */
export class FsyncLog {
  readonly durability = 'fdatasync';
  #waiting: Waiting[] = [];
  #writing = false;

  private constructor(private readonly file: FileHandle) {}

  static async open(folder: string): Promise<FsyncLog> {
    return new FsyncLog(await open(join(folder, 'events.log'), 'a'));
  }

  append(_stream: number, _expected: number, events: readonly JsonObject[]): Promise<void> {
    const lines = events.map((event) => Buffer.from(JSON.stringify(event)));
    const hashes = lines.map((line) => createHash('sha256').update(line).digest());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes: Buffer.concat([...lines, ...hashes]), resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.file.write(Buffer.concat(group.map(({ bytes }) => bytes)));
        await this.file.datasync();
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#writing = false;
  }
}
