import { formatVkey, keyId, type Policy } from '@taizhang/ledger';

/** Whether an origin is that of a ledger, whatever the authority. */
export function isOriginOf(origin: string, ledger: string): boolean {
  return origin.slice(origin.indexOf('/') + 1) === ledger;
}

/** Key id of a key, as a vkey has it. */
export function keyIdOf(key: Policy['logs'][number]): string {
  return [...keyId(key)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a policy has a key of the ledger. */
export function trusts(policy: Policy, ledger: string): boolean {
  return policy.logs.some(({ name }) => isOriginOf(name, ledger));
}

/** Keys of a policy as the reader compares them with what he was given. */
export function toldKeys(policy: Policy): readonly { readonly of: 'log' | 'witness'; readonly vkey: string }[] {
  return [
    ...policy.logs.map((key) => ({ of: 'log', vkey: formatVkey(key) }) as const),
    ...policy.witnesses.map(({ key }) => ({ of: 'witness', vkey: formatVkey(key) }) as const),
  ];
}
