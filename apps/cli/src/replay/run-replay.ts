import { openSqliteLedgersToRead } from '@taizhang/event-store-sqlite';
import {
  readConfiguration,
  replayRecord,
  sentenceOf,
  whatIf,
  type ContextRegistry,
  type ReplayedStep,
} from '@taizhang/platform';
import { UnusableInput } from '../verify/unusable-input.js';
import { jsonLine, textLines, toldState, type ReplayTold } from './replay-lines.js';
import { knownContexts } from '../known-contexts.js';
import { readReplayQuestion, type ReplayOptions, type ReplayQuestion } from './replay-question.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Tells how a record of an embedded deployment came to be, up to a time or an index, and what would have been decided under other
 * policy values. Reads the data folder and writes nothing; a host may run on it meanwhile.
 * @throws with one sentence where the question or the folder cannot be used
 */
export async function runReplay(
  options: ReplayOptions,
  environment: Environment,
  print: (line: string) => void,
): Promise<void> {
  const { data } = options;
  const configuration = readConfiguration({ ...environment, ...(data !== undefined && { TAIZHANG_DATA: data }) });
  if (configuration.TAIZHANG_STORE !== 'sqlite')
    throw new UnusableInput('Replay reads the data folder of an embedded deployment; ask a distributed one over HTTP.');
  const { TAIZHANG_TIME_ZONE: timeZone, TAIZHANG_DATA: folder } = configuration;
  const registry = knownContexts();
  const question = readReplayQuestion(options, registry, timeZone);
  const ledgers = openLedgers(folder, registry);
  try {
    const size = (await ledgers.head(question.ledger))?.size;
    if (size === undefined) throw new UnusableInput(`There is no ledger ${question.ledger} here.`);
    if ((question.limit.index ?? 0) >= size)
      throw new UnusableInput(`--index is beyond the ledger, whose last event is ${String(size - 1)}.`);
    const events = ledgers.readStream(question.ledger, question.stream);
    if ((await events[Symbol.asyncIterator]().next()).done === true)
      throw new UnusableInput(`There is no record ${question.stream} in ${question.ledger}.`);
    const told = teller(options, registry, print);
    await tell(question, () => ledgers.readStream(question.ledger, question.stream), { timeZone, told });
  } finally {
    await ledgers.close();
  }
}

function openLedgers(folder: string, registry: ContextRegistry) {
  try {
    return openSqliteLedgersToRead(folder, (type, schema, event) => registry.lift(type, schema, event));
  } catch (error) {
    throw new UnusableInput(sentenceOf(error), { cause: error });
  }
}

interface Telling {
  readonly timeZone: string;
  readonly told: (told: ReplayTold) => void;
}

async function tell(
  { aggregate, limit, settings }: ReplayQuestion,
  read: () => ReturnType<ReturnType<typeof openSqliteLedgersToRead>['readStream']>,
  { timeZone, told }: Telling,
): Promise<void> {
  let [state, steps]: [unknown, number] = [aggregate.initial, 0];
  async function* telling(): AsyncGenerator<ReplayedStep, void> {
    for await (const step of replayRecord(aggregate, read(), { limit, timeZone })) {
      told({ kind: 'step', step });
      state = step.after;
      steps += 1;
      yield step;
    }
  }
  const found = await whatIf(telling(), settings);
  told({ kind: 'state', state: toldState(state), steps });
  if (Object.keys(settings).length === 0) return;
  told({ kind: 'what-if', found });
  for (const step of found.steps) told({ kind: 'judged', step });
  for (const stop of found.stops) told({ kind: 'stop', stop });
}

function teller(options: ReplayOptions, registry: ContextRegistry, print: (line: string) => void): Telling['told'] {
  const clausesOf = (type: string) => registry.event(type)?.clauses ?? [];
  return (told) => {
    const lines = options.json === true ? [jsonLine(told, clausesOf)] : textLines(told, clausesOf);
    for (const line of lines) print(line);
  };
}
