import type { VerifyCode } from '../verify/verify-codes.js';
import { verifyBundle, type Verification } from '../verify/verify-bundle.js';
import type { VerifyOptions } from '../verify/verify-context.js';
import { Forgery, type ForgeryKeys } from './forgery.js';
import { landmarksOf, type Landmarks } from './landmarks.js';

/**
 * Bundles of one ledger that are tampered with: `full` and `low` of its whole range, for clearance 3 and a lower one; `delta` from a later
 * checkpoint, with a proof from an earlier one; `extract` with earlier checkpoints and `rotated/extract` across a rotation of the log key.
 */
export type TamperBundle = 'full' | 'low' | 'delta' | 'extract' | 'rotated/extract';

/** What is tampered with, and what all attackers together hold. */
export interface TamperScene {
  readonly keys: ForgeryKeys;
  /** Keys of subjects by kid, b64u, one that is destroyed on record among them. */
  readonly subjects: Readonly<Record<string, string>>;
  /** A bundle, and what its auditor knows. */
  readonly bundle: (name: TamperBundle) => {
    readonly files: ReadonlyMap<string, Uint8Array>;
    readonly options: VerifyOptions;
  };
}

/** C courier (no keys), X exporter (export key), O operator (log and export keys), W operator colluding with the witness. */
export type Attacker = 'C' | 'X' | 'O' | 'W';

/** What the attacker hands over; undefined: the files of the forgery as the exporter signs them. */
export interface Handed {
  readonly files?: ReadonlyMap<string, Uint8Array>;
  readonly options?: Partial<VerifyOptions>;
}

/** What an attacker works with. */
export interface Tampering {
  readonly forgery: Forgery;
  /** Of the bundle `full`. */
  readonly at: Landmarks;
  readonly scene: TamperScene;
  readonly options: VerifyOptions;
}

/** One case of ledger-format §12.1. */
export interface TamperCase {
  readonly n: number;
  readonly title: string;
  readonly by: Attacker;
  readonly from: TamperBundle;
  /** What a verifier must report, among whatever else it finds. */
  readonly codes: readonly VerifyCode[];
  /** Nothing handed over: what the exporter makes of the forgery. */
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- most cases only change the forgery
  readonly forge: (tampering: Tampering) => Handed | void;
}

/** Makes a list of cases. */
export class TamperCases {
  readonly list: TamperCase[] = [];

  add(
    n: number,
    title: string,
    by: Attacker,
    from: TamperBundle,
    codes: readonly VerifyCode[],
    forge: TamperCase['forge'],
  ): void {
    this.list.push({ n, title, by, from, codes, forge });
  }
}

/** A bundle is looked over once, however many cases are made of it. */
const known = new WeakMap<TamperScene, Landmarks>();

/** Forges one case and verifies it. */
export function verifyTampered(scene: TamperScene, { from, forge }: Pick<TamperCase, 'from' | 'forge'>): Verification {
  const { files: original, options } = scene.bundle(from);
  const forgery = new Forgery(original, scene.keys);
  const at = known.get(scene) ?? landmarksOf(new Forgery(scene.bundle('full').files, scene.keys));
  known.set(scene, at);
  const handed = forge({ forgery, at, scene, options }) ?? {};
  return verifyBundle(handed.files ?? forgery.export(), { ...options, ...handed.options });
}
