import { readPolicySetting, type PolicySetting, type SettingFault } from '@taizhang/contracts';
import {
  isLedgerId,
  momentOf,
  streamId,
  type AnyAggregate,
  type JsonValue,
  type LedgerId,
  type StreamId,
} from '@taizhang/kernel';
import type { ContextRegistry, ReplayLimit } from '@taizhang/platform';
import { UnusableInput } from '../verify/unusable-input.js';

/** What the command is told. */
export interface ReplayOptions {
  readonly ledger: string;
  readonly stream: string;
  readonly data?: string;
  readonly at?: string;
  readonly index?: string;
  readonly set: readonly string[];
  readonly json?: boolean;
}

/** The question, checked. */
export interface ReplayQuestion {
  readonly ledger: LedgerId;
  readonly stream: StreamId;
  readonly aggregate: AnyAggregate;
  readonly limit: ReplayLimit;
  readonly settings: Readonly<Record<string, JsonValue>>;
}

const STREAM = /^([a-z][a-z0-9-]*)\/(.+)$/;

/**
 * Reads what the command was told.
 * @throws {UnusableInput} with one sentence
 */
export function readReplayQuestion(
  options: ReplayOptions,
  registry: Pick<ContextRegistry, 'feature' | 'aggregate' | 'features'>,
  timeZone: string,
): ReplayQuestion {
  const { ledger, stream } = options;
  if (!isLedgerId(ledger)) throw new UnusableInput(`--ledger is <context>/<bureau>, which ${quoted(ledger)} is not.`);
  const [context = ''] = ledger.split('/', 1);
  const feature = registry.feature(context);
  if (feature === undefined)
    throw new UnusableInput(
      `There is no context ${quoted(context)}; there are: ${namesOf(registry.features().map((one) => one.context))}.`,
    );
  const [, name = '', id = ''] = STREAM.exec(stream) ?? [];
  const aggregate = registry.aggregate(context, name);
  if (aggregate === undefined)
    throw new UnusableInput(
      `--stream is <kind>/<id>, and ${quoted(stream)} names no kind of record of ${context}; there are: ${namesOf(feature.aggregates.map((one) => one.name))}.`,
    );
  return {
    ledger,
    stream: streamId(name, id),
    aggregate,
    limit: limitOf(options, timeZone),
    settings: settingsOf(options.set),
  };
}

function limitOf({ at, index }: ReplayOptions, timeZone: string): ReplayLimit {
  if (at !== undefined && index !== undefined) throw new UnusableInput('Give --at or --index, not both.');
  if (index !== undefined) {
    if (!/^\d{1,15}$/.test(index))
      throw new UnusableInput('--index is a number: the place of an event in the ledger, from 0 on.');
    return { index: Number(index) };
  }
  if (at === undefined) return {};
  const asOf = momentOf(at, timeZone);
  if (asOf === undefined)
    throw new UnusableInput(`--at is a time or a day, like 2014-09-24T18:00, which ${quoted(at)} is not.`);
  return { asOf };
}

const FAULTS: Readonly<Record<SettingFault, (text: string) => string>> = {
  FORM: (text) => `--set is <parameter>=<value>, which ${quoted(text)} is not.`,
  UNKNOWN_PARAMETER: (text) =>
    `--set ${quoted(text)} names no policy parameter; they are listed in docs/guides/replay.md.`,
  UNFIT_VALUE: (text) => `--set ${quoted(text)} gives a value that this parameter cannot have.`,
};

function settingsOf(texts: readonly string[]): ReplayQuestion['settings'] {
  const settings = texts.map((text): PolicySetting => {
    const setting = readPolicySetting(text);
    if (typeof setting === 'string') throw new UnusableInput(FAULTS[setting](text));
    return setting;
  });
  const names = settings.map(({ parameter }) => parameter);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new UnusableInput(`--set names ${twice} twice.`);
  return Object.fromEntries(settings.map(({ parameter, value }) => [parameter, value]));
}

function namesOf(names: readonly string[]): string {
  return [...names].sort().join(', ');
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
