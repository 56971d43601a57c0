import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLedgerId, isStreamId, type LedgerId, type StreamId } from '@taizhang/kernel';
import { parseVkey, writeZip, type Clearance, type VerifierKey } from '@taizhang/ledger';
import { eventSchemas, openArchive, sentenceOf, type Archive } from '@taizhang/platform';
import { openDeployment } from './open-deployment.js';
import { UnusableInput } from './verify/unusable-input.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Print = (line: string) => void;

/** What was asked for cannot be done here; the message is one sentence for whoever typed it. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
  readonly code = 'COMMAND_REFUSED';
}

/** Words of `taizhang bundle`. */
export interface BundleWords {
  readonly ledger: string;
  readonly clearance: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly stream?: readonly string[];
}

/** Writes an audit bundle (审计包) of a ledger: a folder, or a zip where the name ends so. */
export async function writeBundle(words: BundleWords, environment: Environment, print: Print): Promise<void> {
  const ledger = ledgerOf(words.ledger);
  const clearance = clearanceOf(words.clearance);
  const [from, to] = [sizeOf('from', words.from), sizeOf('to', words.to)];
  const streams = (words.stream ?? []).map(streamOf);
  // Only bundles need what all contexts declare: it is not waited for otherwise.
  const { knownContexts } = await import('./known-contexts.js');
  const bundling = async (archive: Archive) => {
    await archive.renewCosignature(ledger);
    const files = await archive.bundles.make({
      ledger,
      clearance,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(streams.length > 0 && { streams }),
    });
    if (words.out.endsWith('.zip')) await writeNew(words.out, writeZip(files));
    else await writeFolder(words.out, files);
    print(`${words.out}: ${String(files.size)} files of ${ledger}, for clearance ${String(clearance)}.`);
    if (to === undefined) await tellUnsealed(archive, ledger, print);
  };
  await withArchive(environment, bundling, eventSchemas(knownContexts()));
}

/** Prints, or writes, the receipt (回执) of one event. */
export async function writeReceipt(
  event: string,
  { ledger, out }: { readonly ledger?: string; readonly out?: string },
  environment: Environment,
  print: Print,
): Promise<void> {
  await withArchive(environment, async (archive) => {
    const found = await findEvent(archive, event, ledger === undefined ? undefined : ledgerOf(ledger));
    await archive.renewCosignature(found.ledger);
    const receipt = await archive.proofs.receipt(found.ledger, found.idx, found.leaf);
    if (out === undefined) print(receipt.trimEnd());
    else await writeNew(out, Buffer.from(receipt));
  });
}

/**
 * Prints, or writes into a folder, what an auditor of a ledger has to be given on another way than its bundles: the policy file and
 * the export key.
 */
export async function writePolicy(
  words: { readonly ledger: string; readonly out?: string },
  environment: Environment,
  print: Print,
): Promise<void> {
  const ledger = ledgerOf(words.ledger);
  await withArchive(environment, async ({ trust }) => {
    const told = await trust(ledger);
    if (told === undefined) throw new CommandRefusedError(`There are no keys of ${ledger} here.`);
    if (words.out === undefined) {
      print(told.policy.trimEnd());
      print(`# export key, for --export-vkey: ${told.exportVkey}`);
      return;
    }
    await makeFolder(words.out);
    await writeNew(join(words.out, 'policy'), Buffer.from(told.policy));
    await writeNew(join(words.out, 'export.vkey'), Buffer.from(`${told.exportVkey}\n`));
    print(`${words.out}: policy and export.vkey. Hand them over on another way than the bundles.`);
  });
}

/** Exchanges the log key of a ledger, or finishes an exchange that was cut short. */
export async function rotateLogKey(
  words: { readonly ledger: string; readonly compromised?: boolean },
  environment: Environment,
  print: Print,
): Promise<void> {
  const ledger = ledgerOf(words.ledger);
  const reason = words.compromised === true ? 'compromise' : 'rotation';
  await withArchive(environment, async ({ rotateLogKey, cosignedBy }) => {
    const { vkey, retired, finished, checkpoint, failure } = await rotateLogKey({ ledger, reason });
    if (finished) print('This exchange was on record already, and is finished now; for another one run this again.');
    print(`${ledger} is signed with ${vkey} from now on.`);
    for (const old of retired)
      print(`It signed up to size ${String(old.lastSize)}, and signs no more (${old.reason}): ${old.vkey}`);
    if (checkpoint === undefined)
      print(`NOTE not signed yet (${sentenceOf(failure)}): a host does it, or this command, run again.`);
    else if (!checkpoint.cosigned && cosignedBy !== undefined)
      print(`NOTE the witness has not cosigned the checkpoint of size ${String(checkpoint.size)}.`);
    if (retired.some((old) => old.reason === 'compromise'))
      print('Hand a new policy file to all who verify: they must not take the new key over from the ledger.');
  });
}

