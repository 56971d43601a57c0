import { judgeEvent, type ProofQuestion, type Verdict } from './judge-event.js';

/** What the page asks of the worker, numbered so that answers find their question. */
export interface ProofTask {
  readonly task: number;
  readonly questions: readonly ProofQuestion[];
}

/** What the worker answers, in the order of the questions. */
export interface ProofAnswer {
  readonly task: number;
  readonly verdicts: readonly Verdict[];
}

// Hashes and signatures are computed here, so that the page goes on answering its reader.
addEventListener('message', ({ data }: MessageEvent<ProofTask>) => {
  const answer: ProofAnswer = { task: data.task, verdicts: data.questions.map(judgeEvent) };
  postMessage(answer);
});
