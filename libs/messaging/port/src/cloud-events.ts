import type { RecordedEvent } from '@taizhang/event-store-port';
import { decodeLeaf, type Leaf } from '@taizhang/ledger';

/** CloudEvents version that the headers follow. */
export const CLOUD_EVENTS_VERSION = '1.0';

/** What CloudEvents attributes are made of; a leaf has all of it. */
type Described = Pick<Leaf, 'id' | 'log' | 'idx' | 'type' | 'schema' | 'stream' | 'time' | 'cause' | 'corr'>;

/** URI of a payload's schema: `urn:taizhang:event:issues.IssueRaised:1`. */
export function dataSchemaOf(type: string, schema: number): string {
  return `urn:taizhang:event:${type}:${String(schema)}`;
}

/**
 * Headers of one leaf in CloudEvents binary mode (CloudEvents Kafka binding §3.2), with `log` and `idx`, which alone
 * decide order and repetition (design §7). `schema` is that of the stored bytes, never the upcast one.
 */
export function cloudEventHeaders(leaf: Described, traceparent?: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json',
    ce_specversion: CLOUD_EVENTS_VERSION,
    ce_id: leaf.id,
    ce_source: leaf.log,
    ce_type: leaf.type,
    ce_subject: leaf.stream,
    ce_time: leaf.time,
    ce_dataschema: dataSchemaOf(leaf.type, leaf.schema),
    ...(leaf.corr === undefined ? {} : { ce_correlationid: leaf.corr }),
    ...(leaf.cause === undefined ? {} : { ce_causationid: leaf.cause }),
    log: leaf.log,
    idx: String(leaf.idx),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

const LOG = /"log":"([^"\\]*)"/g;
const SCHEMA = /"schema":(\d+)/g;

/**
 * Headers of a recorded event. Origin and stored schema version are not in it, so they are read from the leaf's bytes:
 * by a look at their place behind `data` (JCS sorts the keys), or, should that fail, by parsing.
 */
export function headersOfEvent(event: RecordedEvent, traceparent?: string): Readonly<Record<string, string>> {
  const tail = tailOf(event.leaf);
  const log = [...tail.matchAll(LOG)].at(-1)?.[1];
  const schema = [...tail.matchAll(SCHEMA)].at(-1)?.[1];
  if (log === undefined || schema === undefined) return cloudEventHeaders(decodeLeaf(event.leaf), traceparent);
  return cloudEventHeaders({ ...event, log, schema: Number(schema) }, traceparent);
}

/** The part of a leaf after `data`: fixed ASCII members, below 700 bytes by the bounds of ledger-format §2. */
function tailOf(leaf: Uint8Array): string {
  const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString(
    'latin1',
    Math.max(0, leaf.byteLength - 700),
  );
  return text.slice(Math.max(0, text.lastIndexOf('"format":"rectify-ledger/leaf/v1"')));
}
