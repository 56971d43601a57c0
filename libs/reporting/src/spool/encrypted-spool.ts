import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';

/** Characters that are gathered before they are written. */
const PART_LENGTH = 64 * 1024;
const CIPHER = 'aes-256-ctr';

/**
 * Items that are needed again, and are too many to be kept in memory: on a temporary file, under a key that only this process
 * has, so that what is left of an interrupted one is noise. Append all, then read as often as needed, then close.
 */
export class EncryptedSpool<T> {
  readonly #key = randomBytes(32);
  readonly #nonce = randomBytes(16);
  readonly #cipher = createCipheriv(CIPHER, this.#key, this.#nonce);
  #waiting: string[] = [];
  #length = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  /** @param within folder for temporary files */
  static async open<T>(within: string = tmpdir()): Promise<EncryptedSpool<T>> {
    const folder = await mkdtemp(join(within, 'taizhang-spool-'));
    const file = join(folder, 'spool');
    return new EncryptedSpool<T>(folder, file, await open(file, 'wx', 0o600));
  }

  /** @param item anything that JSON holds */
  async append(item: T): Promise<void> {
    const line = `${JSON.stringify(item)}\n`;
    this.#waiting.push(line);
    this.#length += line.length;
    if (this.#length >= PART_LENGTH) await this.#flush();
  }

  /** All items, in the order in which they were appended. */
  async *items(): AsyncGenerator<T> {
    await this.#flush();
    const decipher = createDecipheriv(CIPHER, this.#key, this.#nonce);
    // an error of the file is one of the decipher, which is what is read
    pipeline(createReadStream(this.file), decipher, () => undefined);
    for await (const line of linesOf(decipher)) yield JSON.parse(line) as T; // as it was appended
  }

  async close(): Promise<void> {
    await this.handle.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const part = this.#cipher.update(this.#waiting.join(''), 'utf8');
    this.#waiting = [];
    this.#length = 0;
    for (let written = 0; written < part.length;)
      written += (await this.handle.write(part, written, part.length - written)).bytesWritten;
  }
}

async function* linesOf(bytes: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of bytes) {
    const lines = (rest + decoder.decode(part as Buffer, { stream: true })).split('\n'); // a byte stream
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
