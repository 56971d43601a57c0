import { evolveWith, isLedgerId, openPart, ROLES, type AnyAggregate, type LedgerId, type Role } from '@taizhang/kernel';
import type { ViewDefinition, ViewDocument, ViewReader, ViewReaders } from '@taizhang/views-port';
import { noAccessLog } from '../access-log/access-log.js';
import { ReadingScopes } from '../asking/reading-scope.js';
import { Timelines } from '../asking/timeline.js';
import { contextsOf, ViewService } from '../asking/view-service.js';
import type { ServedView } from '../context/context-feature.js';
import type { ContextRegistry } from '../context/context-registry.js';
import { CommandAuthority } from '../deciding/command-authority.js';
import { FactResolver } from '../deciding/fact-resolver.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import { Authoriser } from '../identity/authoriser.js';
import type { Sender } from '../identity/identity.js';
import type { PowerQuestion, RecordSample } from './declared-powers.js';
import { matches, sampleReads, senderHolding, TABLE_DAY, type Place, type Position } from './sample-organization.js';

/** A single document is refused where lists show it, or the other way round; a programming error. */
export class UnevenScopeError extends Error {
  override readonly name = 'UnevenScopeError';
}

const ID = 'r-1';
const today = (): string => TABLE_DAY;

/** Judges questions by the services that judge requests, over the sample organization. */
export function provingOf(registry: ContextRegistry) {
  const readsOf = sampleReads(registry, ROLES);
  const facts = new FactResolver(registry, readsOf, { isFresh: () => Promise.resolve(true) });
  // The sample never changes, and the same is asked for many lines.
  const answers = new Map<string, ReturnType<FactResolver['answer']>>();
  const authoriser = new Authoriser((context, query) => {
    const key = JSON.stringify([context, query]);
    const answer = answers.get(key) ?? facts.answer(context, query);
    answers.set(key, answer);
    return answer;
  });
  const authority = new CommandAuthority(authoriser);
  const scopes = new ReadingScopes(authoriser, today);

  const judge = async (question: PowerQuestion, role: Role, sender: Sender, place: Place): Promise<boolean> => {
    const { bureau, code } = place;
    const act = (context: string) => ({ context, bureau, units: [code], on: TABLE_DAY, today: TABLE_DAY });
    switch (question.kind) {
      case 'command': {
        const { found, sample, input } = question;
        const request = { found, bureau, id: ID, input: input(place), commitId: '', sender };
        const caused = role === 'system' ? { ...request, cause: { event: '', depth: 0 } } : request;
        return allowed(authority.of(caused, stateOf(found.aggregate, sample, place), TABLE_DAY));
      }
      case 'timeline': {
        const { context, aggregate, sample } = question;
        const state = stateOf(aggregate, sample, place);
        return timelineShown({ registry, authoriser, state }, { context, sender }, aggregate.name, bureau);
      }
      case 'view':
        return viewShown({ registry, readsOf, scopes }, { ...question, sender }, place);
      case 'query':
        return allowed(scopes.ofBureaus({ context: question.context, sender }, question.route.allow, [bureau]));
      case 'omissions': {
        const asking = { context: question.context, sender };
        const scope = scopes.ofUnits(asking, question.report.allow, [bureau]);
        return allowed(scope.then(({ branches }) => demandBranch(branches, place)));
      }
      case 'upload':
      case 'operation':
        return allowed(authoriser.toAct(sender, { ...act(question.context), allow: question.allow }));
    }
  };
  return (question: PowerQuestion, role: Role, { holder, object }: Position) =>
    judge(question, role, senderHolding(role, holder), object);
}

/** One of a branch sees rows of that branch alone, and of those that it followed. */
function demandBranch(branches: readonly string[] | undefined, { reference }: Place): void {
  if (branches !== undefined && !branches.includes(reference)) throw new ProblemError(PROBLEMS.forbidden);
}

async function allowed(judged: Promise<unknown>): Promise<boolean> {
  return (await outcomeOf(judged)) !== 'refused';
}

/** Whether something was answered, refused, or not found by one who may look. */
async function outcomeOf(judged: Promise<unknown>): Promise<'answered' | 'refused' | 'not found'> {
  try {
    await judged;
    return 'answered';
  } catch (error) {
    if (error instanceof ProblemError && error.definition === PROBLEMS.forbidden) return 'refused';
    if (error instanceof ProblemError && error.definition === PROBLEMS.notFound) return 'not found';
    throw error;
  }
}

