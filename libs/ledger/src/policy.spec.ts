import { readFileSync } from 'node:fs';

import fc from 'fast-check';

import { ed25519PublicKey } from './ed25519.js';
import { parsePolicy, PolicyError, quorumVerdict } from './policy.js';
import { logVkey, witnessVkey } from './vkey.js';

const publicKey = (n: number) => ed25519PublicKey(new Uint8Array(32).fill(n));
const ORIGIN = 'rectify.example/issues/wgx-0371';
const LOG = `log ${logVkey(ORIGIN, publicKey(1))}`;
const witnessLine = (name: string, n: number) =>
  `witness ${name} ${witnessVkey(`rectify.example/witness/${name}`, publicKey(n))}`;
const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const LINES = [LOG, ...NAMES.map((name, i) => witnessLine(name, i + 2))];
const policy = (...lines: readonly string[]) => parsePolicy([...LINES, ...lines, ''].join('\n'));
const verdict = (lines: readonly string[], times: Readonly<Record<string, number>>) =>
  quorumVerdict(policy(...lines), new Map(Object.entries(times)));

describe('policy files (C2SP tlog-policy; ledger-format §5)', () => {
  it.each(['policy', 'rotated/policy'])('of a foreign writer are read: %s', (file) => {
    const text = readFileSync(new URL(`../vectors/bundles/${file}`, import.meta.url), 'utf8');
    const { logs, witnesses, quorum } = parsePolicy(text);
    expect(logs.map(({ name }) => name)).toEqual(logs.map(() => ORIGIN));
    expect(logs).toHaveLength(file === 'policy' ? 1 : 2);
    expect(witnesses.map(({ name }) => name)).toEqual(['w0']);
    expect(quorum).toEqual({ kind: 'witness', name: 'w0' });
  });

  it('may have comments, blanks, tabs, addresses and no log', () => {
    const text = `# 上级局\n\n \t# more\n${witnessLine('市委巡察办', 2)}\thttps://w.example/ \n\tquorum  市委巡察办`;
    expect(parsePolicy(text)).toMatchObject({ logs: [], witnesses: [{ name: '市委巡察办' }] });
    expect(parsePolicy(`${LOG} https://log.example\nquorum none\n`).quorum).toEqual({ kind: 'none' });
  });

  it.each<[string, readonly string[], Readonly<Record<string, number>>, object]>([
    ['nobody', ['quorum none'], { a: 5 }, { met: true }],
    ['one', ['quorum a'], { a: 5, b: 9 }, { met: true, time: 5 }],
    ['one that is absent', ['quorum a'], { b: 9 }, { met: false }],
    ['any of two: the newest', ['group g any a b', 'quorum g'], { a: 5, b: 9 }, { met: true, time: 9 }],
    ['all of two: the oldest', ['group g all a b', 'quorum g'], { a: 5, b: 9 }, { met: true, time: 5 }],
    ['two of three', ['group g 2 a b c', 'quorum g'], { a: 5, b: 9, c: 7 }, { met: true, time: 7 }],
    ['two of three, one there', ['group g 2 a b c', 'quorum g'], { b: 9 }, { met: false }],
    [
      'groups in a group',
      ['group x 2 a b c', 'group y any d e', 'group g all x y', 'quorum g'],
      { a: 1, b: 8, c: 6, d: 4, e: 2 },
      { met: true, time: 4 },
    ],
  ])('ask for %s', (_, lines, times, expected) => {
    expect(verdict(lines, times)).toEqual(expected);
  });

  it.each([
    ['nothing at all', ''],
    ['no quorum', LINES.join('\n')],
    ['two quorums', [...LINES, 'quorum a', 'quorum a'].join('\n')],
    ['a quorum that is not defined', [...LINES, 'quorum z'].join('\n')],
    ['a quorum that is defined later', ['quorum a', ...LINES].join('\n')],
    ['a group of nobody', [...LINES, 'group g all', 'quorum g'].join('\n')],
    ['a threshold of 0', [...LINES, 'group g 0 a', 'quorum g'].join('\n')],
    ['a threshold above its members', [...LINES, 'group g 3 a b', 'quorum g'].join('\n')],
    ['a threshold in words', [...LINES, 'group g two a b', 'quorum g'].join('\n')],
    ['a member twice', [...LINES, 'group g any a a', 'quorum g'].join('\n')],
    ['a member of two groups', [...LINES, 'group g any a', 'group h any a', 'quorum g'].join('\n')],
    ['none as a member', [...LINES, 'group g any none', 'quorum g'].join('\n')],
    ['none as a name', [witnessLine('none', 2), 'quorum none'].join('\n')],
    ['a name twice', [witnessLine('a', 2), witnessLine('a', 3), 'quorum a'].join('\n')],
    ['a key twice', [witnessLine('a', 2), witnessLine('b', 2), 'quorum a'].join('\n')],
    ["a witness with the log's key", [LOG, witnessLine('a', 1), 'quorum a'].join('\n')],
    ['a witness key as a log', [witnessLine('a', 2).replace('witness a', 'log'), 'quorum none'].join('\n')],
    ['a log key as a witness', [LOG.replace('log', 'witness a'), 'quorum a'].join('\n')],
    ['a broken key', [LOG.slice(0, -1), 'quorum none'].join('\n')],
    ['an unknown word', [...LINES, 'observer x', 'quorum a'].join('\n')],
    ['too many items', [...LINES, 'quorum a b'].join('\n')],
    ['a carriage return', [LOG, 'quorum none'].join('\r\n')],
    ['64 KiB', `${LOG}\nquorum none\n#${'x'.repeat(64 * 1024)}`],
  ])('are refused with %s', (_, text) => {
    expect(() => parsePolicy(text)).toThrow(PolicyError);
  });

  it('name the line that is wrong', () => {
    expect(() => policy('quorum z')).toThrow('POLICY_INVALID: line 7: the quorum is not defined above');
  });

  it('never bring anything but a policy or a PolicyError', () => {
    const word = fc.constantFrom('log', 'witness', 'group', 'quorum', 'none', 'any', 'a', '2', '#', '\t', LOG.slice(4));
    const line = fc.array(fc.oneof(word, fc.string()), { maxLength: 5 }).map((items) => items.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        try {
          expect(parsePolicy(lines.join('\n')).quorum).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
