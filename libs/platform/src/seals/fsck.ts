import { contextOf, type LedgerId } from '@taizhang/kernel';
import { ownWitnessVkeys } from '@taizhang/keys-port';
import { formatFinding, parseVkey } from '@taizhang/ledger';
import type { FollowerState } from '@taizhang/messaging-port';
import { checkMarks, LedgerChecks, type Defect, type MarkSources } from '@taizhang/seals-port';
import type { ViewStorage } from '@taizhang/views-port';
import type { Configuration } from '../configuration/configuration.js';
import type { DataHold, HostAdapters } from '../host/host-adapters.js';
import { OpenedParts } from '../host/host-resources.js';
import { inspectedStore } from './inspected-store.js';
import { demandOwnAuthority } from './own-authority.js';
import { replaceCopy } from './replace-copy.js';

/** What is checked, and whether what is derived is made anew where it is wrong. */
export interface FsckRequest {
  /** All of them by default. */
  readonly ledger?: LedgerId;
  readonly repair: boolean;
}

type FsckConfiguration = Pick<Configuration, 'TAIZHANG_AUTHORITY' | 'TAIZHANG_WITNESS_VKEY'>;

/** There is no such ledger. */
export class UnknownLedgerError extends Error {
  override readonly name = 'UnknownLedgerError';
  readonly code = 'UNKNOWN_LEDGER';
}

/**
 * Checks what is stored against what its bytes make of it, and tells each defect in one line, `FAIL <CODE> key=value…`; mends what is
 * derived, if asked, tells that in lines `MENDED …`, and checks again.
 * @returns whether nothing is wrong (any more)
 * @throws what the ports throw, with one sentence for the operator
 */
export async function fsck(
  configuration: FsckConfiguration,
  adapters: HostAdapters,
  request: FsckRequest,
  print: (line: string) => void,
): Promise<boolean> {
  const opened = new OpenedParts();
  opened.add(() => adapters.close());
  try {
    const live = await holdFor(adapters, request, opened);
    const parts = await openParts(configuration, adapters, { live, readOnly: !request.repair }, opened);
    const clean = await checkAll(parts, request, print);
    return clean || !request.repair ? clean : await mendAll(parts, request, print);
  } finally {
    await opened.close();
  }
}

/** @returns whether hosts may be at work */
async function holdFor(adapters: HostAdapters, { repair }: FsckRequest, opened: OpenedParts): Promise<boolean> {
  const keep = (hold: DataHold) => {
    opened.add(() => hold.release());
  };
  if (repair) {
    keep(await adapters.hold('alone'));
    return false;
  }
  const alone = await adapters.hold('alone').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'DATA_IN_USE') return undefined;
    throw error;
  });
  await alone?.release();
  keep(await adapters.hold('shared'));
  return alone === undefined;
}

interface FsckParts {
  readonly checks: LedgerChecks;
  readonly state: FollowerState;
  readonly commits: Awaited<ReturnType<HostAdapters['commitInspection']>>;
  readonly views: ViewStorage;
}

async function openParts(
  configuration: FsckConfiguration,
  adapters: HostAdapters,
  { live, readOnly }: { readonly live: boolean; readonly readOnly: boolean },
  opened: OpenedParts,
): Promise<FsckParts> {
  const { TAIZHANG_AUTHORITY: authority } = configuration;
  const commits = await adapters.commitInspection({ readOnly });
  const store = inspectedStore(commits, authority);
  opened.add(() => store.stop());
  await demandOwnAuthority(store, authority);
  const rows = await adapters.sealRows();
  opened.add(() => rows.close());
  const guard = await adapters.guardRows();
  opened.add(() => guard.close());
  const state = await adapters.followerState();
  opened.add(() => state.close());
  const views = await adapters.viewStorage();
  opened.add(() => views.close());
  const witnesses = await knownWitnesses(configuration, adapters);
  const checks = new LedgerChecks({ authority, commits, store, rows, guard, witnesses, live });
  return { checks, state, commits, views };
}

/** Of this deployment itself, and of the one that it has its checkpoints cosigned by. */
async function knownWitnesses({ TAIZHANG_WITNESS_VKEY: superior }: FsckConfiguration, adapters: HostAdapters) {
  const rows = await adapters.keyRows();
  const own = await ownWitnessVkeys(rows).finally(() => rows.close());
  return [...new Set([...own, ...(superior === undefined ? [] : [superior])])].map((vkey) => parseVkey(vkey));
}

async function checkAll(parts: FsckParts, { ledger: only }: FsckRequest, print: (line: string) => void) {
  let clean = true;
  const report = ({ code, ledger, details }: Defect) => {
    clean = false;
    print(formatFinding({ code, details: { ledger, ...details } }));
  };
  for (const [ledger, head] of await ledgersOf(parts, only)) await parts.checks.check(ledger, head, report);
  await checkMarks(await markSources(parts), only, report);
  return clean;
}

/** Each ledger is checked once more before it is mended: of what was found, nothing has to be remembered. */
async function mendAll(parts: FsckParts, request: FsckRequest, print: (line: string) => void): Promise<boolean> {
  const unheard = () => undefined;
  const left = new Set<LedgerId>();
  for (const [ledger, head] of await ledgersOf(parts, request.ledger)) {
    const defects = await parts.checks.check(ledger, head, unheard);
    if (defects.ofLeaves) left.add(ledger);
    for (const part of await parts.checks.mend(ledger, defects)) print(`MENDED ${part} ledger=${ledger}`);
  }
  const consumers = new Set<string>();
  await checkMarks(await markSources(parts), request.ledger, unheard, (consumer, ledger) => {
    // Where leaves are missing, a mark may be right again as soon as they are back.
    if (!left.has(ledger)) consumers.add(consumer);
  });
  for (const consumer of consumers) {
    await replaceCopy(consumer, parts);
    print(`MENDED mark consumer=${consumer}`);
  }
  return checkAll(parts, request, print);
}

async function markSources({ checks, state, commits }: FsckParts): Promise<MarkSources> {
  return { state, commits, contexts: new Set(Array.from((await checks.ledgers()).keys(), contextOf)) };
}

async function ledgersOf({ checks }: FsckParts, only: LedgerId | undefined) {
  const ledgers = await checks.ledgers();
  if (only === undefined) return ledgers;
  if (!ledgers.has(only)) throw new UnknownLedgerError(`There is no ledger ${only} here.`);
  return new Map([[only, ledgers.get(only)]]);
}
