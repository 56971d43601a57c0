import { outsideClaimEvents, personEvents, unitEvents } from '@taizhang/contracts';
import type { ContextReads } from '@taizhang/platform';
import { heldDocument, heldReads, projected } from '@taizhang/testkit';
import { outsideClaimsView } from './outside-claims.view.js';
import { OUTSIDE_ID_FACT, outsideIdFact } from './outside-id.fact.js';
import { personsView } from './persons.view.js';
import { unitsView } from './units.view.js';

const claimIn = (holder: string | null, rev: number, claim: string) => ({ claim, kind: 'PERSON', holder, rev });

describe('who has an outside id', () => {
  const hashOf = (text: readonly string[]) => heldReads({}).keyedHash('outside-id', JSON.stringify(text));
  const ask = async (key: string) => {
    const claim = await hashOf(['PERSON', 'hr', '工号/7']);
    const elsewhere = await hashOf(['PERSON', 'hr', '8']);
    const reads = heldReads({
      [outsideClaimsView.name]: [
        heldDocument('organization/own', claim, claimIn('own.P-1', 0, claim)),
        heldDocument('organization/other', claim, claimIn(null, 1, claim)),
        heldDocument('organization/other', elsewhere, claimIn('other.P-2', 0, elsewhere)),
      ],
    }) as ContextReads; // all that the fact reads
    return outsideIdFact({ fact: OUTSIDE_ID_FACT, key }, reads);
  };

  it('is told by the keyed hash of kind, system and id, whatever blanks surround it', async () => {
    const claim = await hashOf(['PERSON', 'hr', '工号/7']);
    for (const id of ['工号/7', ' 工号/7 '])
      await expect(ask(`own/PERSON/hr/${id}`)).resolves.toEqual({
        value: { claim, holder: 'own.P-1', rev: 0, elsewhere: false },
        consulted: [{ ledger: 'organization/own', size: 1 }],
      });
    await expect(ask('own/PERSON/other/工号/7')).resolves.toMatchObject({ value: { holder: null, rev: null } });
    await expect(ask('own/UNIT/hr/工号/7')).resolves.toMatchObject({ value: { holder: null, rev: null } });
  });

  it('counts those of other ledgers, unless they let go of it', async () => {
    await expect(ask('own/PERSON/hr/8')).resolves.toMatchObject({ value: { holder: null, elsewhere: true } });
    await expect(ask('other/PERSON/hr/工号/7')).resolves.toMatchObject({
      value: { holder: null, rev: 1, elsewhere: true },
    });
    await expect(ask('No.Such/PERSON/hr/8')).resolves.toEqual({ value: null, consulted: [] });
  });

  it('is free again once it is let go of', () => {
    const claim = 'ab'.repeat(32);
    const from = {
      ledger: 'organization/own',
      stream: `outside-claim/${claim}`,
      catalogue: outsideClaimEvents,
    } as const;
    const taken = outsideClaimEvents.OutsideIdClaimed({ claim, kind: 'UNIT', holder: 'b-jia' });
    const gone = outsideClaimEvents.OutsideIdReleased({ claim, holder: 'b-jia' });
    expect(projected(outsideClaimsView, from, [taken])[claim]).toMatchObject({ holder: 'b-jia', rev: 0 });
    expect(projected(outsideClaimsView, from, [taken, gone])[claim]).toMatchObject({ holder: null, rev: 1 });
  });
});

describe('outside ids in the registers', () => {
  const claim = 'ab'.repeat(32);

  it('stand with the unit, openly', () => {
    const from = { ledger: 'organization/own', stream: 'unit/b-jia', catalogue: unitEvents } as const;
    const unit = 'b-jia';
    const registered = unitEvents.UnitRegistered({
      unit,
      level: 'BRANCH',
      parent: 'own',
      name: '支部',
      from: '2014-01-01',
    });
    const linked = unitEvents.UnitOutsideIdLinked({ unit, system: 'registry', outside: '1133', claim });
    const unlinked = unitEvents.UnitOutsideIdUnlinked({ unit, system: 'registry', claim, reason: '误录' });
    expect(projected(unitsView, from, [registered, linked])[unit]).toMatchObject({
      outside: [{ system: 'registry', outside: '1133' }],
    });
    expect(projected(unitsView, from, [registered, linked, unlinked])[unit]).toMatchObject({ outside: [] });
  });

  it('stand with the person, sealed', () => {
    const person = 'own.P-1';
    const from = { ledger: 'organization/own', stream: `person/${person}`, catalogue: personEvents } as const;
    const registered = personEvents.PersonRegistered({ person, unit: 'own', name: '虚构甲', from: '2014-01-01' });
    const linked = personEvents.PersonOutsideIdLinked({ person, system: 'hr', outside: '0007', claim });
    const other = personEvents.PersonOutsideIdLinked({ person, system: 'party', outside: '9', claim });
    const unlinked = personEvents.PersonOutsideIdUnlinked({ person, system: 'hr', claim, reason: '误录' });
    const shown = projected(personsView, from, [registered, linked, other])[person];
    expect(shown).toMatchObject({
      outside: [
        { system: 'hr', outside: { $sealed: { digest: '1/outside', level: 2 } } },
        { system: 'party', outside: { $sealed: { digest: '2/outside' } } },
      ],
    });
    expect(JSON.stringify(shown)).not.toContain('0007');
    expect(projected(personsView, from, [registered, linked, other, unlinked])[person]).toMatchObject({
      outside: [{ system: 'party' }],
    });
  });
});
