import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import { eventually } from '@taizhang/testkit';
import { credentialsOf } from '../deployments/scenario-driver.js';
import type { Deployment } from '../deployments/deployment.js';

/** Whoever reads or acts in these tests, as the test identity takes them. */
export const READERS = {
  discipline: credentialsOf({ account: 'acct-d', role: 'discipline-office', unit: 'wgx-0371' }, 3),
  clerk: credentialsOf({ account: 'acct-c', role: 'branch-clerk', unit: 'wgx-0371/b-jia' }, 1),
  auditor: credentialsOf({ account: 'acct-a', role: 'audit-admin', unit: 'wgx-0371' }, 1),
  superior: credentialsOf({ account: 'acct-s', role: 'audit-admin', unit: 'top' }, 1),
} as const;

/** One row of the access ledger as it is listed. */
export type Access = JsonObject;

/** What these tests do with a deployment. */
export class AccessScene {
  constructor(private readonly deployment: Deployment) {}

  async send(context: string, path: string, authorization: string | null, body: object): Promise<[number, JsonObject]> {
    const response = await fetch(`${this.deployment.urlOf(context)}/api/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(authorization !== null && { authorization }),
      },
      body: JSON.stringify(body),
    });
    return [response.status, (await response.json()) as JsonObject]; // our API answers objects
  }

  async get(context: string, path: string, authorization: string): Promise<[number, JsonObject]> {
    const url = `${this.deployment.urlOf(context)}/api/${context}/${path}`;
    const response = await fetch(url, { headers: { authorization } });
    return [response.status, (await response.json()) as JsonObject]; // our API answers objects
  }

  /** Sends a report without account, and waits until the discipline office may see it. @returns its number */
  async report(): Promise<string> {
    const [status] = await this.send('issues', 'public/intake', null, {
      bureau: 'wgx-0371',
      unit: 'b-jia',
      kind: 'MISCONDUCT',
      content: '内容',
      identity: '某甲',
      contact: '电话',
    });
    if (status !== 201) throw new Error(`the report was not received: ${String(status)}`);
    return eventually('the report is listed', async () => {
      const [, { items }] = await this.get('issues', 'views/intake-register', READERS.discipline);
      const [first] = (items ?? []) as readonly { readonly key: string }[]; // as lists are answered
      return first?.key;
    });
  }

  /** Rows of the access ledger that match, once there is one. */
  async rows(filter: string, authorization: string = READERS.auditor): Promise<readonly Access[]> {
    return eventually(`the access ledger shows ${filter}`, async () => {
      const [status, body] = await this.get('access', `views/accesses?${filter}`, authorization);
      if (status !== 200) throw new Error(JSON.stringify(body));
      const items = body['items'] as readonly { readonly doc: Access }[]; // as lists are answered
      return items.length > 0 ? items.map(({ doc }) => doc) : undefined;
    });
  }
}
