import {
  bureauOf,
  policy,
  type JsonObject,
  type PolicyCommand,
  type PolicyReads,
  type ReactedEvent,
} from '@taizhang/kernel';
import { issueEvents, unitEvents } from '@taizhang/contracts';
import { registersOf, UNIT_DIRECTORY } from '@taizhang/platform';

const { PrincipalAppointed, PrincipalChanged, PrincipalChangeWithdrawn } = unitEvents.definitions;
const { DifficultyFlagged } = issueEvents.definitions;

function transfer(bureau: string, id: string, input: JsonObject): PolicyCommand {
  return { context: 'issues', aggregate: 'issue', command: 'TransferDuty', bureau, id, input };
}

/** A unit that an act of `bureau` names, as the directory knows it now. */
async function unitOf(bureau: string, unit: string, reads: PolicyReads): Promise<JsonObject | undefined> {
  const namesakes = await reads.find(UNIT_DIRECTORY, { unit });
  const own = registersOf(bureau, unit).flatMap((register) => namesakes.filter(({ ledger }) => ledger === register));
  return own.at(0)?.doc;
}

/** Whose lead goes to whom: after a withdrawn change back to the one before, after an appointment from whoever has it. */
function succession({ type, data }: ReactedEvent): { readonly leader?: string; readonly to: string } {
  const { person, previous } = data;
  if (type === PrincipalAppointed.type) return { to: String(person) };
  const changed = { leader: String(previous), to: String(person) };
  return type === PrincipalChanged.type ? changed : { leader: changed.to, to: changed.leader };
}

/**
 * All difficult issues that another still leads go to who is principal now. A bureau also leads issues of those above it,
 * which lie in their ledgers; a branch leads its own bureau's, since another bureau may have a branch of the same code.
 */
async function onPrincipal(event: ReactedEvent, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const { unit, from } = event.data;
  const { to, ...led } = succession(event);
  const home = bureauOf(event.ledger);
  // An appointment that is reacted to late takes nothing from whoever followed.
  const late =
    event.type === PrincipalAppointed.type && (await unitOf(home, String(unit), reads))?.['principal'] !== to;
  if (late) return [];
  const held = await reads.find('rectification-ledger', {
    difficult: true,
    lead: String(unit),
    ...led,
  });
  return held
    .filter(({ doc }) => doc['status'] !== 'CLOSED' && doc['leader'] !== to)
    .filter(({ ledger }) => unit === home || bureauOf(ledger) === home)
    .map(({ ledger, doc }) =>
      transfer(bureauOf(ledger), String(doc['code']), {
        duty: 'LEADER',
        unit: String(unit),
        from: String(doc['leader']),
        to,
        on: String(from),
      }),
    ); // fields of a parsed event
}

/**
 * An issue flagged while the principal was changing: whichever of the two events is reacted to last sees the other, since
 * policies read their views only once these have caught up.
 */
async function onDifficultyFlagged(event: ReactedEvent, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const { unit, leader } = event.data;
  const bureau = bureauOf(event.ledger);
  const principal = await unitOf(bureau, String(unit), reads);
  if (typeof principal?.['principal'] !== 'string' || principal['principal'] === leader) return [];
  const code = event.stream.slice('issue/'.length);
  const input = {
    duty: 'LEADER',
    unit,
    from: leader,
    to: principal['principal'],
    on: principal['principalFrom'],
  } as JsonObject; // fields of a parsed event
  return [transfer(bureau, code, input)];
}

/** When a principal changes, the open duties of difficult issues move to the new one [C6.7, C6.9]. */
export const difficultDutiesPolicy = policy({
  name: 'difficult-duties-follow-principal',
  context: 'issues',
  clauses: ['C6.7', 'C6.9'],
  on: {
    [PrincipalAppointed.type]: { version: PrincipalAppointed.version },
    [PrincipalChanged.type]: { version: PrincipalChanged.version },
    [PrincipalChangeWithdrawn.type]: { version: PrincipalChangeWithdrawn.version },
    [DifficultyFlagged.type]: { version: DifficultyFlagged.version },
  },
  react: (event, reads) =>
    event.type === DifficultyFlagged.type ? onDifficultyFlagged(event, reads) : onPrincipal(event, reads),
});
