import { Controller, Get, Header, Inject, Param, Query, Req } from '@nestjs/common';
import type { EventStore, RecordedEvent } from '@taizhang/event-store-port';
import { isLedgerId, OFFICE_ROLES, role, type LedgerId } from '@taizhang/kernel';
import {
  formatConsistencyProof,
  formatInclusionProof,
  LEDGER_STREAM,
  parseTilePath,
  type TileAddress,
} from '@taizhang/ledger';
import { NotSealedError } from '@taizhang/seals-port';
import type { FastifyRequest } from 'fastify';
import { Timelines } from '../asking/timeline.js';
import { CONTEXT_FACILITIES, type ContextFacilities } from '../context/context-facilities.js';
import { ContextRegistry } from '../context/context-registry.js';
import { EVENT_STORE, SEALS } from '../host/tokens.js';
import { Access, senderIfAny } from '../http/access.js';
import { ProblemError, PROBLEMS, retryLater } from '../http/problem.js';
import type { HostSeals } from './host-seals.js';

/** Who may ask for proofs of a ledger: whoever holds an office at its bureau or above. They tell hashes and sizes, no content. */
export const MAY_READ_PROOFS = role(...OFFICE_ROLES, 'audit-admin', 'analyst').at('unit-or-superior');

/** How long a client should wait for the next checkpoint, in milliseconds. */
const NEXT_CHECKPOINT_MS = 10_000;
const INDEX = /^(0|[1-9]\d{0,15})$/;

/** Media type of signed notes, receipts and what else C2SP writes as text. */
const TEXT = 'text/plain; charset=utf-8';

type Place = Readonly<Record<'context' | 'bureau', string>>;

/**
 * Checkpoints, tiles and proofs of the ledgers of this host (design §8; ledger-format §4, §6, §10), for services and for people whose
 * scope has the bureau.
 */
@Controller('api/ledgers/:context/:bureau')
@Access('reader')
export class SealsController {
  constructor(
    @Inject(ContextRegistry) private readonly registry: ContextRegistry,
    @Inject(CONTEXT_FACILITIES) private readonly facilities: ContextFacilities,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SEALS) private readonly seals: HostSeals,
    @Inject(Timelines) private readonly timelines: Timelines,
  ) {}

  /** The newest checkpoint as signed and cosigned. */
  @Get('checkpoint')
  @Header('Content-Type', TEXT)
  async checkpoint(@Param() place: Place, @Req() request: FastifyRequest): Promise<string> {
    const ledger = await this.#readable(place, request);
    const latest = await this.seals.rows.latest(ledger);
    if (latest === undefined) throw notSealed();
    return latest.note;
  }

  /** `tile/<L>/<N>[.p/<W>]` of C2SP tlog-tiles. */
  @Get('tile/*')
  @Header('Content-Type', 'application/octet-stream')
  async tile(
    @Param() { '*': path = '', ...place }: Place & { readonly '*'?: string },
    @Req() request: FastifyRequest,
  ): Promise<Buffer> {
    const ledger = await this.#readable(place, request);
    const address = tileOf(path);
    const { level, index, width } = address;
    const hashes = await this.seals.proofs.tile(ledger, level, index, width);
    if (hashes === undefined) throw new ProblemError(PROBLEMS.notFound);
    return Buffer.from(hashes);
  }

  /** That a leaf is in a tree. */
  @Get('proof')
  @Header('Content-Type', 'application/json')
  async inclusion(
    @Param() place: Place,
    @Query() { index, size }: Readonly<Record<string, string | undefined>>,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const ledger = await this.#readable(place, request);
    const [leaf, tree] = [numberOf('index', index), await this.#sizeOf(ledger, 'size', size)];
    if (leaf >= tree) throw invalid('index');
    return jsonText(formatInclusionProof(await proven(this.seals.proofs.inclusion(ledger, leaf, tree))));
  }

  /** That a tree extends another. */
  @Get('consistency')
  @Header('Content-Type', 'application/json')
  async consistency(
    @Param() place: Place,
    @Query() { from, to }: Readonly<Record<string, string | undefined>>,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const ledger = await this.#readable(place, request);
    const [older, newer] = [numberOf('from', from), await this.#sizeOf(ledger, 'to', to)];
    if (older < 1 || older > newer) throw invalid('from');
    return jsonText(formatConsistencyProof(await proven(this.seals.proofs.consistency(ledger, older, newer))));
  }

  /** The portable certificate (回执) of one event: to people only of events that they may see, the leaf in it. */
  @Get('receipt/:index')
  @Header('Content-Type', TEXT)
  async receipt(
    @Param() { index: text, ...place }: Place & { readonly index: string },
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const ledger = await this.#readable(place, request);
    const index = numberOf('index', text);
    const event = await this.#eventAt(ledger, index);
    await this.#demandVisible(place, event, request);
    return proven(this.seals.proofs.receipt(ledger, index, event.leaf));
  }

  async #eventAt(ledger: LedgerId, index: number): Promise<RecordedEvent> {
    for await (const event of this.store.readLedger(ledger, { from: index, limit: 1 })) return event;
    throw new ProblemError(PROBLEMS.notFound);
  }

  /** A person sees a leaf where the record's timeline may be seen, and up to the clearance; `ledger.*` events are public. */
  async #demandVisible({ context, bureau }: Place, event: RecordedEvent, request: FastifyRequest): Promise<void> {
    const sender = senderIfAny(request);
    if (sender === undefined || event.stream === LEDGER_STREAM) return;
    const [aggregate = '', id = ''] = event.stream.split('/');
    const reader = await this.timelines.reader({ context, sender }, { bureau, aggregate, id });
    if (event.clr > reader.clearance) throw new ProblemError(PROBLEMS.notFound);
  }

  /** @throws `UNKNOWN_LEDGER`, `FORBIDDEN` */
  async #readable({ context, bureau }: Place, request: FastifyRequest): Promise<LedgerId> {
    const ledger = `${context}/${bureau}`;
    if (this.registry.feature(context) === undefined || !isLedgerId(ledger))
      throw new ProblemError(PROBLEMS.unknownLedger);
    const sender = senderIfAny(request);
    if (sender !== undefined) await this.facilities.authorise(sender, MAY_READ_PROOFS, context, bureau);
    if ((await this.store.head(ledger)) === undefined) throw new ProblemError(PROBLEMS.unknownLedger);
    return ledger;
  }

  async #sizeOf(ledger: LedgerId, name: string, text: string | undefined): Promise<number> {
    if (text !== undefined) return numberOf(name, text);
    const latest = await this.seals.rows.latest(ledger);
    if (latest === undefined) throw notSealed();
    return latest.size;
  }
}

function numberOf(name: string, text: string | undefined): number {
  const value = INDEX.test(text ?? '') ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw invalid(name);
  return value;
}

function tileOf(path: string): TileAddress {
  const address = parseTilePath(`tile/${path}`);
  if (address === undefined) throw new ProblemError(PROBLEMS.notFound);
  return address;
}

async function proven<T>(proof: Promise<T>): Promise<T> {
  try {
    return await proof;
  } catch (error) {
    if (error instanceof NotSealedError) throw notSealed(error);
    throw error;
  }
}

function notSealed(cause?: unknown): ProblemError {
  return retryLater(PROBLEMS.notSealed, NEXT_CHECKPOINT_MS, cause);
}

function invalid(parameter: string): ProblemError {
  return new ProblemError(PROBLEMS.parameterInvalid, { parameter });
}

function jsonText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
