import type { ProofQuestion, Verdict } from './judge-event.js';
import type { ProofAnswer, ProofTask } from './proof.worker.js';

interface Waiting {
  readonly resolve: (verdicts: readonly Verdict[]) => void;
  readonly reject: (error: Error) => void;
}

/** The worker that judges (验证), started when the first event is to be judged. */
class ProofWorker {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #tasks = 0;

  judge(questions: readonly ProofQuestion[]): Promise<readonly Verdict[]> {
    this.#worker ??= this.#started();
    const worker = this.#worker;
    const task: ProofTask = { task: (this.#tasks += 1), questions };
    return new Promise((resolve, reject) => {
      this.#waiting.set(task.task, { resolve, reject });
      worker.postMessage(task);
    });
  }

  #started(): Worker {
    const worker = new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<ProofAnswer>) => {
      this.#waiting.get(data.task)?.resolve(data.verdicts);
      this.#waiting.delete(data.task);
    });
    worker.addEventListener('error', () => {
      this.#worker = undefined; // the next question starts another one
      for (const { reject } of this.#waiting.values()) reject(new Error('The worker of proofs has stopped.'));
      this.#waiting.clear();
    });
    return worker;
  }
}

const worker = new ProofWorker();

/** Judges events in a thread of their own. */
export function judgeApart(questions: readonly ProofQuestion[]): Promise<readonly Verdict[]> {
  return worker.judge(questions);
}
