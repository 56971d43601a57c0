import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from '@taizhang/testkit';
import { AUTHORITY, SCENE_NOW, type Scene } from '../scene.js';
import type { ChildJob, ChildWord } from './child-job.js';

/** The script as it is built; the same from `src` (tests) and from `dist`. */
const CHILD_SCRIPT = fileURLToPath(new URL('../../dist/processes/store.child.js', import.meta.url));

type Acknowledgement = Extract<ChildWord, { kind: 'acknowledged' }>;
type Refusal = Extract<ChildWord, { kind: 'refused' }>;

/** How a child process ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of its own that writes to the scene's database. */
export class ChildWriter {
  readonly acknowledged: Acknowledgement[] = [];
  readonly refused: Refusal[] = [];
  private readonly words: ChildWord['kind'][] = [];
  private readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly closed: Promise<ChildEnd>;
  private end: ChildEnd | undefined;
  private complaints = '';

  private constructor(job: ChildJob) {
    this.process = spawn(process.execPath, [CHILD_SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdin.on('error', () => undefined); // it may be dead by the time it is told to go
    this.process.stdin.write(`${JSON.stringify(job)}\n`);
    this.process.stderr.on('data', (chunk) => (this.complaints += String(chunk)));
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.hear(line);
    });
    this.closed = new Promise((resolve) =>
      this.process.on('close', (code, signal) => {
        this.end = { code, signal };
        resolve(this.end);
      }),
    );
  }

  /** Starts a process and waits until its store is open; it writes after {@link go}. */
  static async start(scene: Scene, job: Omit<ChildJob, 'storage' | 'authority' | 'now'>): Promise<ChildWriter> {
    const writer = new ChildWriter({ ...job, storage: scene.database.child, authority: AUTHORITY, now: SCENE_NOW });
    scene.atEnd(() => writer.kill());
    await writer.until('it is ready', () => writer.words.includes('ready'));
    return writer;
  }

  go(): void {
    this.process.stdin.write('go\n');
  }

  /** Waits for a condition; fails when the process ends before. */
  async until(what: string, condition: () => boolean): Promise<void> {
    await eventually(`a child process: ${what}`, () => {
      if (condition()) return true;
      if (this.end === undefined) return false;
      throw new Error(
        `a child process ended (${JSON.stringify(this.end)}) before ${what}; is the workspace built?\n${this.complaints}`,
      );
    });
  }

  /** Kills it without notice, and waits until it is gone. */
  async kill(): Promise<ChildEnd> {
    this.process.kill('SIGKILL');
    return await this.closed;
  }

  /** Waits for its end, whatever it was. */
  async gone(): Promise<ChildEnd> {
    return await this.closed;
  }

  /** Waits for its end and fails unless it has finished its work. */
  async finished(): Promise<void> {
    const end = await this.closed;
    if (end.code !== 0 || !this.words.includes('done')) {
      throw new Error(`a child process ended (${JSON.stringify(end)}) with work left\n${this.complaints}`);
    }
  }

  private hear(line: string): void {
    const word = JSON.parse(line) as ChildWord; // as: what `store.child.ts` says
    this.words.push(word.kind);
    if (word.kind === 'acknowledged') this.acknowledged.push(word);
    if (word.kind === 'refused') this.refused.push(word);
  }
}

/** Starts several processes, lets them go at one moment, and waits for all to finish. */
export async function raceOfProcesses(
  scene: Scene,
  jobs: readonly Omit<ChildJob, 'storage' | 'authority' | 'now'>[],
): Promise<readonly ChildWriter[]> {
  const writers = await Promise.all(jobs.map((job) => ChildWriter.start(scene, job)));
  for (const writer of writers) writer.go();
  await Promise.all(writers.map((writer) => writer.finished()));
  return writers;
}
