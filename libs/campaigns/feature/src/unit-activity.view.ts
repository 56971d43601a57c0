import { bureauOf, type AnyEventCatalogue, type JsonObject, type JsonValue } from '@taizhang/kernel';
import {
  checkEvents,
  commentEvents,
  evaluationEvents,
  issueEvents,
  jointItemEvents,
  lookBackEvents,
  normEvents,
  resultsEvents,
  selfCheckEvents,
} from '@taizhang/contracts';
import { view, type Projection } from '@taizhang/views-port';

/** A matter (an issue, an evaluation, a norm …) and when each unit that it lay with acted in it last. */
export interface UnitActivity {
  /** The unit that it lies with. */
  readonly unit: string;
  /** Units that acted in it. */
  readonly units: readonly string[];
  /** Instant of the last act, by unit. */
  readonly acts: Readonly<Record<string, string>>;
}

/** Name of the view. */
export const UNIT_ACTIVITY = 'unit-activity';

/** What units do in a stage, in this context and others. */
const FOLLOWED: readonly AnyEventCatalogue[] = [
  issueEvents,
  selfCheckEvents,
  jointItemEvents,
  evaluationEvents,
  commentEvents,
  resultsEvents,
  normEvents,
  checkEvents,
  lookBackEvents,
];

/** Catalogues of other contexts that the view follows. */
export const FOLLOWED_ELSEWHERE = FOLLOWED.filter((catalogue) => catalogue !== lookBackEvents);

/** Contexts in whose ledgers there is something of a unit's activity. */
export const ACTIVE_CONTEXTS = ['issues', 'evaluation', 'rules', 'campaigns'] as const;

/** What policies do, and superiors and their supervision groups, is no act of the bureau and its units. */
const OUTSIDE: readonly string[] = ['system', 'superior-office', 'supervision-group'];
/** Who acts for the bureau, whichever unit the matter lies with: a branch that the office works on may be silent all the same. */
const OFFICES: readonly string[] = ['campaign-office', 'committee-secretary', 'committee-member', 'discipline-office'];

type Row = UnitActivity & JsonObject;

/** A unit as its bureau calls it: joint items name units by their references. */
function codeOf(unit: JsonValue | undefined): string | undefined {
  return typeof unit === 'string' ? unit.slice(unit.indexOf('/') + 1) : undefined;
}

const followed: Omit<Projection<Row>, 'version'> = {
  keys: ({ stream }) => [stream.replace('/', '.')],
  project: (doc, { ledger, data, meta }) => {
    const named = codeOf(data['lead'] ?? data['unit'] ?? data['subordinate']);
    const unit = named ?? doc?.unit ?? bureauOf(ledger);
    const before = doc ?? { units: [], acts: {} };
    if (OUTSIDE.includes(meta.actor.role)) return { ...before, unit };
    const acting = OFFICES.includes(meta.actor.role) ? bureauOf(ledger) : unit;
    return { unit, units: [...new Set([...before.units, acting])], acts: { ...before.acts, [acting]: meta.time } };
  },
};

/** When something was heard of each unit last (单位最近活动), followed from every context in which units act in a stage [C6.1]. */
export const unitActivityView = view<Row>({
  name: UNIT_ACTIVITY,
  version: 1,
  context: 'campaigns',
  fields: { unit: 'keyword', units: 'keywords' },
  on: Object.fromEntries(
    FOLLOWED.flatMap(({ definitions }) => Object.values(definitions)).map(({ type, version }) => [
      type,
      { ...followed, version },
    ]),
  ),
});
