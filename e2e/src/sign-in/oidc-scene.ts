import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import type { HostEnvironment } from '../deployments/host-process.js';

/** For whom the tokens of these tests are. */
export const AUDIENCE = 'https://taizhang.example/api';
export const BUREAU = 'wgx-0371';
/** What the first security administrator founds, without what opens his account. */
export const FOUNDING = {
  person: `${BUREAU}.P-1`,
  level: 'BUREAU',
  name: '文化局',
  personName: '虚构甲',
  from: '2014-01-01',
};

/** Settings by which a host believes this issuer, and logs all there is to log. */
export function believing(issuer: string): HostEnvironment {
  return {
    TAIZHANG_IDENTITY: 'oidc',
    TAIZHANG_OIDC_ISSUER: issuer,
    TAIZHANG_OIDC_AUDIENCE: AUDIENCE,
    TAIZHANG_OIDC_CLOCK_SKEW_SECONDS: '0',
    TAIZHANG_LOG_LEVEL: 'trace',
  };
}

/** What a host answered; without what tells one request from another. */
export interface Answered {
  readonly status: number;
  readonly body: JsonObject;
}

/** Sends a request with a bearer token, or without one. */
export async function send(
  url: string,
  method: string,
  path: string,
  token: string | undefined,
  body?: JsonObject,
): Promise<Answered> {
  const response = await fetch(`${url}/api/${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const told = Object.entries((text === '' ? {} : JSON.parse(text)) as JsonObject); // our API answers objects
  return { status: response.status, body: Object.fromEntries(told.filter(([name]) => name !== 'instance')) };
}

/** An answer in short: `201`, `403 FORBIDDEN`. */
export function inShort({ status, body }: Answered): string {
  const { code } = body;
  return typeof code === 'string' ? `${String(status)} ${code}` : String(status);
}
