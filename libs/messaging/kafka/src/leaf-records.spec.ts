import type { Clearance } from '@taizhang/kernel';
import { hiddenLeaf, type PublishedLeaf } from '@taizhang/messaging-port';
import { recordsOf } from './leaf-records.js';
import { contextOfTopic, topicsOf } from './topics.js';

const LOG = 'rectify.example/issues/wgx-0371';
const leafOf = (idx: number, clr: Clearance): PublishedLeaf => ({
  ledger: 'issues/wgx-0371',
  idx,
  clr,
  leaf: Buffer.from(`{"secret":${String(idx)}}`),
  headers: {
    'content-type': 'application/json',
    ce_type: 'issues.IssueRaised',
    ce_time: 't',
    log: LOG,
    idx: String(idx),
  },
});
const leaves = ([0, 1, 2, 3] as const).map((clr) => leafOf(clr, clr));
const records = recordsOf('issues', leaves);

describe('records of leaves', () => {
  it('go to the topic of services and to one for each clearance of analysts', () => {
    expect(records.map(({ topic }) => topic)).toEqual([
      'taizhang.issues.v1',
      'taizhang.issues.c0.v1',
      'taizhang.issues.c1.v1',
      'taizhang.issues.c2.v1',
    ]);
    expect(topicsOf('issues')).toEqual(records.map(({ topic }) => topic));
  });

  it('are whole as far as the clearance goes, and hidden beyond it, in the same order and number', () => {
    for (const [n, { messages }] of records.entries()) {
      const clearance = n === 0 ? 3 : n - 1;
      expect(messages.map(({ key }) => key)).toEqual(leaves.map(() => 'wgx-0371'));
      expect(messages.map(({ value }) => String(value))).toEqual(
        leaves.map((leaf) =>
          leaf.clr <= clearance ? Buffer.from(leaf.leaf).toString() : JSON.stringify(hiddenLeaf(LOG, leaf)),
        ),
      );
    }
  });

  it('tell by the headers of a hidden leaf only which leaf it is', () => {
    const [, open] = records;
    expect(open?.messages.map(({ headers }) => Object.keys(headers ?? {}))).toEqual([
      ['content-type', 'ce_type', 'ce_time', 'log', 'idx'],
      ...[1, 2, 3].map(() => ['content-type', 'log', 'idx']),
    ]);
    expect(open?.messages[2]?.headers).toEqual({ 'content-type': 'application/json', log: LOG, idx: '2' });
  });

  it('of analysts are nothing that our services take for theirs', () => {
    expect(topicsOf('issues').map(contextOfTopic)).toEqual(['issues', undefined, undefined, undefined]);
  });
});
