import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deserialize, serialize } from 'node:v8';
import type { CommitStorage } from '@taizhang/event-store-port';
import { createMemoryCommitStorage } from './memory-commit-storage.js';
import type { MemoryDatabase } from './memory-database.js';

/** Methods that answer once, and methods that answer a row of values. */
const SINGLE = ['insert', 'last', 'byId', 'at', 'streamHead', 'raiseHeads', 'latestTime', 'disclosures'] as const;
const ROWS = ['commits', 'streamCommits', 'heads', 'storedSince', 'allLedgers'] as const;
type Method = (typeof SINGLE)[number] | (typeof ROWS)[number];

interface Question {
  readonly number: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

interface Answer {
  readonly number: number;
  readonly value?: unknown;
  readonly error?: string;
}

const encode = (word: Question | Answer): string => `${serialize(word).toString('base64')}\n`;
// as: both ends of the socket are this file
const decode = <T>(line: string): T => deserialize(Buffer.from(line, 'base64')) as T;

/** Lets other processes reach a memory database of this one, through a socket. */
export async function serveMemoryDatabase(database: MemoryDatabase): Promise<{ path: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'taizhang-memory-'));
  const path = join(folder, 'database.sock');
  const storage = createMemoryCommitStorage(database);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const lines = createInterface({ input: socket });
    lines.on('error', () => socket.destroy()); // the other process was killed
    lines.on('line', (line) => void answer(storage, decode<Question>(line)).then((word) => socket.write(encode(word))));
    socket.on('error', () => undefined); // told to `lines` as well
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  };
  return { path, close };
}

async function answer(storage: CommitStorage, { number, method, args }: Question): Promise<Answer> {
  try {
    // as: the client asks only for methods of the port, with their own arguments
    const called = (storage[method] as (...given: readonly unknown[]) => Promise<unknown> | AsyncIterable<unknown>)(
      ...args,
    );
    if (called instanceof Promise) return { number, value: await called };
    const rows: unknown[] = [];
    for await (const row of called) rows.push(row);
    return { number, value: rows };
  } catch (thrown) {
    return { number, error: String(thrown) };
  }
}

/** The storage of a memory database that another process serves at `path`. */
export async function connectMemoryCommitStorage(path: string): Promise<CommitStorage> {
  const socket = connect(path);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const waiting = new Map<number, (answer: Answer) => void>();
  createInterface({ input: socket }).on('line', (line) => {
    const answer = decode<Answer>(line);
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  let asked = 0;
  const ask = async (method: Method, args: readonly unknown[]): Promise<unknown> => {
    asked += 1;
    const number = asked;
    const { value, error } = await new Promise<Answer>((resolve) => {
      waiting.set(number, resolve);
      socket.write(encode({ number, method, args }));
    });
    if (error !== undefined) throw new Error(error);
    return value;
  };
  async function* rows(method: Method, args: readonly unknown[]): AsyncIterable<unknown> {
    yield* (await ask(method, args)) as unknown[]; // as: the server collects rows
  }
  const single = SINGLE.map((method) => [method, (...args: unknown[]) => ask(method, args)] as const);
  const many = ROWS.map((method) => [method, (...args: unknown[]) => rows(method, args)] as const);
  const close = (): Promise<void> => new Promise((resolve) => socket.end(resolve));
  // as: built method by method from the port's own names, which the type system cannot follow
  return { ...Object.fromEntries([...single, ...many]), close } as unknown as CommitStorage;
}
