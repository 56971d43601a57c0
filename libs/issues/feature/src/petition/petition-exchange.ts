import { bureauOf, commitIdOfRequest, isLedgerId, ledgerId, type JsonObject } from '@taizhang/kernel';
import { RECEIPT_UNKNOWN } from '@taizhang/issues-domain';
import { canonicalize } from '@taizhang/ledger';
import {
  NO_LEDGER,
  ProblemError,
  PROBLEMS,
  type CommandResult,
  type ContextFacilities,
  type ContextRegistry,
  type Sender,
} from '@taizhang/platform';
import { openDocuments, type ViewDocument } from '@taizhang/views-port';
import { PUBLIC_ACTOR } from '../intake/intake-exchange.js';
import { ReceiptCodes, type SentReceipt } from '../intake/receipt-codes.js';
import { accusationsView, petitionsView } from './petitions.view.js';

/** Purpose of the deployment's secret that receipt codes of petitions are made with. */
export const PETITION_RECEIPT_SECRET = 'petition-receipt';

/** Clearance with which opinions and replies are opened for the petitioner, whom they are written for. */
const OF_OPINIONS = 2;
/** Digest that no disclosure has, asked for where there is nothing to ask for. */
const NO_DIGEST = 'A'.repeat(43);

/** What the petitioner may see: how it stands, by when, and what was written to him; never his own words. */
export interface PetitionStanding {
  readonly status: string;
  readonly kind: string;
  readonly receivedOn: string;
  readonly dueOn: string | null;
  /** Last day on which he may ask for a review or recheck. */
  readonly requestBy: string | null;
  readonly validUntil: string;
  /** Why it is not accepted, and where to turn; why handling takes longer. */
  readonly explanation: string | null;
  readonly extensionReason: string | null;
  readonly replies: readonly { readonly on: string; readonly text: string | null }[];
  readonly opinions: readonly {
    readonly stage: string;
    readonly outcome: string;
    readonly on: string;
    readonly text: string | null;
  }[];
  /** Opinions that he has rated. */
  readonly rated: readonly string[];
}

/** What the petitioner thinks of the last opinion. */
export interface SentRating {
  readonly rating: string;
  readonly comment: string | null;
}

const unknownReceipt = (): ProblemError => {
  const { code, sentence } = RECEIPT_UNKNOWN;
  return new ProblemError({ code, sentence, status: 404 });
};

/** Receipt codes of petitions, and what petitioners do with them. */
export class PetitionExchange {
  #codes: Promise<ReceiptCodes> | undefined;

  constructor(
    private readonly facilities: ContextFacilities,
    private readonly registry: ContextRegistry,
  ) {}

  /** Gives a petition its receipt code, by whoever may. @returns the code: it is told here and nowhere else */
  async issue(
    sender: Sender,
    { bureau, id }: { readonly bureau: string; readonly id: string },
    key: string,
  ): Promise<{ readonly receipt: string }> {
    const commitId = this.#commitId(bureau, sender.account, key);
    const { code, hash } = (await this.#receiptCodes()).of(canonicalize([commitId, id]));
    await this.#execute('issue-petition-receipt', { bureau, id, input: { receipt: hash }, commitId, sender });
    return { receipt: code };
  }

  /** @throws {@link ProblemError} 404 `RECEIPT_UNKNOWN`, alike for wrong, forged and expired codes */
  async standing(code: string): Promise<PetitionStanding> {
    const { found } = await this.#look(code);
    const answered = found !== undefined && found.doc['opinions'] !== undefined;
    if (!answered) await this.facilities.events.disclosures(NO_LEDGER, [NO_DIGEST]);
    const [opened] = await openDocuments(found === undefined ? [] : [found], this.facilities.events, OF_OPINIONS);
    if (opened === undefined) throw unknownReceipt();
    return standingOf(opened.doc);
  }

  /** @throws as {@link standing}, and what `RatePetition` is refused with */
  async rate(code: string, { rating, comment }: SentRating, key: string): Promise<void> {
    const { found, sent } = await this.#look(code);
    if (found === undefined) throw unknownReceipt();
    const bureau = bureauOf(found.ledger);
    const { id: account, role } = PUBLIC_ACTOR;
    const sender: Sender = { account, claimed: { id: account, role, unit: bureau, clearance: 0 } };
    const commitId = this.#commitId(bureau, account, canonicalize([sent.hash, key]));
    const input = { receipt: sent.hash, rating, comment };
    await this.#execute('rate-petition', { bureau, id: found.key, input, commitId, sender });
  }

  /** The same steps for every code: judge it, look for its petition in both registers. */
  async #look(code: string): Promise<{ readonly sent: SentReceipt; readonly found: ViewDocument | undefined }> {
    const sent = (await this.#receiptCodes()).read(code);
    const where = [{ op: 'eq', field: 'receipt', value: sent.hash }] as const;
    const reads = this.facilities.readsOf('issues');
    const pages = [
      await reads.page(petitionsView.name, { ledgers: 'all', where }),
      await reads.page(accusationsView.name, { ledgers: 'all', where }),
    ];
    const today = this.facilities.today();
    const [found] = pages
      .flatMap(({ items }) => items)
      .filter(({ doc }) => sent.genuine && String(doc['validUntil']) >= today);
    return { sent, found };
  }

  #execute(
    verb: string,
    given: {
      readonly bureau: string;
      readonly id: string;
      readonly input: JsonObject;
      readonly commitId: string;
      readonly sender: Sender;
    },
  ): Promise<CommandResult> {
    const found = this.registry.command('issues', 'petition', verb);
    if (found === undefined) throw new ProblemError(PROBLEMS.unknownCommand);
    return this.facilities.execute({ found, ...given });
  }

  #commitId(bureau: string, account: string, key: string): string {
    if (!isLedgerId(`issues/${bureau}`)) throw new ProblemError(PROBLEMS.notFound);
    return commitIdOfRequest(`${this.facilities.authority}/${ledgerId('issues', bureau)}`, account, key);
  }

  #receiptCodes(): Promise<ReceiptCodes> {
    this.#codes ??= this.facilities.secret(PETITION_RECEIPT_SECRET).then((secret) => new ReceiptCodes(secret));
    return this.#codes;
  }
}

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const listIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : []; // as the view writes them

function standingOf(doc: JsonObject): PetitionStanding {
  return {
    status: String(doc['status']),
    kind: String(doc['type']),
    receivedOn: String(doc['receivedOn']),
    dueOn: textIn(doc['dueOn']),
    requestBy: textIn(doc['requestBy']),
    validUntil: String(doc['validUntil']),
    explanation: textIn(doc['explanation']),
    extensionReason: textIn(doc['extensionReason']),
    replies: listIn(doc['answers']).map(({ on, text }) => ({ on: String(on), text: textIn(text) })),
    opinions: listIn(doc['opinions']).map(({ stage, outcome, on, opinion }) => ({
      stage: String(stage),
      outcome: String(outcome),
      on: String(on),
      text: textIn(opinion),
    })),
    rated: listIn(doc['ratings']).map(({ stage }) => String(stage)),
  };
}
