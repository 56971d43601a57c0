import { Inject, Injectable } from '@nestjs/common';
import { accountIdOf, bureauOfPerson, type AccountAct } from '@taizhang/contracts';
import { isStreamId, ledgerId, role } from '@taizhang/kernel';
import type { FastifyRequest } from 'fastify';
import { recordedReader, recordOrRefuse } from '../access-log/access-log.js';
import { CONTEXT_FACILITIES, type ContextFacilities } from '../context/context-facilities.js';
import { senderOf } from '../http/access.js';
import { ProblemError, PROBLEMS } from '../http/problem.js';
import type { Principal } from '../identity/identity.js';

/** Who keeps accounts: of persons registered at his unit or below. */
const KEEPERS = role('security-admin').at('unit-or-superior');

/** Who may do what to whose account, on record before it is done. */
@Injectable()
export class AccountKeeping {
  constructor(@Inject(CONTEXT_FACILITIES) private readonly facilities: ContextFacilities) {}

  /** Nobody keeps his own account: he could hand himself a password that another was to have. @throws problem 403 */
  async keeper(request: FastifyRequest, person: string): Promise<Principal> {
    const bureau = bureauOfPerson(person);
    const sender = senderOf(request);
    if (bureau === undefined || sender.person === person) throw new ProblemError(PROBLEMS.forbidden);
    return this.facilities.authorise(sender, KEEPERS, 'organization', bureau);
  }

  /** Allows an act and records it. @throws problem 403, 503 */
  async toAct(request: FastifyRequest, person: string, act: AccountAct): Promise<void> {
    await this.#record(await this.keeper(request, person), person, act);
  }

  /** As {@link toAct}, for a person who may have no account yet. @throws problem 403, 503; 404 for a person nobody registered */
  async toGive(request: FastifyRequest, person: string, act: AccountAct): Promise<void> {
    const keeper = await this.keeper(request, person);
    await this.#registered(person);
    await this.#record(keeper, person, act);
  }

  /** Whoever hands out passwords could act as others: those who audit see each time (三员分立). @throws problem 503 */
  async #record(keeper: Principal, person: string, act: AccountAct): Promise<void> {
    const { bureau, reader } = recordedReader(keeper);
    const data = { ...reader, target: accountIdOf(person), act };
    await recordOrRefuse(this.facilities.accessLog, [{ type: 'AccountChanged', bureau, data }]);
  }

  /** @throws problem 404 */
  async #registered(person: string): Promise<void> {
    const stream = `person/${person}`;
    const bureau = bureauOfPerson(person);
    if (bureau === undefined || !isStreamId(stream)) throw new ProblemError(PROBLEMS.notFound);
    for await (const _event of this.facilities.events.readStream(ledgerId('organization', bureau), stream)) return;
    throw new ProblemError(PROBLEMS.notFound);
  }
}

/** Person of an account's id. */
export function personOf(account: string): string {
  return account.startsWith('acct-') ? account.slice('acct-'.length) : '';
}
