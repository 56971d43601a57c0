import { leafHash, rootOf } from '@taizhang/ledger';
import type { JsonObject, JsonValue } from '@taizhang/kernel';
import type { Addresses } from './api-client.js';
import type { Refusal, Run } from './run-scenario.js';
import type { Scenario } from './scenario.js';

/** What a run left, in the form that others compare. */
export interface ScenarioReport {
  readonly events: Readonly<Record<string, number>>;
  readonly refusals: readonly Refusal[];
  readonly states: JsonObject;
  /** All ledgers but `access/*`, which batch per process; `root` is the RFC 6962 root of the leaves, b64. */
  readonly ledgers: readonly { readonly log: string; readonly size: number; readonly root: string }[];
}

/** Where the leaves are read: by hosts of the deployment only. */
export interface LedgerAccess {
  readonly addresses: Addresses;
  readonly serviceToken: string;
  readonly contexts: readonly string[];
}

/** Reads what a run left. */
export async function reportOf(scenario: Scenario, run: Run, access: LedgerAccess): Promise<ScenarioReport> {
  const events: Record<string, number> = {};
  const ledgers: { log: string; size: number; root: string }[] = [];
  for (const ledger of await ledgersOf(access)) {
    const leaves = await leavesOf(ledger, access);
    for (const leaf of leaves) {
      const { type } = JSON.parse(leaf) as { readonly type: string }; // what a leaf says
      events[type] = (events[type] ?? 0) + 1;
    }
    const bytes = leaves.map((leaf) => leafHash(new TextEncoder().encode(leaf)));
    ledgers.push({ log: logOf(leaves[0]), size: leaves.length, root: Buffer.from(rootOf(bytes)).toString('base64') });
  }
  const sorted = Object.fromEntries(Object.entries(events).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { events: sorted, refusals: run.refusals, states: await statesOf(scenario, run), ledgers };
}

const logOf = (leaf: string | undefined): string =>
  leaf === undefined ? '' : (JSON.parse(leaf) as { readonly log: string }).log; // what a leaf says

async function linesOf(url: string, token: string): Promise<readonly string[]> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (response.status === 404) return [];
  if (!response.ok)
    throw new Error(`${url} cannot be read: ${String(response.status)}; is TAIZHANG_SERVICE_TOKEN right?`);
  return (await response.text()).split('\n').filter((line) => line !== '');
}

async function ledgersOf({ addresses, serviceToken, contexts }: LedgerAccess): Promise<readonly string[]> {
  const found: string[] = [];
  for (const context of contexts) {
    const heads = await linesOf(`${addresses.urlOf(context)}/api/ledgers/${context}/heads`, serviceToken);
    found.push(...heads.map((line) => (JSON.parse(line) as { readonly ledger: string }).ledger)); // as heads are answered
  }
  return found.sort();
}

async function leavesOf(ledger: string, { addresses, serviceToken }: LedgerAccess): Promise<readonly string[]> {
  const [context = ''] = ledger.split('/');
  return linesOf(`${addresses.urlOf(context)}/api/ledgers/${ledger}/leaves`, serviceToken);
}

async function statesOf(scenario: Scenario, { sessions }: Run): Promise<JsonObject> {
  const get = async (context: string, path: string) => {
    const { status, body } = await sessions.send(scenario.reader, { context, method: 'GET', path });
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const states: Record<string, JsonValue> = {};
  for (const [group, entries] of Object.entries(scenario.states)) {
    const values: Record<string, JsonValue> = {};
    for (const [name, state] of Object.entries(entries)) {
      if ('document' in state) {
        const { doc } = await get(
          state.context,
          `/api/${state.context}/views/${state.view}/documents/${state.document}`,
        );
        values[name] = (doc as JsonObject)[state.field] ?? null; // a document
      } else {
        const pairs = Object.entries(state.where).flatMap(([field, value]) =>
          [value].flat().map((one): [string, string] => [field, one]),
        );
        const where = new URLSearchParams([['total', 'true'], ['limit', '1'], ...pairs]).toString();
        values[name] =
          (await get(state.context, `/api/${state.context}/views/${state.view}?${where}`))['total'] ?? null;
      }
    }
    states[group] = values;
  }
  return states;
}

/** Everything in which a report differs from what the scenario expects; none when all is as it should be. */
export function differencesOf({ expected }: Scenario, { surprises }: Run, report: ScenarioReport): readonly string[] {
  const found = [...surprises];
  for (const [type, count] of Object.entries(expected.events)) {
    const seen = report.events[type] ?? 0;
    if (seen !== count) found.push(`${type}: ${String(seen)}, expected ${String(count)}`);
  }
  for (const [type, least] of Object.entries(expected.atLeast)) {
    const seen = report.events[type] ?? 0;
    if (seen < least) found.push(`${type}: ${String(seen)}, expected at least ${String(least)}`);
  }
  const refusals = JSON.stringify(report.refusals);
  if (refusals !== JSON.stringify(expected.refusals))
    found.push(`refusals: ${refusals}, expected ${JSON.stringify(expected.refusals)}`);
  const states = JSON.stringify(report.states);
  if (states !== JSON.stringify(expected.states))
    found.push(`states: ${states}, expected ${JSON.stringify(expected.states)}`);
  return found;
}
