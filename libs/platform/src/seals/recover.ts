import { contextOf, systemClock } from '@taizhang/kernel';
import { keyInventory } from '@taizhang/keys-port';
import { formatFinding } from '@taizhang/ledger';
import { LedgerRecovery, signedLedgers, type LeafSource, type Recovered, type SourcedLeaf } from '@taizhang/seals-port';
import type { CommitInspection } from '@taizhang/event-store-port';
import type { GuardRows } from '@taizhang/seals-port';
import type { Configuration } from '../configuration/configuration.js';
import type { HostAdapters } from '../host/host-adapters.js';
import { OpenedParts, openKeys, openTime } from '../host/host-resources.js';
import { openBundleLeaves, type BundleLeaves, type GivenBundle } from './bundle-leaves.js';
import { demandOwnDeployment } from './host-seals.js';
import { inspectedStore } from './inspected-store.js';
import { demandOwnAuthority } from './own-authority.js';
import { valuesAtRest } from './values-at-rest.js';

/** Where lost leaves are looked for. */
export interface RecoverRequest {
  /** Bundles of ranges for full clearance, by the names under which they are spoken of. */
  readonly bundles: ReadonlyMap<string, GivenBundle>;
  /** Whether the topics are read. */
  readonly fromTopics: boolean;
}

/** This deployment publishes to no topics. */
export class NoTopicsError extends Error {
  override readonly name = 'NoTopicsError';
  readonly code = 'NO_TOPICS';
}

/**
 * Brings the commits back that a store lost when it was set back (design §10), and tells what became of each ledger in one line:
 * `RECOVERED ledger=… from=… to=…`, or `FAIL LEDGER_BEHIND …`. May be cut off and done again.
 * @returns whether no ledger is behind any more
 * @throws what the ports throw, with one sentence for the operator
 */
export async function recover(
  configuration: Configuration,
  adapters: HostAdapters,
  request: RecoverRequest,
  print: (line: string) => void,
): Promise<boolean> {
  const opened = new OpenedParts();
  opened.add(() => adapters.close());
  try {
    const parts = await openParts(configuration, adapters, opened);
    const bundles = Array.from(request.bundles, ([name, given]) =>
      openBundleLeaves(given, name, configuration.TAIZHANG_AUTHORITY, parts.inventory),
    ).sort((one, other) => one.from - other.from);
    const published = request.fromTopics ? publishedIn(adapters, parts.contexts, opened) : nothing;
    let whole = true;
    for await (const recovered of parts.recovery.recover(sourceOf(bundles, published))) {
      whole &&= recovered.kind === 'recovered';
      for (const line of linesOf(recovered)) print(line);
    }
    return whole;
  } finally {
    await opened.close();
  }
}

async function openParts(configuration: Configuration, adapters: HostAdapters, opened: OpenedParts) {
  const hold = await adapters.hold('alone');
  opened.add(() => hold.release());
  const commits = await adapters.commitInspection({ readOnly: false });
  opened.add(() => commits.close());
  const guard = await adapters.guardRows();
  opened.add(() => guard.close());
  const rows = await adapters.sealRows();
  opened.add(() => rows.close());
  await demandOwnDeployment(rows, guard);
  const { TAIZHANG_AUTHORITY: authority } = configuration;
  const store = inspectedStore(commits, authority);
  opened.add(() => store.stop());
  await demandOwnAuthority(store, authority);
  const time = await openTime(configuration, adapters, opened);
  const keys = await openKeys(configuration, adapters, time.entropy, opened);
  const keyRows = await adapters.keyRows();
  const inventory = await keyInventory(keyRows).finally(() => keyRows.close());
  const recovery = new LedgerRecovery({
    authority,
    commits,
    guard,
    values: valuesAtRest(keys),
    now: () => systemClock.now(),
  });
  return { recovery, inventory, contexts: await contextsIn(commits, guard) };
}

/** Contexts whose ledgers are, or were, in this store. */
async function contextsIn(commits: CommitInspection, guard: GuardRows): Promise<readonly string[]> {
  const contexts = new Set<string>();
  for await (const { ledger } of commits.allLedgers()) contexts.add(contextOf(ledger));
  for await (const ledger of signedLedgers(guard)) contexts.add(contextOf(ledger));
  return [...contexts].sort();
}

type Published = () => AsyncIterable<SourcedLeaf>;

async function* nothing(): AsyncGenerator<SourcedLeaf, void> {
  yield* await Promise.resolve([]);
}

function publishedIn(adapters: HostAdapters, contexts: readonly string[], opened: OpenedParts): Published {
  const unread = new TypeError('a recovery follows no store');
  const store = {
    follow: () => {
      throw unread;
    },
    readLedger: () => {
      throw unread;
    },
  };
  const transport = adapters.transport(store, { failed: () => undefined, hole: () => undefined, log: () => undefined });
  opened.add(() => transport.close());
  if (transport.published === undefined)
    throw new NoTopicsError('This deployment publishes to no topics: recover from bundles, by --from.');
  const published = transport.published.bind(transport);
  return async function* () {
    for await (const { ledger, idx, leaf } of published(contexts)) yield { ledger, idx, leaf, disclosures: [] };
  };
}

/** Bundles first: they have the sealed values, too. */
function sourceOf(bundles: readonly BundleLeaves[], published: Published): LeafSource {
  return async function* () {
    for (const { leaves } of bundles) yield* leaves();
    yield* published();
  };
}

function linesOf(recovered: Recovered): readonly string[] {
  const { ledger } = recovered;
  if (recovered.kind === 'refused') {
    const { signed, present, reason, reached } = recovered;
    const code = signed > present ? 'LEDGER_BEHIND' : 'LEDGER_FORKED';
    return [formatFinding({ code, details: { ledger, signed, present, reason, reached } })];
  }
  const { from, to, signed, withoutValue } = recovered;
  return [
    `RECOVERED ledger=${ledger} from=${String(from)} to=${String(to)} signed=${String(signed)}`,
    ...(withoutValue > 0
      ? [
          `NOTE ${String(withoutValue)} sealed values of ${ledger} were in no source: a bundle for clearance 3 brings them back.`,
        ]
      : []),
  ];
}
