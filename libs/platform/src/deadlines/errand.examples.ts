import {
  aggregate,
  command,
  date,
  deadline,
  dueDate,
  dueInput,
  event,
  events,
  id,
  notDue,
  reject,
  rejection,
  role,
  withdrawal,
  withdrawn,
  type DueDate,
} from '@taizhang/kernel';
import { z } from 'zod';

/** A small context for the specs of deadlines: errands that nobody claims by a day are escalated. */
export const errandEvents = events('samples', {
  ErrandGiven: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ errand: id(), claimBy: date() }) }),
  ErrandPostponed: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ claimBy: date() }) }),
  ErrandClaimed: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ by: id() }) }),
  ErrandEscalated: event({ version: 1, clr: 1, clauses: [], schema: z.strictObject({ due: date(), on: date() }) }),
  ClaimWithdrawn: withdrawn({ clr: 1, clauses: [] }),
});

/** State of an errand. */
export interface Errand {
  readonly claim: DueDate | null;
  readonly claimedBy: string | null;
}

const SUPERIOR_AWAY = rejection({
  code: 'SUPERIOR_AWAY',
  kind: 'conflict',
  sentence: { zh: '上级不在。', en: 'There is no superior.' },
});

const told = { allow: role('branch-clerk').at('unit'), clauses: [] } as const;
const title = { zh: '样例', en: 'Sample' };

const escalateErrand = command({
  name: 'EscalateErrand',
  title,
  clauses: [],
  schema: z.strictObject(dueInput()),
  allow: role('system').at('unit'),
  needs: (_input, { id: key }) => ({ superior: { fact: 'samples.superior', key } }),
  decide: (input, { claim }: Errand, facts) =>
    notDue(claim, input, facts) ??
    (facts.needs['superior'] === null
      ? reject(SUPERIOR_AWAY)
      : [errandEvents.ErrandEscalated({ due: input.dueOn, on: facts.effectiveOn })]),
});

/** The sample's only aggregate. */
export const errand = aggregate<Errand, typeof errandEvents>({
  context: 'samples',
  name: 'errand',
  events: errandEvents,
  initial: { claim: null, claimedBy: null },
  evolve: {
    'samples.ErrandGiven': (state, { claimBy }, act) => ({ ...state, claim: dueDate(claimBy, act) }),
    'samples.ErrandPostponed': (state, { claimBy }, act) => ({ ...state, claim: dueDate(claimBy, act) }),
    'samples.ErrandClaimed': (state, { by }) => ({ ...state, claim: null, claimedBy: by }),
    'samples.ErrandEscalated': (state) => ({ ...state, claim: null }),
    'samples.ClaimWithdrawn': (state) => state,
  },
  commands: [
    command({
      name: 'GiveErrand',
      title,
      ...told,
      schema: z.strictObject({ claimBy: date() }),
      decide: ({ claimBy }, _state: Errand, _facts, target) => [
        errandEvents.ErrandGiven({ errand: target.id, claimBy }),
      ],
    }),
    command({
      name: 'PostponeErrand',
      title,
      ...told,
      schema: z.strictObject({ claimBy: date() }),
      decide: ({ claimBy }, _state: Errand) => [errandEvents.ErrandPostponed({ claimBy })],
    }),
    command({
      name: 'ClaimErrand',
      title,
      ...told,
      schema: z.strictObject({ by: id() }),
      decide: ({ by }, _state: Errand) => [errandEvents.ErrandClaimed({ by })],
    }),
    withdrawal({
      name: 'WithdrawClaim',
      title,
      ...told,
      events: errandEvents,
      act: 'ErrandClaimed',
      by: 'ClaimWithdrawn',
      builtOn: {},
    }),
    escalateErrand,
  ],
});

/** Escalates an errand that nobody has claimed. */
export const escalateUnclaimed = deadline<Errand, typeof errandEvents>({
  name: 'escalate-unclaimed',
  version: 1,
  clauses: [],
  aggregate: errand,
  command: 'EscalateErrand',
  due: ({ claim }) => claim,
});
