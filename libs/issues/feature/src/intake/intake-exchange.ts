import {
  commitIdOfRequest,
  entryOf,
  isLedgerId,
  ledgerId,
  bureauOf,
  type Actor,
  type JsonObject,
} from '@taizhang/kernel';
import { originOfIntake, RECEIPT_UNKNOWN } from '@taizhang/issues-domain';
import { canonicalize } from '@taizhang/ledger';
import {
  NO_LEDGER,
  ProblemError,
  PROBLEMS,
  type CommandRequest,
  type CommandResult,
  type ContextFacilities,
  type ContextRegistry,
  type Sender,
} from '@taizhang/platform';
import { openDocuments, type ViewDocument } from '@taizhang/views-port';
import { ReceiptCodes, type SentReceipt } from './receipt-codes.js';

/** Who sends the public form: the same for everybody. */
export const PUBLIC_ACTOR: Actor = { id: 'public', role: 'public' };
/** Purpose of the deployment's secret that receipt codes are made with. */
export const RECEIPT_SECRET = 'intake-receipt';

/** The form as it is sent. */
export interface IntakeForm {
  readonly bureau: string;
  readonly unit: string | null;
  /** Channel of the bureau that it comes by; `null`: not told. */
  readonly channel: string | null;
  readonly kind: string;
  readonly content: string;
  readonly identity: string | null;
  readonly contact: string | null;
}

/** What whoever has the code may see: how the report stands, the office's replies, and the one about its issue; never the report itself. */
export interface IntakeStanding {
  readonly status: string;
  readonly receivedAt: string;
  readonly validUntil: string;
  /** Messages added to the report so far. */
  readonly messages: number;
  /** In order; at an instant, or on a day. `null`: no longer kept. */
  readonly replies: readonly { readonly at: string; readonly reply: string | null }[];
}

/** Clearance with which replies are opened for the reporter, whom they are written for. */
const OF_REPLIES = 2;
/** Issue that there is not, looked up where a report became none. */
const NO_ISSUE = 'none';
/** How many times over an issue was merged into another, at most, until its reply is looked for no further. */
const MAX_MERGES = 8;
/** Digest that no disclosure has, asked for where there is nothing to ask for. */
const NO_DIGEST = 'A'.repeat(43);

const unknownReceipt = (): ProblemError => {
  const { code, sentence } = RECEIPT_UNKNOWN;
  return new ProblemError({ code, sentence, status: 404 });
};

/** Reports by whoever sends one, and the exchange by receipt code. Nothing here knows who asks. */
export class IntakeExchange {
  #codes: Promise<ReceiptCodes> | undefined;

  constructor(
    private readonly facilities: ContextFacilities,
    private readonly registry: ContextRegistry,
    private readonly codesOf: (secret: Uint8Array) => ReceiptCodes = (secret) => new ReceiptCodes(secret),
  ) {}

