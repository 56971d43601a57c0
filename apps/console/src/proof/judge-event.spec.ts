import {
  cosign,
  ed25519PublicKey,
  ed25519Signer,
  encodeBase64,
  encodeLeaf,
  formatCheckpoint,
  formatNote,
  formatReceipt,
  inclusionPath,
  KEY_TYPE_COSIGNATURE,
  KEY_TYPE_ED25519,
  leafHash,
  logVkey,
  rootOf,
  signNote,
  witnessVkey,
  type Leaf,
} from '@taizhang/ledger';
import { judgeEvent, type ProofQuestion, type ShownEvent } from './judge-event.js';
import { policyFor } from './trust.js';

const AUTHORITY = 'rectify.example';
const LEDGER = 'issues/b-1';
const ORIGIN = `${AUTHORITY}/${LEDGER}`;
const WITNESS = `${AUTHORITY}/witness/superior`;
const NOW = 1_411_000_000;
const seed = (byte: number) => new Uint8Array(32).fill(byte);
const [LOG_SEED, WITNESS_SEED] = [seed(1), seed(2)];
const LOG = logVkey(ORIGIN, ed25519PublicKey(LOG_SEED));
const POLICY = `log ${LOG}\nwitness superior ${witnessVkey(WITNESS, ed25519PublicKey(WITNESS_SEED))}\nquorum superior\n`;
const STREAM = 'issue/2014-1';

const leafAt = (idx: number): Leaf => ({
  actor: { id: 'acct-1', role: 'branch-clerk' },
  clr: 1,
  commit: { cnt: 1, id: '5f0c1f3e-0000-8000-8000-000000000001', pos: 0, seq: idx },
  data: {
    _sd: ['A'.repeat(43)],
    _sdl: [1],
    reliedOn: { depth: 0 },
    unit: 'b-jia',
    votes: { for: idx, against: [1, 2] },
  },
  format: 'rectify-ledger/leaf/v1',
  id: `01900000-0000-7000-8000-00000000000${String(idx)}`,
  idx,
  log: ORIGIN,
  rev: idx,
  schema: 1,
  stream: STREAM,
  time: '2014-09-18T00:00:00.000Z',
  type: 'issues.IssueRaised',
});
const LEAVES = [0, 1, 2, 3, 4].map((idx) => encodeLeaf(leafAt(idx)));
const HASHES = LEAVES.map(leafHash);

function checkpoint(): string {
  const signer = ed25519Signer(LOG_SEED, { name: ORIGIN, type: KEY_TYPE_ED25519 });
  const text = formatCheckpoint({ origin: ORIGIN, size: LEAVES.length, root: rootOf(HASHES) });
  const witness = ed25519Signer(WITNESS_SEED, { name: WITNESS, type: KEY_TYPE_COSIGNATURE });
  return formatNote({ text, signatures: [signNote(text, signer), cosign(text, witness, NOW)] });
}
const receiptOf = (index: number, extra = LEAVES[index], note = checkpoint()): string =>
  formatReceipt({ index, path: inclusionPath(HASHES, index), checkpoint: note, ...(extra !== undefined && { extra }) });

const shown: ShownEvent = {
  idx: 3,
  rev: 3,
  id: leafAt(3).id,
  type: 'issues.IssueRaised',
  time: '2014-09-18T00:00:00.000Z',
  actor: { id: 'acct-1', role: 'branch-clerk' },
  schema: 1,
  data: { unit: 'b-jia', manifestation: '会议多', votes: { for: 3, against: [1, 2] } },
};
const question: ProofQuestion = {
  ledger: LEDGER,
  stream: STREAM,
  shown,
  receipt: receiptOf(3),
  policy: POLICY,
  now: NOW,
};
const judge = (changed: Partial<ProofQuestion>) => judgeEvent({ ...question, ...changed });
const failed = (...codes: string[]) => ({ state: 'failed', codes });