function stateOf(aggregate: AnyAggregate, sample: RecordSample, place: Place): unknown {
  let state = aggregate.initial as unknown; // of any state
  for (const [rev, { type, data }] of sample(place).entries()) {
    const definition = aggregate.events.definitions[type.slice(type.indexOf('.') + 1)];
    if (definition === undefined) throw new TypeError(`${type} is no event of ${aggregate.name}`);
    const meta = {
      id: `event-${String(rev)}`,
      idx: rev,
      rev,
      time: `${TABLE_DAY}T00:00:00.000Z`,
      actor: { id: 'acct-sample', role: 'branch-clerk' },
    };
    state = evolveWith(aggregate, state, { type, data: openPart(definition.fields, data), meta });
  }
  return state;
}

/** The sample has no events to show: one who may look finds nothing. */
async function timelineShown(
  { registry, authoriser, state }: { registry: ContextRegistry; authoriser: Authoriser; state: unknown },
  asking: { readonly context: string; readonly sender: Sender },
  aggregate: string,
  bureau: string,
): Promise<boolean> {
  const timelines = new Timelines({
    registry,
    authoriser,
    today,
    states: { refresh: () => Promise.resolve({ state, revision: 0 }) },
    store: {
      // eslint-disable-next-line require-yield -- a stream without events
      readStream: async function* () {
        return;
      },
      disclosures: () => Promise.resolve(new Map()),
    },
    accessLog: noAccessLog,
  });
  return allowed(timelines.page(asking, { bureau, aggregate, id: ID }, {}));
}

/** A view that holds one document about the place: shown by its address and in lists, or in neither. */
async function viewShown(
  made: Pick<ConstructorParameters<typeof ViewService>[0], 'registry' | 'readsOf' | 'scopes'>,
  { context, served, sender }: { readonly context: string; readonly served: ServedView; readonly sender: Sender },
  { bureau, code }: Place,
): Promise<boolean> {
  const [owner = context] = contextsOf(served.view as ViewDefinition); // of whatever documents
  const ledger: LedgerId = `${owner}/${bureau}`;
  if (!isLedgerId(ledger)) throw new TypeError(ledger);
  const document = { ledger, key: ID, idx: 0, doc: { [served.unitField ?? 'about']: code } };
  const views = new ViewService({
    ...made,
    storage: { active: () => Promise.resolve(undefined) },
    marks: { mark: () => Promise.resolve(undefined) },
    sealed: { disclosures: () => Promise.resolve(new Map()) },
    readers: readersOf(document),
    past: { at: (_asOf, read) => read(readersOf(document)) },
    momentOf: () => undefined,
    accessLog: noAccessLog,
  });
  const asking = { context, sender };
  const name = served.view.name;
  const direct = (await outcomeOf(views.document(asking, { view: name, bureau, key: ID, owner }))) === 'answered';
  let listed = 0;
  const list = await outcomeOf(views.list(asking, name, {}).then(({ items }) => (listed = items.length)));
  if (direct !== (list === 'answered' && listed > 0))
    throw new UnevenScopeError(
      `${name}: a document about ${bureau}/${code} is ${direct ? 'not ' : ''}listed for ${sender.account}`,
    );
  return direct;
}

function readersOf(document: ViewDocument): ViewReaders {
  const reader = {
    get: () => Promise.resolve(document),
    query: (_view: ViewDefinition, { ledgers, where = [] }: Parameters<typeof queryOf>[0]) =>
      Promise.resolve(queryOf({ ledgers, where }, document)),
    counters: () => Promise.resolve({}),
  };
  return () => reader as unknown as ViewReader; // one document of whatever view
}

function queryOf(
  {
    ledgers,
    where,
  }: { readonly ledgers: readonly LedgerId[] | 'all'; readonly where?: Parameters<typeof matches>[1][] },
  document: ViewDocument,
) {
  const within = ledgers === 'all' || ledgers.includes(document.ledger);
  const found = within && (where ?? []).every((filter) => matches(document.doc, filter));
  return { items: found ? [document] : [] };
}
