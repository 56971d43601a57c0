import { reject, rejection, type FactQuery, type Facts, type NoneAfter, type Rejection } from '@taizhang/kernel';

export const STAGE_UNKNOWN = rejection({
  code: 'STAGE_UNKNOWN',
  kind: 'conflict',
  clause: 'C0.1',
  sentence: { zh: '本单位没有这个环节。', en: 'The bureau has opened no such stage.' },
});
export const STAGE_CLOSED = rejection({
  code: 'STAGE_CLOSED',
  kind: 'conflict',
  clause: 'C0.1',
  sentence: { zh: '该环节已经收尾，不再登记。', en: 'The stage is closed: nothing more is entered into it.' },
});

/** Codes of what is given within a stage. */
export const withinStageRejections = [STAGE_UNKNOWN, STAGE_CLOSED];

/** A stage that stands, as `campaigns` opened it; key = `<bureau>/<stage>`. */
export const STAGE_FACT = 'campaigns.stage';
export interface KnownStage {
  readonly status: 'OPEN' | 'CLOSING' | 'CLOSED';
  readonly from: string;
  readonly to: string;
  readonly briefings: { readonly from: string; readonly to: string };
  readonly units: readonly string[];
}

/** A context's own door to a stage: `<context>.stage-door`, key = `<bureau>/<stage>`; `seen` = how much of the ledger was looked at. */
export interface StageDoor {
  readonly shut: boolean;
  readonly seen: number;
}
export const stageDoorFact = (context: string): string => `${context}.stage-door`;

/** Asks for a stage and the context's door to it: for {@link outsideStage}. Nothing is asked where no stage is named. */
export function stageNeeds(context: string, bureau: string, stage: string | null): Readonly<Record<string, FactQuery>> {
  if (stage === null) return {};
  const key = `${bureau}/${stage}`;
  return { stage: { fact: STAGE_FACT, key }, door: { fact: stageDoorFact(context), key } };
}

/** The stage that was asked for by {@link stageNeeds}. */
export function stageOf({ needs }: Pick<Facts, 'needs'>): KnownStage | null {
  return (needs['stage'] ?? null) as KnownStage | null; // as its provider answers
}

/** What is given within a stage carries the id of one that is open [C0.1]. */
export function outsideStage(stage: string | null, facts: Pick<Facts, 'needs'>): Rejection | undefined {
  if (stage === null) return undefined;
  const known = stageOf(facts);
  if (known === null) return reject(STAGE_UNKNOWN, { stage });
  return known.status === 'CLOSED' || doorOf(facts).shut ? reject(STAGE_CLOSED, { stage }) : undefined;
}

/** Nothing enters a stage after the context said that it may close: also not what is decided at the same moment. */
export function whileDoorOpen(stage: string | null, facts: Pick<Facts, 'needs'>): readonly NoneAfter[] {
  return stage === null ? [] : [{ streams: [`stage/${stage}`], after: doorOf(facts).seen - 1 }];
}

function doorOf({ needs }: Pick<Facts, 'needs'>): StageDoor {
  return needs['door'] as unknown as StageDoor; // as its provider answers
}
