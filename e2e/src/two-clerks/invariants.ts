import type { JsonObject } from '@taizhang/kernel';

/** What a leaf says, as far as it matters here. */
export interface Leaf {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly rev: number;
  readonly commit: { readonly id: string };
  readonly actor: { readonly id: string };
  readonly data: JsonObject;
}

/** An issue as this test itself folds it, without any code of ours: an oracle that shares a mistake would hide it. */
interface Told {
  readonly owed: Set<string>;
  readonly measures: Map<string, boolean>;
  readonly evidence: Set<string>;
  readonly owners: Set<string>;
  readonly extensions: Map<string, 'PENDING' | 'GRANTED' | 'REFUSED'>;
  phase: 'OPEN' | 'SUBMITTED' | 'CLOSED' | 'MERGED';
  deadline: string;
  /** What each event was, for those that withdraw it. */
  readonly acts: Map<string, Leaf>;
}

const fresh = (): Told => ({
  owed: new Set(),
  measures: new Map(),
  evidence: new Set(),
  owners: new Set(),
  extensions: new Map(),
  phase: 'OPEN',
  deadline: '',
  acts: new Map(),
});

const str = (value: unknown): string => String(value);

/** Breaches of the invariants of domain §1.3 in a ledger, in its order. */
export function breachesIn(leaves: readonly Leaf[]): readonly string[] {
  const issues = new Map<string, Told>();
  const breaches: string[] = [];
  for (const leaf of leaves.filter(({ stream }) => stream.startsWith('issue/'))) {
    const told = issues.get(leaf.stream) ?? fresh();
    issues.set(leaf.stream, told);
    const found = breachOf(told, leaf, leaves);
    if (found !== undefined) breaches.push(`${leaf.stream} ${leaf.type} rev ${str(leaf.rev)}: ${found}`);
    told.acts.set(leaf.id, leaf);
  }
  return breaches;
}

function breachOf(told: Told, leaf: Leaf, leaves: readonly Leaf[]): string | undefined {
  if (leaf.rev !== told.acts.size) return `its stream had ${str(told.acts.size)} events`;
  if (told.phase === 'MERGED') return 'it had been merged into another';
  const check = CHECKS[leaf.type.slice('issues.'.length)];
  return check?.(told, leaf, leaves);
}

type Check = (told: Told, leaf: Leaf, leaves: readonly Leaf[]) => string | undefined;

/** Everything that stands against closing. */
function unready(told: Told): string | undefined {
  if (told.owed.size > 0) return `no reply to ${[...told.owed].join(', ')}`;
  const open = [...told.measures].filter(([, done]) => !done);
  if (open.length > 0 || told.measures.size === 0) return `measures open: ${open.join(', ')}`;
  return told.evidence.size === 0 ? 'no evidence' : undefined;
}

const decided =
  (outcome: 'GRANTED' | 'REFUSED'): Check =>
  (told, { data }) => {
    const extension = str(data['extension']);
    if (told.extensions.get(extension) !== 'PENDING') return `${extension} was not waiting`;
    told.extensions.set(extension, outcome);
    if (outcome === 'REFUSED') return undefined;
    if (str(data['deadline']) <= told.deadline) return `${told.deadline} became ${str(data['deadline'])}`;
    told.deadline = str(data['deadline']);
    return undefined;
  };

const withdrawn =
  (undo: (told: Told, act: Leaf) => void): Check =>
  (told, { data }) => {
    const act = told.acts.get(str(data['event']));
    if (act === undefined) return 'it withdraws what never was';
    if (told.phase !== 'OPEN') return `withdrawn while ${told.phase}`;
    undo(told, act);
    return undefined;
  };

const done =
  (act: (told: Told, leaf: Leaf) => void): Check =>
  (told, leaf) => {
    act(told, leaf);
    return undefined;
  };

const CHECKS: Readonly<Record<string, Check>> = {
  IssueRaised: done(({ owed }, { data }) => owed.add(str(data['origin']))),
  IssueAssigned: done((told, { data }) => {
    told.deadline = str(data['deadline']);
    told.owners.add(`acct-${str(data['owner'])}`);
  }),
  MeasureSet: (told, { data }) => {
    told.measures.set(str(data['measure']), false);
    told.owners.add(`acct-${str(data['owner'])}`);
    return told.phase === 'OPEN' ? undefined : `a measure was set while ${told.phase}`;
  },
  MeasureCompleted: done(({ measures }, { data }) => measures.set(str(data['measure']), true)),
  MeasureCompletionWithdrawn: withdrawn(({ measures }, { data }) => measures.set(str(data['measure']), false)),
  EvidenceAttached: done(({ evidence }, { id }) => evidence.add(id)),
  EvidenceWithdrawn: withdrawn(({ evidence }, { id }) => evidence.delete(id)),
  ReplyGiven: done(({ owed }, { data }) => owed.delete(str(data['origin']))),
  ReplyWithdrawn: withdrawn(({ owed }, { data }) => owed.add(str(data['origin']))),
  CloseRequested: (told) => {
    if (told.phase !== 'OPEN') return `asked for while ${told.phase}`;
    told.phase = 'SUBMITTED';
    return unready(told);
  },
  CloseReturned: (told) => {
    if (told.phase !== 'SUBMITTED') return `returned while ${told.phase}`;
    told.phase = 'OPEN';
    return undefined;
  },
  IssueClosed: (told, { actor }) => {
    if (told.phase !== 'SUBMITTED') return `closed while ${told.phase}`;
    told.phase = 'CLOSED';
    return told.owners.has(actor.id) ? 'closed by its owner' : unready(told);
  },
  IssueReopened: (told, { data }) => {
    if (told.phase !== 'CLOSED') return `reopened while ${told.phase}`;
    told.phase = 'OPEN';
    told.deadline = str(data['deadline']);
    return undefined;
  },
  DeadlineExtensionRequested: (told, { data }) => {
    if ([...told.extensions.values()].includes('PENDING')) return 'another was waiting';
    if (told.extensions.has(str(data['extension']))) return 'its id was used';
    told.extensions.set(str(data['extension']), 'PENDING');
    return told.phase === 'OPEN' ? undefined : `asked for while ${told.phase}`;
  },
  DeadlineExtensionGranted: decided('GRANTED'),
  DeadlineExtensionRefused: decided('REFUSED'),
  OriginsJoined: (told, { data }) => {
    if (told.phase !== 'OPEN') return `joined while ${told.phase}`;
    // as that event has it
    for (const { origin, answered } of data['origins'] as readonly { origin: string; answered: boolean }[]) {
      if (told.owed.has(origin)) return `${origin} was another's`;
      if (!answered) told.owed.add(origin);
    }
    return undefined;
  },
  IssueMerged: (told, { commit, data, stream }, leaves) => {
    const main = `${stream.slice(0, stream.lastIndexOf('-') + 1)}${str(data['into']).split('-').at(-1) ?? ''}`;
    const joined = leaves.filter((one) => one.commit.id === commit.id && one.type === 'issues.OriginsJoined');
    const owed = told.owed.size;
    told.phase = 'MERGED';
    if (joined.length !== 1 || joined[0]?.stream !== main) return 'its origins joined no main issue in the same commit';
    // as that event has it
    const origins = joined[0].data['origins'] as readonly { answered: boolean }[];
    return origins.filter(({ answered }) => !answered).length === owed
      ? undefined
      : 'an origin that is owed a reply was lost';
  },
};