describe('the verdict on an event that is shown', () => {
  it('is that it is in the ledger, where leaf, hash, path, log signature and cosignature agree', () => {
    expect(judge({})).toEqual({
      state: 'verified',
      index: 3,
      size: 5,
      quorumTime: NOW,
      keys: [LOG.split('+')[1]],
      witnesses: [WITNESS],
      hasSealedValues: true,
      olderForm: false,
    });
  });

  it('takes the leaf from beside the receipt where that has no room for it', () => {
    const bare = receiptOf(3).replace(/^extra .*\n/m, '');
    expect(judge({ receipt: bare })).toEqual(failed('E_RECEIPT'));
    expect(judge({ receipt: bare, leaf: encodeBase64(LEAVES[3] ?? new Uint8Array()) })).toMatchObject({
      state: 'verified',
    });
    expect(judge({ receipt: bare, leaf: 'no base64' })).toMatchObject({ state: 'failed' });
  });

  it('is that nobody knows yet, where no checkpoint covers it', () => {
    expect(judge({ receipt: null })).toEqual({ state: 'pending' });
  });

  it.each([
    ['no policy', null],
    ['an unreadable policy', 'log nonsense'],
    [
      'a policy of another ledger',
      POLICY.replaceAll(`log ${LOG}`, `log ${logVkey(`${AUTHORITY}/issues/b-2`, ed25519PublicKey(LOG_SEED))}`),
    ],
  ])('is that it cannot be judged, with %s', (_what, policy) => {
    expect(judge({ policy })).toEqual({ state: 'unjudged', because: 'NO_KEY' });
  });

  it('names what is wrong with the bytes', () => {
    const changed = new TextEncoder().encode(new TextDecoder().decode(LEAVES[3]).replace('b-jia', 'b-jib'));
    expect(judge({ receipt: receiptOf(3, changed) })).toEqual(failed('E_RECEIPT'));
    expect(judge({ receipt: 'nothing' })).toEqual(failed('E_RECEIPT'));
    const flipped = checkpoint().replace(/^5$/m, '6');
    expect(judge({ receipt: receiptOf(3, LEAVES[3], flipped) })).toMatchObject({
      codes: expect.arrayContaining(['E_SIG_INVALID', 'E_COSIG_INVALID']) as unknown, // matchers are of type any
    });
    const uncosigned = checkpoint()
      .split('\n')
      .filter((line) => !line.includes('/witness/'))
      .join('\n');
    expect(judge({ receipt: receiptOf(3, LEAVES[3], uncosigned) })).toEqual(failed('E_COSIG_QUORUM'));
    const other = POLICY.replace(LOG, logVkey(ORIGIN, ed25519PublicKey(seed(9))));
    expect(judge({ policy: other })).toEqual(failed('E_SIG_UNKNOWN_KEY'));
    expect(judge({ now: NOW - 86_400 })).toEqual(failed('E_COSIG_FUTURE'));
  });

  it('names a proof of another event, and one of another ledger', () => {
    expect(judge({ receipt: receiptOf(2) })).toEqual(failed('E_LEAF_INDEX'));
    const two = `log ${logVkey(`${AUTHORITY}/issues/b-2`, ed25519PublicKey(seed(3)))}\n${POLICY}`;
    expect(judge({ policy: two, ledger: 'issues/b-2' })).toEqual(failed('E_ORIGIN'));
  });

  it.each<[string, Partial<ProofQuestion>]>([
    ['type', { shown: { ...shown, type: 'issues.IssueClosed' } }],
    ['time', { shown: { ...shown, time: '2014-09-19T00:00:00.000Z' } }],
    ['actor', { shown: { ...shown, actor: { id: 'acct-2', role: 'branch-clerk' } } }],
    ['role', { shown: { ...shown, actor: { id: 'acct-1', role: 'campaign-office' } } }],
    ['record', { stream: 'issue/2014-2' }],
    ['an open value', { shown: { ...shown, data: { ...shown.data, unit: 'b-yi' } } }],
    [
      'an open value within another',
      { shown: { ...shown, data: { ...shown.data, votes: { for: 4, against: [1, 2] } } } },
    ],
    ['an item of a list', { shown: { ...shown, data: { ...shown.data, votes: { for: 3, against: [1] } } } }],
    ['an open value that is left out', { shown: { ...shown, data: {} } }],
  ])('finds the page to show another %s than the leaf has', (_what, changed) => {
    expect(judge(changed)).toEqual(failed('E_SHOWN_DIFFERS'));
  });

  it('leaves values of a newer form alone, and says so', () => {
    const lifted = { ...shown, schema: 2, data: { unit: 'named otherwise' } };
    expect(judge({ shown: lifted })).toMatchObject({ state: 'verified', olderForm: true });
  });
});

describe('the policy that is believed', () => {
  it('is what the host tells, until the reader has pinned one; then what is not pinned has no key', () => {
    expect(policyFor(LEDGER, POLICY, [])).toBe(POLICY);
    expect(policyFor(LEDGER, null, [])).toBeNull();
    const own = `${POLICY}# mine\n`;
    expect(policyFor(LEDGER, POLICY, ['log nonsense', own])).toBe(own);
    expect(policyFor('issues/b-2', POLICY, [own])).toBeNull();
  });
});
