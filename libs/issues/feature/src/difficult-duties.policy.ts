import {
  bureauOf,
  policy,
  type JsonObject,
  type PolicyCommand,
  type PolicyReads,
  type ReactedEvent,
} from '@taizhang/kernel';
import { issueEvents, unitEvents } from '@taizhang/contracts';
import { UNIT_DIRECTORY } from '@taizhang/platform';

const { PrincipalChanged } = unitEvents.definitions;
const { DifficultyFlagged } = issueEvents.definitions;

function transfer(row: JsonObject, bureau: string, input: JsonObject): PolicyCommand {
  return { context: 'issues', aggregate: 'issue', command: 'TransferDuty', bureau, id: String(row['code']), input };
}

/** All difficult issues that the former principal still leads go to the new one. */
async function onPrincipalChanged(event: ReactedEvent, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const { unit, previous, person, from } = event.data;
  const held = await reads.find('rectification-ledger', {
    difficult: true,
    lead: String(unit),
    leader: String(previous),
  });
  return held
    .filter(({ status }) => status !== 'CLOSED')
    .map((row) =>
      transfer(row, bureauOf(event.ledger), {
        duty: 'LEADER',
        unit: String(unit),
        from: String(previous),
        to: String(person),
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
  const [principal] = await reads.find(UNIT_DIRECTORY, { unit: String(unit) });
  if (typeof principal?.['principal'] !== 'string' || principal['principal'] === leader) return [];
  const code = event.stream.slice('issue/'.length);
  const input = {
    duty: 'LEADER',
    unit,
    from: leader,
    to: principal['principal'],
    on: principal['principalFrom'],
  } as JsonObject; // fields of a parsed event
  return [transfer({ code }, bureauOf(event.ledger), input)];
}

/** When a principal changes, the open duties of difficult issues move to the new one [C6.7, C6.9]. */
export const difficultDutiesPolicy = policy({
  name: 'difficult-duties-follow-principal',
  context: 'issues',
  clauses: ['C6.7', 'C6.9'],
  on: {
    [PrincipalChanged.type]: { version: PrincipalChanged.version },
    [DifficultyFlagged.type]: { version: DifficultyFlagged.version },
  },
  react: (event, reads) =>
    event.type === PrincipalChanged.type ? onPrincipalChanged(event, reads) : onDifficultyFlagged(event, reads),
});