  /** @returns the code of the receipt: it is told here and nowhere else. @throws what `ReceiveIntake` is refused with */
  async receive(form: IntakeForm, idempotencyKey: string): Promise<{ readonly receipt: string }> {
    const { bureau, unit, ...told } = form;
    const commitId = this.#commitId(bureau, idempotencyKey);
    const { code, hash, intake, reporter } = (await this.#receiptCodes()).of(canonicalize([commitId, { ...form }]));
    const input = { ...told, unit: unit ?? bureau, receipt: hash, reporter };
    await this.#execute('receive-intake', bureau, intake, input, commitId);
    return { receipt: code };
  }

  /** @throws {@link ProblemError} 404 `RECEIPT_UNKNOWN`, alike for wrong, forged and expired codes */
  async standing(code: string): Promise<IntakeStanding> {
    const { found, standing } = await this.#look(code);
    if (found === undefined || standing === undefined) throw unknownReceipt();
    return standing;
  }

  /** @throws as {@link standing}, and what `AddIntakeMessage` is refused with */
  async add(code: string, message: string, idempotencyKey: string): Promise<void> {
    const { found, sent, standing } = await this.#look(code);
    if (found === undefined || standing === undefined) throw unknownReceipt();
    const bureau = bureauOf(found.ledger);
    const commitId = this.#commitId(bureau, canonicalize([sent.hash, idempotencyKey]));
    await this.#execute('add-intake-message', bureau, found.key, { receipt: sent.hash, message }, commitId);
  }

  /** The same steps for every code: judge it, ask for its report, open the replies. */
  async #look(code: string): Promise<{
    readonly sent: SentReceipt;
    readonly found: ViewDocument | undefined;
    readonly standing: IntakeStanding | undefined;
  }> {
    const sent = (await this.#receiptCodes()).read(code);
    const where = [{ op: 'eq', field: 'receipt', value: sent.hash }] as const;
    const { items } = await this.facilities.readsOf('issues').page('intake-register', { ledgers: 'all', where });
    const [found] = items.filter(({ doc }) => sent.genuine && String(doc['validUntil']) >= this.facilities.today());
    const about = await this.#replyAboutIssue(found);
    const answered = found !== undefined && Array.isArray(found.doc['answers']) && found.doc['answers'].length > 0;
    if (!answered && about === undefined)
      await this.facilities.events.disclosures(found?.ledger ?? NO_LEDGER, [NO_DIGEST]);
    const [opened, replied] = await openDocuments(
      [found, about].flatMap((document) => document ?? []),
      this.facilities.events,
      OF_REPLIES,
    );
    return { sent, found, standing: opened === undefined ? undefined : standingOf(opened.doc, replied?.doc) };
  }

  /** The reply to the report as an origin of its issue [C1.0.h], or of the one that this was merged into. */
  async #replyAboutIssue(report: ViewDocument | undefined): Promise<ViewDocument | undefined> {
    const reads = this.facilities.readsOf('issues');
    let code = typeof report?.doc['issue'] === 'string' ? report.doc['issue'] : NO_ISSUE;
    for (let merges = 0; merges <= MAX_MERGES; merges += 1) {
      const issue = await reads.get('rectification-ledger', report?.ledger ?? NO_LEDGER, code);
      const into = issue?.doc['mergedInto'];
      if (typeof into === 'string') code = into;
      else return issue === undefined || report === undefined ? undefined : replyTo(originOfIntake(report.key), issue);
    }
    return undefined;
  }

  #execute(verb: string, bureau: string, id: string, input: JsonObject, commitId: string): Promise<CommandResult> {
    const found = this.registry.command('issues', 'intake', verb);
    if (found === undefined) throw new ProblemError(PROBLEMS.unknownCommand);
    const { id: account, role } = PUBLIC_ACTOR;
    const sender: Sender = { account, claimed: { id: account, role, unit: bureau, clearance: 0 } };
    const request: CommandRequest = { found, bureau, id, input, commitId, sender };
    return this.facilities.execute(request); // without a correlation id: nothing may link two sendings
  }

  #commitId(bureau: string, key: string): string {
    if (!isLedgerId(`issues/${bureau}`)) throw new ProblemError(PROBLEMS.inputInvalid);
    return commitIdOfRequest(`${this.facilities.authority}/${ledgerId('issues', bureau)}`, PUBLIC_ACTOR.id, key);
  }

  #receiptCodes(): Promise<ReceiptCodes> {
    this.#codes ??= this.facilities.secret(RECEIPT_SECRET).then(this.codesOf);
    return this.#codes;
  }
}

/** Of an issue nothing but the reply to one origin: when, and what. */
function replyTo(origin: string, issue: ViewDocument): ViewDocument | undefined {
  const origins = issue.doc['origins'] as Readonly<Record<string, JsonObject>>; // as the view writes them
  const { repliedOn = null, reply = null } = entryOf(origins, origin) ?? {};
  return repliedOn === null ? undefined : { ...issue, doc: { at: repliedOn, text: reply } };
}

function standingOf(doc: JsonObject, about: JsonObject | undefined): IntakeStanding {
  const { status, receivedAt, validUntil, messages, answers } = doc;
  const own = Array.isArray(answers) ? (answers as readonly JsonObject[]) : []; // as the view writes them
  const given = [...own, ...(about === undefined ? [] : [about])].sort((a, b) =>
    String(a['at']) < String(b['at']) ? -1 : 1,
  );
  return {
    status: String(status),
    receivedAt: String(receivedAt),
    validUntil: String(validUntil),
    messages: Number(messages),
    replies: given.map(({ at, text }) => ({ at: String(at), reply: typeof text === 'string' ? text : null })),
  };
}
