import {
  bureauOf,
  policy,
  type FoundDocument,
  type PolicyCommand,
  type PolicyReads,
  type ReactedEvent,
} from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { registersOf, unitReferenceOf, UNIT_DIRECTORY } from '@taizhang/platform';

const { PrincipalAppointed, PrincipalChanged, PrincipalChangeWithdrawn, UnitEnded, UnitEndWithdrawn } =
  unitEvents.definitions;

const referenceOf = ({ ledger, doc }: FoundDocument): string => unitReferenceOf(ledger, String(doc['unit']));

/** The unit that a reference names, as the directory knows it now. */
async function unitOf(reference: string, reads: PolicyReads): Promise<FoundDocument | undefined> {
  const [bureau = '', code = bureau] = reference.split('/', 2);
  const namesakes = await reads.find(UNIT_DIRECTORY, { unit: code });
  const own = registersOf(bureau, code).flatMap((register) => namesakes.filter(({ ledger }) => ledger === register));
  return own.at(0);
}

/** The one unit that answers for another now: itself while it stands; nobody where several do. */
async function answering(unit: FoundDocument, reads: PolicyReads): Promise<FoundDocument | undefined> {
  const seen = new Set<string>();
  for (let at: FoundDocument | undefined = unit; at !== undefined && !seen.has(referenceOf(at));) {
    if (at.doc['endedOn'] === null) return at;
    seen.add(referenceOf(at));
    const [successor, ...others] = at.doc['successors'] as readonly string[]; // as the directory writes them
    at = successor === undefined || others.length > 0 ? undefined : await unitOf(successor, reads);
  }
  return undefined;
}

/** Units that ended and whose matters came, also through others, to this one. */
async function predecessors(unit: FoundDocument, reads: PolicyReads): Promise<readonly FoundDocument[]> {
  const found = new Map([[referenceOf(unit), unit]]);
  for (const successor of found.keys())
    for (const before of await reads.find(UNIT_DIRECTORY, { successors: successor }))
      if (!found.has(referenceOf(before))) found.set(referenceOf(before), before);
  return [...found.values()].slice(1);
}

/** Its difficult issues go to who is principal of the unit that answers for it now. */
async function transfers(unit: FoundDocument, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const now = await answering(unit, reads);
  const { principal, principalFrom } = { principal: null, principalFrom: null, ...now?.doc };
  if (typeof principal !== 'string') return [];
  const lead = String(unit.doc['unit']);
  const home = bureauOf(unit.ledger);
  const on = laterOf(String(unit.doc['endedOn'] ?? principalFrom), String(principalFrom));
  const led = await reads.find('rectification-ledger', { difficult: true, lead });
  return led
    .filter(({ doc }) => doc['status'] !== 'CLOSED' && doc['leader'] !== principal)
    .filter(({ ledger }) => lead === home || bureauOf(ledger) === home)
    .map(({ ledger, doc }) => ({
      context: 'issues',
      aggregate: 'issue',
      command: 'TransferDuty',
      bureau: bureauOf(ledger),
      id: String(doc['code']),
      input: { duty: 'LEADER', unit: lead, from: String(doc['leader']), to: principal, on },
    }));
}

function laterOf(a: string, b: string): string {
  return a < b ? b : a;
}

async function react({ type, data, ledger }: ReactedEvent, reads: PolicyReads): Promise<readonly PolicyCommand[]> {
  const own = await unitOf(unitReferenceOf(ledger, String(data['unit'])), reads);
  if (own === undefined) return [];
  const before = await predecessors(own, reads);
  // Of the unit itself, while it stands, another policy takes care.
  const ends = type === UnitEnded.type || type === UnitEndWithdrawn.type;
  const commands: PolicyCommand[] = [];
  for (const unit of ends ? [own, ...before] : before) commands.push(...(await transfers(unit, reads)));
  return commands;
}

/**
 * When a unit ends (撤并), the lead of its difficult issues goes to the principal of the one that took it over, and stays with that
 * office: it follows changes there, and goes back with an end that is withdrawn. Where nobody or several took it over, the
 * bureau says who leads [C6.7, C6.9].
 */
export const succeededDutiesPolicy = policy({
  name: 'difficult-duties-follow-succession',
  context: 'issues',
  clauses: ['C6.7', 'C6.9'],
  on: Object.fromEntries(
    [UnitEnded, UnitEndWithdrawn, PrincipalAppointed, PrincipalChanged, PrincipalChangeWithdrawn].map(
      ({ type, version }) => [type, { version }],
    ),
  ),
  react,
});
