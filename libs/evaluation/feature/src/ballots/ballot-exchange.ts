import {
  bureauOf,
  commitIdOfRequest,
  isLedgerId,
  ledgerId,
  type Actor,
  type JsonObject,
  type LedgerId,
} from '@taizhang/kernel';
import { BALLOT_CODE_UNKNOWN, BALLOT_CODE_USED, BALLOT_ROUND_CLOSED } from '@taizhang/evaluation-domain';
import { canonicalize } from '@taizhang/ledger';
import {
  ProblemError,
  PROBLEMS,
  type CommandRequest,
  type ContextFacilities,
  type ContextRegistry,
  type Sender,
} from '@taizhang/platform';
import { openDocuments } from '@taizhang/views-port';
import { evaluationsView } from '../evaluations.view.js';
import type { EvaluationRow } from '../evaluations.document.js';
import { BallotCodes, CODE_SECRET } from './ballot-codes.js';
import { ballotCodesView, type BallotCodeRow } from './ballot-codes.view.js';
import { boxOf, encodeBallot, type Ballot } from './ballot-paper.js';

/** Who votes: the same for everybody. */
export const PUBLIC_VOTER: Actor = { id: 'public', role: 'public' };

/** Clearance with which voters read the names of what they vote on. */
const OF_NAMES = 1;
const CONTEXT = 'evaluation';

/** What a voter sees before voting: on whom, of which unit, and whether the code may still be used. */
export interface BallotPaper {
  readonly unit: { readonly code: string; readonly name: string | null };
  readonly stage: string;
  readonly object: { readonly kind: string; readonly person: string | null; readonly name: string | null };
  readonly open: boolean;
  readonly used: boolean;
}

/** Where codes are issued, and for what. */
export interface CodeIssuing {
  readonly bureau: string;
  readonly evaluation: string;
  readonly round: string;
  readonly number: number;
}

/** A code that was found, with the ledger that it stands in. */
interface FoundCode {
  readonly ledger: LedgerId;
  readonly row: BallotCodeRow;
}

const problemOf = ({ code, sentence, clause }: typeof BALLOT_CODE_USED, status: number): ProblemError =>
  new ProblemError({ code, sentence, status, ...(clause !== undefined && { clause }) });

/** What the exchange needs of its host. */
export type ExchangeFacilities = Pick<
  ContextFacilities,
  'authority' | 'execute' | 'give' | 'readsOf' | 'events' | 'secret' | 'ballots'
>;

/**
 * Online votes (网上投票): issues codes, shows what is voted on, takes ballots (design §9). A ballot and the use of its code meet
 * here, in memory, for as long as the answer takes; nothing that is written, logged or counted has both.
 */
export class BallotExchange {
  #codes: Promise<BallotCodes> | undefined;

  constructor(
    private readonly facilities: ExchangeFacilities,
    private readonly registry: Pick<ContextRegistry, 'command'>,
  ) {}

  /**
   * Issues the codes of a round; only this answer has them. The same sending again, under its Idempotency-Key, has the same.
   * @throws what `IssueBallotCodes` is refused with
   */
  async issue(sender: Sender, issuing: CodeIssuing, idempotencyKey: string): Promise<readonly string[]> {
    const { bureau, evaluation, round, number } = issuing;
    const ledger = ledgerOf(bureau);
    const codes = await this.#ballotCodes();
    const drawn = codes.draw(canonicalize([sender.account, idempotencyKey, { ...issuing }]), number);
    const hashes = drawn.map((code) => codes.hashOf(code) ?? '');
    const input = { round, codes: hashes };
    const commitId = this.#commitId(ledger, sender.account, idempotencyKey);
    await this.facilities.give(
      this.#request('evaluation', 'issue-ballot-codes', { bureau, id: evaluation }, input, commitId, sender),
    );
    await this.facilities.ballots.make(boxOf(ledger, evaluation, round), number);
    return drawn;
  }

  /** @throws {@link ProblemError} 404 `BALLOT_CODE_UNKNOWN` */
  async look(code: string): Promise<BallotPaper> {
    const { ledger, row } = await this.#find(code);
    const found = await this.facilities.readsOf(CONTEXT).get(evaluationsView.name, ledger, row.evaluation);
    const [opened] = await openDocuments(found === undefined ? [] : [found], this.facilities.events, OF_NAMES);
    if (opened === undefined) throw problemOf(BALLOT_CODE_UNKNOWN, 404);
    return paperOf(opened.doc as unknown as NamedEvaluation, row); // a document of that view, its sealed values opened
  }

