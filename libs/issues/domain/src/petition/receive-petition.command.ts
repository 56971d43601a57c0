import { command, id, int, isRejection, recordKey, reject, text, unitReference, role } from '@taizhang/kernel';
import { MAX_PETITIONER_LENGTH, PETITION_FORMS, PETITION_KINDS, petitionEvents, unitKeyOf } from '@taizhang/contracts';
import { z } from 'zod';
import { channelNeeds, usedChannel } from '../channel/channel.rules.js';
import { UNIT_UNKNOWN } from '../issue/issue.rejections.js';
import { DECIDE_DAYS, limitNeeds, MAX_REPRESENTATIVES, withLimits } from './petition.limits.js';
import {
  ACCUSATION_DISCIPLINE_ONLY,
  ACCUSED_MISSING,
  PETITION_ALREADY_RECEIVED,
  TOO_MANY_REPRESENTATIVES,
} from './petition.rejections.js';
import {
  accusedOf,
  MATTER_FACT,
  othersIn,
  placeIn,
  placeNeeds,
  stringsIn,
  takenUpElsewhere,
} from './petition.rules.js';
import type { PetitionState } from './petition.state.js';

/** Most units or persons that one petition accuses. */
const MAX_ACCUSED = 20;

const accusedNeed = (unit: string): string => `accused ${unit}`;

/**
 * Registers a petition (登记信访事项) at the bureau that received it. Whoever registers it says by its number whether the matter is
 * known: what is handled in time or final elsewhere is not taken up. An accusation's words and names are sealed for the
 * discipline office, and it is not registered where it accuses the bureau itself.
 */
export const receivePetition = command({
  name: 'ReceivePetition',
  title: { zh: '登记信访事项', en: 'Receive petition' },
  clauses: ['C1.0.b', 'C3.17'],
  schema: z.strictObject({
    kind: z.enum(PETITION_KINDS),
    form: z.enum(PETITION_FORMS),
    channel: id().nullable().default(null),
    /** Default: a new matter. */
    matter: recordKey().nullable().default(null),
    persons: int().min(1).default(1),
    representatives: int().min(0).default(0),
    petitioner: id(),
    accusedUnits: z.array(unitReference()).max(MAX_ACCUSED).default([]),
    accusedPersons: z.array(id()).max(MAX_ACCUSED).default([]),
    content: text(),
    names: text(MAX_PETITIONER_LENGTH).nullable().default(null),
    contact: text(MAX_PETITIONER_LENGTH).nullable().default(null),
  }),
  allow: role('discipline-office', 'campaign-office').at('unit'),
  needs: ({ channel, matter, accusedUnits }, { bureau, id: petition }) => ({
    ...limitNeeds(bureau),
    ...channelNeeds(bureau, channel),
    ...placeNeeds(bureau, bureau),
    matter: { fact: MATTER_FACT, key: matter ?? `${bureau}/${petition}` },
    ...Object.fromEntries(
      accusedUnits.map((unit) => [accusedNeed(unit), { fact: 'organization.unit-path', key: unitKeyOf(bureau, unit) }]),
    ),
  }),
  decide: (input, state: PetitionState, facts, { bureau, id: petition }) => {
    if (state.kind !== 'none') return reject(PETITION_ALREADY_RECEIVED);
    const { kind, form, channel, persons, representatives, petitioner, accusedPersons, content, names, contact } =
      input;
    const hidden = kind === 'ACCUSATION';
    if (hidden && facts.actor.role !== 'discipline-office') return reject(ACCUSATION_DISCIPLINE_ONLY);
    if (hidden && input.accusedUnits.length + accusedPersons.length === 0) return reject(ACCUSED_MISSING);
    const several = form === 'VISIT' && persons > 1;
    const most = several ? Math.min(MAX_REPRESENTATIVES, persons) : MAX_REPRESENTATIVES;
    if (representatives > most || (several && representatives === 0))
      return reject(TOO_MANY_REPRESENTATIVES, { most, representatives });
    const unknown = input.accusedUnits.filter((unit) => stringsIn(facts.needs[accusedNeed(unit)]).length === 0);
    if (unknown.length > 0) return reject(UNIT_UNKNOWN, { units: unknown });
    const accusedUnits = input.accusedUnits.flatMap((unit) => stringsIn(facts.needs[accusedNeed(unit)]).slice(0, 1));
    const own = `${bureau}/${petition}`;
    const also = usedChannel(channel, facts);
    if (isRejection(also)) return also;
    return placeIn(facts, bureau, ({ unit, above, path }) => {
      const refused =
        accusedOf(path, accusedUnits) ?? takenUpElsewhere(othersIn(facts.needs['matter'], own), facts.effectiveOn);
      if (refused !== undefined) return refused;
      return withLimits(facts, ({ after, basis }) => {
        const { effectiveOn: receivedOn } = facts;
        const received = petitionEvents.PetitionReceived({
          petition,
          unit,
          above,
          kind,
          form,
          channel,
          matter: input.matter ?? own,
          persons,
          representatives,
          named: names !== null,
          reachable: names !== null && contact !== null,
          petitioner,
          accusedUnits,
          accusedPersons,
          receivedOn,
          dueOn: after(receivedOn, DECIDE_DAYS),
          ...basis,
          content: hidden ? null : content,
          names: hidden ? null : names,
          contact: hidden ? null : contact,
          accusation: hidden ? content : null,
          informers: hidden ? names : null,
          informerContact: hidden ? contact : null,
        });
        return { events: [received], also };
      });
    });
  },
});
