import { createContext } from 'react';
import type { RecordAddress } from '../api/declarations.js';
import type { AnyDoc, TimelineItem } from '../api/queries.js';
import type { References } from './references.js';
import { eventLabel, namedBy } from '../language/labels.js';
import type { Standing } from '../api/standing.js';
import type { Spoken } from '../language/language.js';
import { shownTime, today } from '../deployment/deployment.js';

/** A value that a form offers. */
export interface Offered {
  readonly value: string;
  readonly label: string;
}

/** What a form knows of its record, for the members that name something. */
export interface KnownChoices {
  readonly command: string;
  readonly offeredFor: (member: string) => readonly Offered[] | undefined;
  /** Pointers of members that the server refused. */
  readonly refused: readonly string[];
}

/** What the form around a member knows. */
export const Choices = createContext<KnownChoices>({ command: '', offeredFor: () => undefined, refused: [] });

/** What members of a command may name, from the record and the directories. */
export interface ChoiceSources {
  readonly command: string;
  readonly record: Pick<RecordAddress, 'bureau'>;
  readonly doc: AnyDoc | undefined;
  readonly timeline: readonly TimelineItem[];
  /** What other records may be named. */
  readonly references: References;
  readonly standing: Pick<Standing, 'units' | 'persons' | 'session'>;
  readonly say: Spoken['say'];
}

/** Offers for one member that names something; none for what names nothing. */
export function offersFor(member: string, sources: ChoiceSources): readonly Offered[] | undefined {
  const { command, doc, timeline, standing, say } = sources;
  const named = namedBy(member, command);
  switch (named) {
    case 'unit':
      return standing.units.map((unit) => ({
        value: shortUnit(unit.reference, sources.record.bureau),
        label: `${unit.name ?? ''} ${unit.unit}`.trim(),
      }));
    case 'person':
      return standing.persons
        .filter(({ leftOn }) => leftOn === null)
        .map(({ person, name }) => ({ value: person, label: `${name ?? ''} ${person}`.trim() }));
    case 'campaign':
    case 'stage':
    case 'issue':
    case 'norm':
    case 'lookBack':
      return sources.references[named];
    case 'sample':
      return sampleOf(doc).map((one) => ({ value: one, label: one }));
    case 'part':
      return partsOf(doc, member).map((part) => ({ value: part, label: part }));
    case 'event':
      return timeline.flatMap(({ id, type, time, withdrawnBy, withdraws }) =>
        id === undefined || type === undefined || withdrawnBy !== undefined || withdraws !== undefined
          ? []
          : [{ value: id, label: `${say(eventLabel(type))} ${time === undefined ? '' : shownTime(time)}` }],
      );
    default:
      return undefined;
  }
}

/** A branch of the record's own bureau is named by its code alone. */
function shortUnit(reference: string, bureau: string): string {
  return reference.startsWith(`${bureau}/`) ? reference.slice(bureau.length + 1) : reference;
}

const PLURALS: Readonly<Record<string, string>> = { evidence: 'evidence' };

/** Ids of a record's parts: `measures` for `measure`. */
export function partsOf(doc: AnyDoc | undefined, member: string): readonly string[] {
  const parts = doc?.[PLURALS[member] ?? `${member}s`];
  if (Array.isArray(parts)) return parts.filter((part) => typeof part === 'string');
  return typeof parts === 'object' && parts !== null && !Array.isArray(parts) ? Object.keys(parts) : [];
}

/** What was drawn into the sample of a record. */
function sampleOf(doc: AnyDoc | undefined): readonly string[] {
  const sample = doc?.['sample'];
  return Array.isArray(sample) ? sample.filter((one) => typeof one === 'string') : [];
}

/** What a form begins with besides the declaration's presets: ids for what is new, the only part there is to name. */
export function knownValues(
  members: readonly string[],
  { command, doc }: ChoiceSources,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    members.flatMap((member): readonly (readonly [string, unknown])[] => {
      // each that was drawn has its line in the results of a look-back
      if (`${command}.${member}` === 'CompleteLookBack.results')
        return [[member, sampleOf(doc).map((issue) => ({ issue, passed: true }))]];
      const named = namedBy(member, command);
      if (named === 'today') return [[member, today()]];
      if (named?.startsWith('new:') === true) {
        const taken = new Set(partsOf(doc, member));
        const prefix = named.slice('new:'.length);
        let number = taken.size + 1;
        while (taken.has(`${prefix}-${String(number)}`)) number += 1;
        return [[member, `${prefix}-${String(number)}`]];
      }
      const [only, ...more] = named === 'part' ? partsOf(doc, member) : [];
      return only === undefined || more.length > 0 ? [] : [[member, only]];
    }),
  );
}
