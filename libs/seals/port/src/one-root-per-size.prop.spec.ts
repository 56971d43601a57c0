import type { LedgerNotice } from '@taizhang/event-store-port';
import { ledgerId } from '@taizhang/kernel';
import {
  GuardMemory,
  KilledError,
  KillSwitch,
  MemoryGuardRows,
  MemoryLeafLog,
  MemorySealRows,
  RecordingSigners,
  SealMemory,
  SEALS_AUTHORITY,
} from '@taizhang/seals-conformance';
import fc from 'fast-check';
import { LedgerBehindError, LedgerForkedError } from './errors.js';
import { SigningContentionError } from './checkpoint-signer.js';
import { LedgerSeals } from './ledger-seals.js';
import { readLogKeys } from './log-keys.js';

const LEDGER = ledgerId('issues', 'wgx-0371');
/** Calls that one sealing makes at most, read ones included. */
const STEPS = 40;

/** What may happen to a deployment between two sealings. */
type Happening =
  | { readonly kind: 'append'; readonly cnt: number; readonly mark: string }
  | { readonly kind: 'set back'; readonly size: number }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'lose checkpoints' }
  | { readonly kind: 'lose tree' }
  | { readonly kind: 'seal'; readonly kills: readonly { readonly step: number; readonly when: 'before' | 'after' }[] };

const kill = fc.record({ step: fc.integer({ min: -1, max: STEPS }), when: fc.constantFrom('before', 'after') });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('append'),
      cnt: fc.integer({ min: 1, max: 4 }),
      mark: fc.constantFrom('a', 'b'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set back'), size: fc.nat({ max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('lose checkpoints', 'lose tree', 'rotate') }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('seal'), kills: fc.array(kill, { minLength: 1, maxLength: 3 }) }),
  },
) as fc.Arbitrary<Happening>; // as: fast-check widens the constants

/** A deployment that outlives its processes: what was signed may have got out, whatever became of the process. */
class Deployment {
  readonly store = new MemoryLeafLog();
  readonly keys = new RecordingSigners();
  readonly memory = new SealMemory();
  readonly guarded = new GuardMemory();

  async happens(one: Happening): Promise<void> {
    if (one.kind === 'append') this.store.append(LEDGER, one.cnt, one.mark);
    else if (one.kind === 'set back') this.store.setBack(LEDGER, one.size);
    else if (one.kind === 'rotate') await this.rotate();
    else if (one.kind === 'lose checkpoints') this.memory.checkpoints.clear();
    else if (one.kind === 'lose tree') {
      this.memory.trees.clear();
      this.memory.tiles.clear();
    } else await Promise.all(one.kills.map((plan) => this.sealUntilKilled(plan)));
  }

  /** Puts the exchange of the log key on record. */
  async rotate(): Promise<void> {
    const size = this.store.size(LEDGER);
    const signers = await this.keys.signers(LEDGER);
    const old = (await readLogKeys(this.store, LEDGER)).signing(signers[0]?.vkey ?? '', size + 1);
    const { vkey } = await this.keys.logKey(LEDGER, '', signers.length + 1);
    const lastSize = size + 1 + old.length;
    this.store.record(LEDGER, [
      { type: 'ledger.KeyAdded', data: { use: 'log', vkey } },
      ...old.map((retired): LedgerNotice => {
        return { type: 'ledger.KeyRetired', data: { use: 'log', vkey: retired, lastSize, reason: 'rotation' } };
      }),
    ]);
  }

  /** One process of its own, killed at a call of anything it uses. @returns whether the kill came before it was done */
  async sealUntilKilled(plan: { readonly step: number; readonly when: 'before' | 'after' }): Promise<boolean> {
    const kills = new KillSwitch(plan);
    const seals = new LedgerSeals({
      store: this.store,
      rows: kills.over(new MemorySealRows(this.memory)),
      guard: kills.over(new MemoryGuardRows(this.guarded)),
      keys: kills.over({ signers: (ledger: typeof LEDGER) => this.keys.signers(ledger) }),
      authority: SEALS_AUTHORITY,
    });
    try {
      await seals.seal(LEDGER);
      return false;
    } catch (error) {
      if (error instanceof KilledError) return true;
      if (error instanceof LedgerBehindError || error instanceof LedgerForkedError) return false;
      if (error instanceof SigningContentionError) return false;
      throw error;
    }
  }

  /** Roots that were ever signed, by size. */
  roots(): ReadonlyMap<number, ReadonlySet<string>> {
    const roots = new Map<number, Set<string>>();
    for (const { size, root } of this.keys.signed)
      roots.set(size, (roots.get(size) ?? new Set()).add(Buffer.from(root).toString('hex')));
    return roots;
  }
}

describe('whatever happens to processes and stores', () => {
  it('no two roots are ever signed for one size, and no tree that is smaller than one signed before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 40 }), async (happenings) => {
        const deployment = new Deployment();
        for (const one of happenings) await deployment.happens(one);
        expect([...deployment.roots().values()].filter(({ size }) => size > 1)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['before', 'after'] as const)(
    'a process killed %s any one of its calls is made up for by the next',
    async (when) => {
      let killedAt = 0;
      for (let step = 0; ; step += 1) {
        const deployment = new Deployment();
        deployment.store.append(LEDGER, 3);
        await deployment.sealUntilKilled({ step: -1, when });
        deployment.store.append(LEDGER, 400);
        await deployment.rotate();
        if (!(await deployment.sealUntilKilled({ step, when }))) break;
        killedAt = step;
        deployment.store.append(LEDGER, 5);
        expect(await deployment.sealUntilKilled({ step: -1, when })).toBe(false);
        expect([...(deployment.memory.checkpoints.get(LEDGER)?.keys() ?? [])].filter((size) => size > 3)).toEqual(
          expect.arrayContaining([405, 410]),
        );
        expect([...deployment.roots().values()].filter(({ size }) => size > 1)).toEqual([]);
      }
      expect(killedAt).toBeGreaterThan(5);
    },
  );

  it('the property notices a guard that forgets', async () => {
    const deployment = new Deployment();
    deployment.store.append(LEDGER, 1, 'a');
    await deployment.sealUntilKilled({ step: -1, when: 'after' });
    deployment.guarded.heads.clear();
    deployment.memory.checkpoints.clear();
    deployment.store.setBack(LEDGER, 0);
    deployment.store.append(LEDGER, 1, 'b');
    await deployment.sealUntilKilled({ step: -1, when: 'after' });
    expect(deployment.roots().get(1)?.size).toBe(2);
  });
});
