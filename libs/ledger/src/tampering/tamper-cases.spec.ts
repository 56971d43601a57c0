import { formatFinding } from '../verify/findings.js';
import { verifyBundle } from '../verify/verify-bundle.js';
import { appendLeaf } from './edits.js';
import { Forgery } from './forgery.js';
import { landmarksOf } from './landmarks.js';
import { verifyTampered, type TamperScene } from './tamper-case.js';
import { TAMPER_CASES } from './tamper-cases.js';
import { VECTOR_BUNDLES, vectorFiles, vectorOptions, vectorSigners, type VectorBundle } from './vector-bundles.node.js';

const { subjects, ...keys } = vectorSigners();
const sources = new Map(VECTOR_BUNDLES.map((bundle) => [bundle, vectorFiles(bundle)]));
const filesOf = (bundle: VectorBundle) => sources.get(bundle) ?? new Map<string, Uint8Array>();
const scene: TamperScene = {
  keys,
  subjects,
  bundle: (name) => ({ files: filesOf(name), options: vectorOptions(name) }),
};
const forgeryOf = (bundle: VectorBundle) => new Forgery(filesOf(bundle), keys);

describe('tamper cases (ledger-format §12.1)', () => {
  it('are all there', () => {
    expect([...new Set(TAMPER_CASES.map(({ n }) => n))]).toEqual(Array.from({ length: 44 }, (_, i) => i + 1));
  });

  it.each(TAMPER_CASES)('$n by $by: $title', (tamperCase) => {
    const { passed, findings } = verifyTampered(scene, tamperCase);
    expect({ passed, lines: findings.map(formatFinding) }).toMatchObject({ passed: false });
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...tamperCase.codes]));
    expect(findings.filter(({ details }) => details['reason'] === 'unexpected')).toEqual([]);
  });

  it('are due to the tampering: the forger who changes nothing is believed', () => {
    for (const bundle of VECTOR_BUNDLES) {
      const { findings } = verifyBundle(forgeryOf(bundle).export(), vectorOptions(bundle));
      expect(findings.map(formatFinding)).toEqual([]);
    }
    const forgery = forgeryOf('full');
    forgery.rebuild();
    expect(verifyBundle(forgery.export(), vectorOptions('full')).findings.map(formatFinding)).toEqual([]);
    const longer = forgeryOf('full');
    const at = landmarksOf(longer);
    appendLeaf(longer, at, (leaf) => leaf);
    longer.rebuild();
    const options = { ...vectorOptions('full'), known: [] };
    const { findings } = verifyBundle(longer.export({ to: at.last + 2 }), options);
    expect(findings.map(formatFinding)).toEqual([]);
  });
});
