import { utf8ToBytes } from '@noble/hashes/utils.js';

import { encodeBase64Url } from '../base64.js';
import { BUNDLE_PATHS, historyPath, receiptPath, schemaPath } from '../bundle/bundle-path.js';
import { disclosureDigest } from '../disclosure.js';
import type { JsonObject } from '../json.js';
import { parseReceipt, formatReceipt } from '../receipt.js';
import { formatFinding } from '../verify/findings.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import type { VerifyOptions } from '../verify/verify-context.js';
import { Forgery } from './forgery.js';
import { vectorFiles, vectorOptions, vectorSigners, type VectorBundle } from './vector-bundles.node.js';

const { subjects, ...keys } = vectorSigners();
const { checkpoint: CHECKPOINT, entries: ENTRIES, proofs: PROOFS, consistency: CONSISTENCY } = BUNDLE_PATHS;
const forgeryOf = (bundle: VectorBundle) => new Forgery(vectorFiles(bundle), keys);
const linesOf = (bundle: VectorBundle, files: ReadonlyMap<string, Uint8Array>, options: Partial<VerifyOptions> = {}) =>
  verifyBundle(files, { ...vectorOptions(bundle), ...options }).findings.map(formatFinding);
/** What is found when only that was changed, and the exporter signed it. */
function found(bundle: VectorBundle, change: (forgery: Forgery) => void): string[] {
  const forgery = forgeryOf(bundle);
  change(forgery);
  return linesOf(bundle, forgery.export());
}

const encodeDisclosure = (text: string) => encodeBase64Url(utf8ToBytes(text));
/** Seals these disclosures into a leaf that has none, at level 1, and hands them over. */
function seal(forgery: Forgery, idx: number, disclosures: readonly string[]): void {
  forgery.editLeaf(idx, (leaf) => ({
    ...leaf,
    data: {
      ...(leaf['data'] as JsonObject), // as: ledger-format §2
      _sd: disclosures.map(disclosureDigest).sort(),
      _sdl: disclosures.map(() => 1),
    },
  }));
  forgery.entry(idx).sd = [...disclosures];
  forgery.rebuild();
}

describe('stage 0 besides the tamper cases', () => {
  it.each<[string, (text: string) => string, string]>([
    ['not canonical', (text) => ` ${text}`, 'FAIL E_MANIFEST_FORMAT'],
    ['another format', (text) => text.replace('bundle/v1', 'bundle/v2'), 'FAIL E_MANIFEST_FORMAT at=/format'],
    ['a member more', (text) => text.replace('{"clearance"', '{"a":1,"clearance"'), 'FAIL E_MANIFEST_FORMAT at=/a'],
    ['a time that does not exist', (text) => text.replace('03-02T', '02-31T'), 'FAIL E_MANIFEST_FORMAT at=/created'],
  ])('finds a manifest that is %s', (_, change, line) => {
    const forgery = forgeryOf('full');
    forgery.write(BUNDLE_PATHS.manifest, change(forgery.text(BUNDLE_PATHS.manifest)));
    expect(linesOf('full', forgery.files)).toContain(line);
  });

  it('finds ranges that do not fit', () => {
    const full = forgeryOf('full');
    expect(linesOf('full', full.export({ to: 88 }))).toContain('FAIL E_MANIFEST_RANGE reason=to');
    expect(linesOf('full', full.export({ from: 90 }))).toContain('FAIL E_MANIFEST_RANGE reason=from');
    expect(linesOf('full', full.export({ from: 16 }))).toContain('FAIL E_MANIFEST_RANGE reason=frontier');
    const extract = forgeryOf('extract');
    expect(linesOf('extract', extract.export({ from: 1 }))).toContain('FAIL E_MANIFEST_RANGE reason=from');
  });

  it('finds files that are missing, misnamed or unknown', () => {
    expect(found('extract', ({ files }) => files.delete(PROOFS))).toContain(
      'FAIL E_BUNDLE_LAYOUT file=proofs.ndjson reason=missing',
    );
    expect(found('delta', ({ files }) => files.delete(historyPath(56)))).toContain(
      `FAIL E_BUNDLE_LAYOUT file=${historyPath(56)} reason=missing`,
    );
    expect(found('full', (forgery) => forgery.write(historyPath(57), forgery.text(historyPath(56))))).toContain(
      `FAIL E_BUNDLE_LAYOUT file=${historyPath(57)} reason=size`,
    );
    expect(found('full', (forgery) => forgery.write('readme.txt', 'x'))).toContain(
      'FAIL E_BUNDLE_LAYOUT file=readme.txt reason=unknown',
    );
    const forgery = forgeryOf('full');
    forgery.files.delete('vkeys.txt');
    expect(linesOf('full', forgery.files)).toContain('FAIL E_BUNDLE_LAYOUT file=vkeys.txt reason=missing');
  });
});