  /**
   * Takes a ballot, in the order of design §9: the use of the code, the ballot, the answer. To be repeated with the same code,
   * key and ballot until it is answered.
   * @param key what the voter's device drew
   * @throws {@link ProblemError} 404 `BALLOT_CODE_UNKNOWN`, 409 `BALLOT_CODE_USED` where another ballot was cast with the code,
   *   409 `BALLOT_ROUND_CLOSED`
   */
  async cast(code: string, key: Uint8Array, ballot: Ballot): Promise<void> {
    const { ledger, row } = await this.#find(code);
    const { code: hash, evaluation, round } = row;
    // The same for every try: the digest covers round and code alone, so that a repeat is known and nothing else is.
    const commitId = this.#commitId(ledger, PUBLIC_VOTER.id, `ballot-code ${hash}`);
    const { id: account, role } = PUBLIC_VOTER;
    const bureau = bureauOf(ledger);
    const sender: Sender = { account, claimed: { id: account, role, unit: bureau, clearance: 0 } };
    const at = { bureau, id: hash };
    await this.facilities.execute(
      this.#request('ballot-code', 'use-ballot-code', at, { evaluation, round }, commitId, sender),
    );
    const box = boxOf(ledger, evaluation, round);
    const put = await this.facilities.ballots.put(box, { code: hash, key, ballot: encodeBallot(ballot) });
    if (put === 'other') throw problemOf(BALLOT_CODE_USED, 409);
    if (put === 'shut') throw problemOf(BALLOT_ROUND_CLOSED, 409);
  }

  async #find(code: string): Promise<FoundCode> {
    const hash = (await this.#ballotCodes()).hashOf(code);
    if (hash === undefined) throw problemOf(BALLOT_CODE_UNKNOWN, 404);
    const where = [{ op: 'eq', field: 'code', value: hash }] as const;
    const { items } = await this.facilities.readsOf(CONTEXT).page(ballotCodesView.name, { ledgers: 'all', where });
    const [found] = items;
    if (found === undefined) throw problemOf(BALLOT_CODE_UNKNOWN, 404);
    return { ledger: found.ledger, row: found.doc as unknown as BallotCodeRow }; // a document of that view
  }

  /** Without a correlation id: nothing may link what one device sends. */
  #request(
    aggregate: string,
    verb: string,
    at: { readonly bureau: string; readonly id: string },
    input: JsonObject,
    commitId: string,
    sender: Sender,
  ): CommandRequest {
    const found = this.registry.command(CONTEXT, aggregate, verb);
    if (found === undefined) throw new ProblemError(PROBLEMS.unknownCommand);
    return { found, ...at, input, commitId, sender };
  }

  #commitId(ledger: LedgerId, account: string, key: string): string {
    return commitIdOfRequest(`${this.facilities.authority}/${ledger}`, account, key);
  }

  #ballotCodes(): Promise<BallotCodes> {
    this.#codes ??= this.facilities.secret(CODE_SECRET).then((secret) => new BallotCodes(secret));
    return this.#codes;
  }
}

function ledgerOf(bureau: string): LedgerId {
  if (!isLedgerId(`${CONTEXT}/${bureau}`)) throw new ProblemError(PROBLEMS.inputInvalid);
  return ledgerId(CONTEXT, bureau);
}

type NamedEvaluation = Pick<EvaluationRow, 'unit' | 'stage' | 'status' | 'objects' | 'rounds'> & {
  readonly unitName: string | null;
  readonly names: Readonly<Record<string, string | null>>;
};

function paperOf(
  { unit, unitName, stage, status, objects, names, rounds }: NamedEvaluation,
  { object, round, used }: BallotCodeRow,
): BallotPaper {
  const { kind = 'GROUP', person = null } = objects[object] ?? {};
  const voted = rounds[round];
  return {
    unit: { code: unit, name: unitName },
    stage,
    object: { kind, person, name: names[object] ?? null },
    open: status === 'CONVENED' && voted?.status === 'OPEN' && voted.online === null,
    used,
  };
}
