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
  RecordsExported: [
    {
      ...own,
      role: 'campaign-office',
      job: 'issues.5d0c6a1e-8f3b-8c2d-9e4f-0a1b2c3d4e5f',
      kind: 'rectification-ledger-export',
      format: 'XLSX',
      records: 2,
      ledgers: ['issues/wgx-0371'],
    },
    { ...delegate, job: 'issues.6e1d7b2f-9a4c-8d3e-8f5a-1b2c3d4e5f6a', kind: 'view-export', format: 'CSV', records: 0, ledgers: [] },
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