describe('stages 1 and 2 besides the tamper cases', () => {
  it('find a note that is none', () => {
    expect(found('full', (forgery) => forgery.write(CHECKPOINT, 'x'))).toContain('FAIL E_NOTE_FORMAT file=checkpoint');
  });

  it('find two trees of one size among the notes themselves', () => {
    const forgery = forgeryOf('extract');
    forgery.sign(historyPath(56), { size: 56, root: new Uint8Array(32) }, forgery.cosignedAt(historyPath(56)));
    expect(linesOf('extract', forgery.export())).toContain('FAIL E_FORK file=known:1 size=56');
  });

  it('do not take the word of a known note that nobody signed', () => {
    const forgery = forgeryOf('full');
    const other = new TextDecoder().decode(vectorOptions('full').known?.[0]).replace(/^U4X6/m, 'AAAA');
    const lines = linesOf('full', forgery.export(), { known: [utf8ToBytes(other)] });
    expect(lines).toEqual([
      'FAIL E_SIG_INVALID file=known:1',
      'FAIL E_COSIG_INVALID file=known:1',
      'FAIL E_COSIG_QUORUM file=known:1',
    ]);
  });

  it('find a later checkpoint in the history of an earlier one', () => {
    const forgery = forgeryOf('extract');
    forgery.files.set(CHECKPOINT, forgery.files.get(historyPath(81)) ?? new Uint8Array());
    forgery.write(historyPath(89), forgeryOf('full').text(CHECKPOINT));
    expect(linesOf('extract', forgery.export({ to: 81 }))).toContain(
      `FAIL E_MANIFEST_RANGE file=${historyPath(89)} reason=later`,
    );
  });

  it('find proofs that are about nothing here', () => {
    const lines = (forgery: Forgery) => forgery.lines(CONSISTENCY);
    expect(found('extract', (f) => f.writeLines(CONSISTENCY, [...lines(f), 'x']))).toContain(
      'FAIL E_CONSISTENCY line=7',
    );
    expect(found('extract', (f) => f.files.delete(historyPath(29)))).toContain(
      'FAIL E_CONSISTENCY line=1 from=16 to=29',
    );
  });
});

