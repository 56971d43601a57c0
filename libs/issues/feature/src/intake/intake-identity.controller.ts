import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { isLedgerId, isStreamId, role, type JsonValue, type LedgerId, type StreamId } from '@taizhang/kernel';
import { intakeEvents, MAX_READING_REASON_LENGTH } from '@taizhang/contracts';
import {
  Access,
  CONTEXT_FACILITIES,
  inputProblem,
  senderOf,
  ProblemError,
  PROBLEMS,
  recordedReader,
  recordOrRefuse,
  type ContextFacilities,
  type Sender,
} from '@taizhang/platform';
import { readDisclosure, splitSealed } from '@taizhang/views-port';
import { z } from 'zod';

/** Clearance of whoever may ask who reported: confidential (机密). */
const CONFIDENTIAL = 3;

/** Who may ask who reported, and where. */
export const IDENTITY_READERS = role('discipline-office').at('unit');

const reasonSchema = z.strictObject({
  reason: z
    .string()
    .max(MAX_READING_REASON_LENGTH)
    .refine((reason) => reason.trim() !== '' && reason.isWellFormed(), 'is blank'),
});

type AskedRequest = Parameters<typeof senderOf>[0];

/** Who reported, where they said so. Erased: both are `null` and `erased` says so. */
export interface ReporterIdentity {
  readonly identity: JsonValue;
  readonly contact: JsonValue;
  readonly erased: boolean;
}

/** What opening an identity needs of its host. */
export type IdentityFacilities = Pick<ContextFacilities, 'authorise' | 'events' | 'accessLog'>;

/**
 * The only way to learn who reported: asked for by the discipline office at the unit, with a reason that is on record before
 * anything is answered. No view, timeline or list has these values, whatever the reader's clearance.
 */
@Controller('api/issues/:bureau/intake')
@Access('declared')
export class IntakeIdentityController {
  constructor(@Inject(CONTEXT_FACILITIES) private readonly facilities: ContextFacilities) {}

  @Post(':id/identity')
  @HttpCode(200)
  identity(
    @Param() path: { readonly bureau: string; readonly id: string },
    @Body() body: unknown,
    @Req() request: AskedRequest,
  ): Promise<ReporterIdentity> {
    return openIdentity(this.facilities, senderOf(request), path, body);
  }
}

/** Checks, records, opens, in this order. @throws {@link ProblemError} */
export async function openIdentity(
  { authorise, events, accessLog }: IdentityFacilities,
  sender: Sender,
  { bureau, id }: { readonly bureau: string; readonly id: string },
  body: unknown,
): Promise<ReporterIdentity> {
  const ledger = `issues/${bureau}`;
  const target = `intake/${id}`;
  if (!isLedgerId(ledger) || !isStreamId(target)) throw new ProblemError(PROBLEMS.notFound);
  const principal = await authorise(sender, IDENTITY_READERS, 'issues', bureau);
  if (principal.clearance < CONFIDENTIAL) throw new ProblemError(PROBLEMS.forbidden);
  const { reason } = reasonOf(body);
  const digests = await sealedDigests(events, ledger, target);
  const by = recordedReader(principal);
  const opened = { ...by.reader, record: { ledger, key: target }, reason };
  await recordOrRefuse(accessLog, [{ type: 'IdentityOpened', bureau: by.bureau, data: opened }]);
  const disclosures = await events.disclosures(ledger, digests);
  const values = new Map([...disclosures.values()].map(readDisclosure).map(({ name, value }) => [name, value]));
  const erased = !values.has('identity') || !values.has('contact');
  return { identity: values.get('identity') ?? null, contact: values.get('contact') ?? null, erased };
}

/** Digests of the sealed values of the event that received the report. */
async function sealedDigests(
  events: IdentityFacilities['events'],
  ledger: LedgerId,
  stream: StreamId,
): Promise<readonly string[]> {
  for await (const event of events.readStream(ledger, stream, { from: 0, to: 0 })) {
    if (event.type === intakeEvents.definitions.IntakeReceived.type)
      return splitSealed(event.data).places.map(({ digest }) => digest);
  }
  throw new ProblemError(PROBLEMS.notFound);
}

function reasonOf(body: unknown): z.output<typeof reasonSchema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new ProblemError(PROBLEMS.bodyMissing);
  const read = reasonSchema.safeParse(body);
  if (!read.success) throw inputProblem(read.error.issues);
  return read.data;
}
