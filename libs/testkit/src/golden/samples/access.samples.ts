import { accessEvents } from '@taizhang/contracts';
import { sampled } from './sampled-events.js';

const record = { ledger: 'issues/wgx-0371', key: 'issue/2014-0001' };
const reader = { account: 'acct-wgx-0371.P-5', role: 'discipline-office', unit: 'wgx-0371' } as const;
const delegate = { ...reader, onBehalfOf: 'acct-wgx-0371.P-6' };
const own = { ...reader, onBehalfOf: null };

/** Entries of the access ledger (查阅登记). */
export const accessSamples = sampled('batch/0b7e', accessEvents, {
  RecordsRead: [
    { ...own, view: 'rectification-ledger', records: [record, { ...record, key: 'issue/2014-0002' }] },
    { ...delegate, view: 'timeline', records: [record] },
  ],
  IdentityOpened: [
    { ...own, record: { ...record, key: 'intake/i-7f3a' }, reason: '核实反映情况。' },
    { ...delegate, record: { ...record, key: 'intake/i-7f3a' }, reason: '回访。' },
  ],
  CommandRefused: [{ account: 'acct-wgx-0371.P-5', record, command: 'CloseIssue', code: 'ROLE_FORBIDS' }],
  AccountChanged: [
    { ...own, role: 'security-admin', target: 'acct-wgx-0371.P-7', act: 'LOCK' },
    { ...delegate, role: 'security-admin', target: 'acct-wgx-0371.P-7', act: 'CREATE' },
  ],
  SignInFailed: [
    { account: 'acct-wgx-0371.P-7', login: 'R'.repeat(43), address: 'S'.repeat(43) },
    { account: null, login: 'T'.repeat(43), address: 'S'.repeat(43) },
  ],
});