describe('stage 3 besides the tamper cases', () => {
  it.each([
    ['no JSON', 'x'],
    ['an unknown key', '{"idx":0,"h":"","leaf":"","x":1}'],
    ['a key twice', '{"clr":1,"clr":3,"h":"qvJ5pa7is+6A4X89xQO2AZ9yt2IDijUDuD/s+epH93M=","idx":0}'],
    ['bad base64', '{"idx":0,"h":"qvJ5pa7is+6A4X89xQO2AZ9yt2IDijUDuD/s+epH93M","leaf":""}'],
    ['a list', '[]'],
    ['an empty line', ''],
  ])('finds a line that is %s', (_, line) => {
    const forgery = forgeryOf('full');
    forgery.export();
    forgery.writeLines(ENTRIES, [line, ...forgery.lines(ENTRIES).slice(1)]);
    const lines = linesOf('full', forgery.files);
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_ENTRY_FORMAT line=1/));
    expect(lines).toContain('FAIL E_ENTRY_MISSING from=0 to=1');
  });

  it('gives up on a file of nothing but rubbish', () => {
    const forgery = forgeryOf('full');
    forgery.export();
    forgery.writeLines(
      ENTRIES,
      Array.from({ length: 5_000 }, () => 'x'),
    );
    const lines = linesOf('full', forgery.files).filter((line) => line.startsWith('FAIL E_ENTRY_FORMAT'));
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe('FAIL E_ENTRY_FORMAT more=901');
  });

  it('finds a last line without its end', () => {
    const forgery = forgeryOf('full');
    forgery.export();
    forgery.write(ENTRIES, forgery.text(ENTRIES).trimEnd());
    expect(linesOf('full', forgery.files)).toContain('FAIL E_ENTRY_FORMAT line=89 reason=no-line-end');
  });

  it('tells the last checkpoint that still agreed', () => {
    const lines = found('full', (forgery) => {
      forgery.editLeaf(60, (leaf) => ({ ...leaf, data: {} }));
      forgery.rehash(60);
    });
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_ROOT_MISMATCH size=89 .* lastGood=56$/));
    expect(lines.filter((line) => line.includes('E_FORK'))).toEqual([]);
  });

  it.each<[string, string, (text: string) => string]>([
    ['format', 'full', () => 'x'],
    ['index', 'full', (text) => text.replace('index 5', 'index 6')],
    ['leaf', 'full', (text) => text.replace(/^extra .*/m, 'extra AAAA')],
    ['path', 'full', (text) => text.replace(/(index 5\n)./, '$1/')],
    ['E_SIG_INVALID', 'full', (text) => text.replace(/(— rectify.example\/issues\S* \S{20})./, '$1/')],
  ])('finds a receipt with a wrong %s', (reason, _, change) => {
    const file = receiptPath(5);
    expect(found('full', (forgery) => forgery.write(file, change(forgery.text(file))))).toContain(
      `FAIL E_RECEIPT file=${file} reason=${reason}`,
    );
  });

  it('takes a receipt of an earlier tree of the bundle, and none of another tree', () => {
    const forgery = forgeryOf('full');
    const receipt = parseReceipt(forgery.files.get(receiptPath(5)) ?? new Uint8Array());
    forgery.sign('other', { size: 89, root: new Uint8Array(32) }, forgery.cosignedAt(CHECKPOINT));
    const other = forgery.text('other');
    forgery.files.delete('other');
    forgery.write(receiptPath(5), formatReceipt({ ...receipt, checkpoint: other }));
    expect(linesOf('full', forgery.export())).toContain(`FAIL E_RECEIPT file=${receiptPath(5)} reason=other-tree`);
  });
});

describe('stage 4 besides the tamper cases', () => {
  it('finds a leaf that is too large', () => {
    const lines = found('full', (forgery) => {
      forgery.editLeaf(4, (leaf) => ({ ...leaf, data: { note: 'x'.repeat(65_536) } }));
      forgery.rebuild();
    });
    expect(lines).toContain('FAIL E_LEAF_TOO_LARGE idx=4');
  });

  it('finds events after the closing', () => {
    const lines = found('full', (forgery) => {
      const data = { basis: 'x', reason: 'merged', successors: [] };
      forgery.editLeaf(47, (leaf) => ({ ...leaf, data, type: 'ledger.Closed' }));
      forgery.rebuild();
    });
    expect(lines).toContain('FAIL E_LEDGER_CLOSED idx=47 to=89');
  });

  it('finds events from the future', () => {
    const lines = found('full', (forgery) => {
      for (const idx of [86, 87, 88]) forgery.editLeaf(idx, (leaf) => ({ ...leaf, time: '2026-03-02T02:06:00.000Z' }));
      forgery.rebuild();
    });
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_TIME_FUTURE idx=86 /));
  });

  it('finds an undefined event of the ledger itself', () => {
    const lines = found('full', (forgery) => {
      forgery.editLeaf(47, (leaf) => ({ ...leaf, type: 'ledger.Renamed' }));
      forgery.rebuild();
    });
    expect(lines).toContain('FAIL E_LEAF_SCHEMA idx=47 at=/type');
  });

  it('finds a retirement that names no successor', () => {
    const lines = found('rotated/extract', (forgery) => {
      forgery.editLeaf(59, (leaf) => ({ ...leaf, type: 'issues.Note' }));
    });
    expect(lines).toContain('FAIL E_KEY_ROTATION idx=60');
  });
});