/** Writes a request to a witness (上级局) that no network reaches. */
export async function writeWitnessRequest(
  words: { readonly ledger: string; readonly vkey: string; readonly out: string },
  environment: Environment,
): Promise<void> {
  const ledger = ledgerOf(words.ledger);
  await withArchive(environment, async ({ cosigningWith }) => {
    const request = await cosigningWith(vkeyOf(words.vkey)).request(ledger);
    if (request === undefined) throw new CommandRefusedError(`${ledger} has no checkpoint yet.`);
    await writeNew(words.out, Buffer.from(request));
  });
}

/** As the witness: judges a request that came on a disc and writes the cosignature; a refusal is told by its status. */
export async function signWitnessRequest(
  file: string,
  { out }: { readonly out: string },
  environment: Environment,
  print: Print,
): Promise<void> {
  const request = await readAsked(file);
  await withArchive(environment, async ({ witness }) => {
    if (witness === undefined)
      throw new CommandRefusedError('This deployment witnesses nothing: set TAIZHANG_WITNESS_LOGS.');
    const { status, body } = await witness.addCheckpoint(request);
    if (status === 409)
      throw new CommandRefusedError(
        `Refused (409): another size was cosigned last, ${body.trim()}; ask for one that extends it.`,
      );
    if (status !== 200) throw new CommandRefusedError(`Refused (${String(status)}): ${REFUSALS[status]}.`);
    await writeNew(out, Buffer.from(body));
    print(`${out}: cosigned.`);
  });
}

const REFUSALS = {
  400: 'this is no request',
  403: 'no key of this log signed the checkpoint',
  404: 'this log is not served here',
  422: 'the consistency proof proves nothing',
} as const;

/** Adds the cosignature that a witness wrote. */
export async function acceptCosignature(
  file: string,
  words: { readonly ledger: string; readonly vkey: string },
  environment: Environment,
  print: Print,
): Promise<void> {
  const ledger = ledgerOf(words.ledger);
  const body = (await readAsked(file)).toString('utf8');
  await withArchive(environment, async ({ cosigningWith }) => {
    const { size } = await cosigningWith(vkeyOf(words.vkey))
      .accept(ledger, body)
      .catch((cause: unknown) => {
        throw new CommandRefusedError(`${file} cosigns no checkpoint of ${ledger}.`, { cause });
      });
    print(`${ledger}: the checkpoint of size ${String(size)} is cosigned.`);
  });
}

async function withArchive(
  environment: Environment,
  use: (archive: Archive) => Promise<void>,
  schemaOf?: ReturnType<typeof eventSchemas>,
): Promise<void> {
  const { configuration, adapters } = await openDeployment(environment);
  const archive = await openArchive(configuration, adapters, schemaOf);
  try {
    await use(archive);
  } finally {
    await archive.close();
  }
}

async function findEvent({ store }: Archive, id: string, within: LedgerId | undefined) {
  const ledgers: LedgerId[] = [];
  if (within !== undefined) ledgers.push(within);
  else for await (const { ledger } of store.heads()) ledgers.push(ledger);
  for (const ledger of ledgers) {
    for await (const event of store.readLedger(ledger)) if (event.id === id) return event;
  }
  throw new CommandRefusedError('There is no event of this id here.');
}

async function tellUnsealed({ store, rows }: Archive, ledger: LedgerId, print: Print): Promise<void> {
  const [head, latest] = [await store.head(ledger), await rows.latest(ledger)];
  const unsealed = (head?.size ?? 0) - (latest?.size ?? 0);
  if (unsealed > 0) print(`NOTE ${String(unsealed)} later events are in no checkpoint yet.`);
}

/** An empty or new folder: files of an earlier bundle among those of another one would spoil it. */
async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await makeFolder(folder);
  if ((await readdir(folder)).length > 0) throw new UnusableInput(`${folder} is not empty.`);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeNew(join(folder, path), bytes);
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new UnusableInput(`${folder} cannot be made.`, { cause });
  });
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(file, bytes, { flag: 'wx' }).catch((cause: unknown) => {
    throw new UnusableInput(`${file} cannot be written, or is there already.`, { cause });
  });
}

async function readAsked(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new UnusableInput(`${file} cannot be read.`, { cause });
  });
}

function ledgerOf(text: string): LedgerId {
  if (!isLedgerId(text)) throw new UnusableInput('A ledger is named <context>/<bureau>, e.g. issues/wgx-0371.');
  return text;
}

function vkeyOf(text: string): VerifierKey {
  try {
    return parseVkey(text);
  } catch (cause) {
    throw new UnusableInput(`--vkey is a public key as \`taizhang keys list\` shows it, which ${text} is not.`, {
      cause,
    });
  }
}

function streamOf(text: string): StreamId {
  if (!isStreamId(text)) throw new UnusableInput('A stream is named <aggregate>/<id>, e.g. issue/2014-wgx-0001.');
  return text;
}

function clearanceOf(text: string): Clearance {
  if (text === '0' || text === '1' || text === '2' || text === '3') return Number(text) as Clearance; // as: one of the four
  throw new UnusableInput('--clearance is 0, 1, 2 or 3.');
}

function sizeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) throw new UnusableInput(`--${name} is the size of a checkpoint.`);
  return Number(text);
}