describe('stages 5 to 7 besides the tamper cases', () => {
  it('find digests out of order, of another number than levels, and misplaced', () => {
    const edits: ((data: JsonObject) => JsonObject)[] = [
      (data) => ({ ...data, _sd: [...(data['_sd'] as string[])].reverse() }), // as: ledger-format §8
      (data) => ({ ...data, _sdl: [1] }),
      (data) => ({ ...data, list: [{ '...': (data['_sd'] as string[])[0] ?? '' }] }), // as: ledger-format §8
      ({ _sd = [], _sdl = [] }) => ({ a: { _sd, _sdl }, b: { _sd, _sdl } }),
    ];
    for (const edit of edits) {
      const lines = found('full', (forgery) => {
        forgery.editLeaf(41, (leaf) => ({ ...leaf, data: edit(leaf['data'] as JsonObject) })); // as: ledger-format §2
        delete forgery.entry(41).sd;
        forgery.rebuild();
      });
      expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_SD_FORMAT idx=41/));
    }
  });

  it.each([
    ['E_DISCLOSURE_FORMAT', ['["salt","name"]']],
    ['E_DISCLOSURE_FORMAT', ['["salt","name",{"a":1,"a":2}]']],
    ['E_DISCLOSURE_NAME', ['["salt","_sd",[]]']],
    ['E_DISCLOSURE_NAME', ['["salt","note","there already"]']],
    ['E_DISCLOSURE_NAME', ['["salt","x",1]', '["other salt","x",2]']],
  ])('find %s in %j', (code, texts) => {
    const lines = found('full', (forgery) => seal(forgery, 4, texts.map(encodeDisclosure)));
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^FAIL ${code} idx=4`)));
  });

  it('find a disclosure that is there twice', () => {
    const lines = found('full', (forgery) => {
      const entry = forgery.entry(40);
      entry.sd = [...(entry.sd ?? []), ...(entry.sd ?? [])];
    });
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_DISCLOSURE_DUPLICATE idx=40 /));
  });

  it('find more disclosures than a leaf can have', () => {
    const lines = found('full', (forgery) => {
      forgery.entry(40).sd = Array.from({ length: 5_000 }, () => 'AAAA');
    });
    expect(lines).toContain('FAIL E_DISCLOSURE_UNKNOWN idx=40 more=4899');
  });

  it('find an erasure that is about another field, or another event', () => {
    const lines = found('full', (forgery) => {
      const [erased] = forgery.entry(1).erased ?? [];
      forgery.entry(40).erased = erased ? [erased] : [];
    });
    expect(lines).toContainEqual(expect.stringMatching(/^FAIL E_ERASURE_UNPROVEN idx=40 /));
  });

  it('find envelopes and keys without their form', () => {
    const lines = found('full', (forgery) => {
      forgery.editLeaf(4, (leaf) => ({ ...leaf, data: { a: [{ _enc: 1 }] } }));
      forgery.rebuild();
      forgery.write(BUNDLE_PATHS.keys, JSON.stringify({ ...subjects, x: 'AAAA' }));
    });
    expect(lines).toContain('FAIL E_ENC_FORMAT file=keys.json kid=x');
    expect(lines).toContain('FAIL E_ENC_FORMAT idx=4 at=/data/a/0');
    for (const text of ['[]', 'x', '{"a":1,"a":1}'])
      expect(found('full', (forgery) => forgery.write(BUNDLE_PATHS.keys, text))).toContain(
        'FAIL E_ENC_FORMAT file=keys.json',
      );
  });

  it('judge data by the schemas of the bundle, and ask for nothing that was withheld', () => {
    const schema = {
      type: 'object',
      properties: { percent: { type: 'integer', maximum: 100 }, note: { type: 'string' } },
      required: ['note', 'percent'],
      additionalProperties: false,
    };
    const file = schemaPath('issues.ProgressReported', 1);
    const withSchema = (text: string) => (forgery: Forgery) => forgery.write(file, text);
    expect(found('full', withSchema(JSON.stringify(schema)))).toEqual([]);
    const strict = { ...schema, properties: { ...schema.properties, percent: { maximum: 0 } } };
    expect(found('full', withSchema(JSON.stringify(strict)))).toContain('FAIL E_EVENT_SCHEMA idx=4 at=/data/percent');
    expect(found('full', withSchema('x'))).toContain(`FAIL E_EVENT_SCHEMA file=${file}`);
    const sealed = JSON.stringify({ type: 'object', required: ['complainant', 'nothing'] });
    const complaint = schemaPath('issues.ComplaintReceived', 1);
    expect(found('full', (f) => f.write(complaint, sealed))).toContain('FAIL E_EVENT_SCHEMA idx=6 at=/data/nothing');
    expect(found('low', (f) => f.write(complaint, sealed))).toEqual([]);
  });
});
